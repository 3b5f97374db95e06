//===- DesignQueries.cpp - what both lowerings ask of a design ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/DesignQueries.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace aieforge;
using namespace mlir;

const hw::Device *aieforge::hardwareOf(Operation *Op) {
  auto Device = dyn_cast<aie::DeviceOp>(Op);
  if (!Device)
    Device = Op->getParentOfType<aie::DeviceOp>();
  const hw::Device *D = Device ? Device.getTargetModel() : nullptr;
  if (!D)
    Op->emitOpError("stands in no aie.device of an NPU");
  return D;
}

FailureOr<Place> aieforge::placeOf(Value Tile, Operation *User) {
  auto Op = Tile.getDefiningOp<aie::TileOp>();
  if (!Op)
    return User->emitOpError(
        "needs a placed tile (aie.tile); run aie-place-tiles first");
  const hw::Device *D = hardwareOf(User);
  if (!D)
    return failure();
  unsigned Column = Op.colIndex(), Row = Op.rowIndex();
  if (!D->contains(Column, Row))
    return User->emitOpError("is on tile (")
           << Column << ", " << Row << "), but " << D->Name << " has "
           << D->Columns << " columns and " << D->Rows << " rows";
  return Place{Column, Row, D->kind(Column, Row)};
}

FailureOr<int64_t> aieforge::constant(Operation *O, Value V, StringRef What) {
  if (std::optional<int64_t> Number = getConstantIntValue(V))
    return *Number;
  return O->emitOpError() << What
                          << " is known at run time only; an instruction "
                             "stream holds constants";
}

FailureOr<uint32_t> aieforge::bufferWord(Operation *O, StringRef Name,
                                         uint64_t Index) {
  auto Buffer = dyn_cast_or_null<aie::BufferOp>(
      O->getParentOfType<aie::DeviceOp>().lookupSymbol(Name));
  if (!Buffer)
    return O->emitOpError("buffer '") << Name << "' not found in device";
  FailureOr<Place> At = placeOf(Buffer.getTile(), O);
  if (failed(At))
    return failure();
  if (!Buffer.getAddress())
    return O->emitOpError("writes to buffer '")
           << Name
           << "', which has no address; run aie-assign-buffer-addresses first";
  uint64_t Words = (Buffer.getAllocationSize() + 3) / 4;
  if (Index >= Words)
    return O->emitOpError("writes to word ")
           << Index << " of buffer '" << Name << "', which has " << Words
           << " words";
  uint64_t Offset = uint64_t(uint32_t(*Buffer.getAddress())) + 4 * Index;
  if (Offset >= hw::tileInfo(At->Kind).DataMemoryBytes)
    return O->emitOpError("writes to word ")
           << Index << " of buffer '" << Name
           << "', beyond the end of the tile's memory";
  return At->address(Offset);
}

std::string aieforge::freeName(aie::DeviceOp Device, StringRef Prefix,
                               unsigned &Next) {
  std::string Name;
  do
    Name = (Prefix + Twine(Next++)).str();
  while (Device.lookupSymbol(Name));
  return Name;
}

unsigned aieforge::elementBits(Value Buffer) {
  Type Element = cast<BaseMemRefType>(Buffer.getType()).getElementType();
  return Element.isIntOrFloat() ? Element.getIntOrFloatBitWidth() : 0;
}

const hw::ReachWindow *aieforge::windowTo(const Place &From, const Place &To) {
  for (const hw::ReachWindow &W : hw::dmaWindows(From.Kind))
    if (int(From.Column) + W.ColumnStep == int(To.Column) &&
        int(From.Row) + W.RowStep == int(To.Row))
      return &W;
  return nullptr;
}

void aieforge::emitUnreachable(aie::BufferOp Buffer, const Place &At,
                               const Place &From, Operation *User) {
  Buffer.emitOpError("is accessed from an unreachable tile: the DMA of tile (")
          .append(From.Column, ", ", From.Row, ") does not reach tile (",
                  At.Column, ", ", At.Row, ")")
          .attachNote(User->getLoc())
      << "user";
}

FailureOr<uint64_t> aieforge::dmaAddress(aie::BufferOp Buffer, uint64_t Offset,
                                         const Place &From, Operation *User) {
  FailureOr<Place> At = placeOf(Buffer.getTile(), User);
  if (failed(At))
    return failure();
  const hw::ReachWindow *W = windowTo(From, *At);
  if (!W) {
    emitUnreachable(Buffer, *At, From, User);
    return failure();
  }
  if (!Buffer.getAddress())
    return User->emitOpError("uses a buffer ")
           << (Buffer.hasName() ? "'" + Buffer.name().str() + "' " : "")
           << "without associated address; run aie-assign-buffer-addresses "
              "first";
  return uint64_t(W->Address) + uint32_t(*Buffer.getAddress()) + Offset;
}

/// The number under which the DMA at \p From knows the lock.
static FailureOr<uint64_t> lockNumber(aie::UseLockOp Use, const Place &From) {
  aie::LockOp Lock = Use.getLockOp();
  if (!Lock)
    return Use.emitOpError("names no aie.lock");
  if (!Lock.getLockID())
    return Use.emitOpError(
        "uses a lock without number; run aie-assign-lock-ids first");
  FailureOr<Place> At = placeOf(Lock.getTile(), Use);
  if (failed(At))
    return failure();
  // Shim tiles have no windows: their DMA uses the locks of its own tile.
  if (From.Column == At->Column && From.Row == At->Row && hw::isShim(From.Kind))
    return uint64_t(*Lock.getLockID());
  const hw::ReachWindow *W = windowTo(From, *At);
  if (!W)
    return Use.emitOpError("uses a lock of tile (")
           << At->Column << ", " << At->Row << "), which the DMA of tile ("
           << From.Column << ", " << From.Row << ") does not reach";
  return uint64_t(W->LockBase) + *Lock.getLockID();
}

LogicalResult aieforge::setLocks(BdDescription &D, Block &B, const Place &At) {
  for (auto Use : B.getOps<aie::UseLockOp>()) {
    FailureOr<uint64_t> Id = lockNumber(Use, At);
    if (failed(Id))
      return failure();
    std::optional<int32_t> Value = Use.getConstantValue();
    if (!Value)
      return Use.emitOpError("needs a constant value in a BD");
    if (Use.release()) {
      if (D.ReleaseLock)
        return Use.emitOpError("is the second release of this BD");
      D.ReleaseLock = BdDescription::Release{*Id, *Value};
      continue;
    }
    if (D.AcquireLock)
      return Use.emitOpError("is the second acquire of this BD");
    D.AcquireLock = BdDescription::Acquire{
        *Id, Use.acquireGE() ? -int64_t(*Value) : int64_t(*Value),
        Use.getAcqEn()};
  }
  if (D.AcquireLock.has_value() == D.ReleaseLock.has_value())
    return success();
  return (*B.getOps<aie::UseLockOp>().begin())
      .emitOpError("stands alone: a BD takes both an acquire and a release, or "
                   "neither");
}

static LogicalResult emitStride(Operation *User, size_t Rank, int64_t Stride,
                                unsigned Bits) {
  if (Bits > 32)
    return User->emitOpError("stride of the innermost dimension is ")
           << Stride << " elements of " << Bits / 8
           << " bytes, which the DMA would take apart; it steps from 4-byte "
              "word to word";
  return User->emitOpError("Stride ")
         << Rank << " is " << Stride << " elements * " << Bits / 8
         << " bytes = " << Stride * Bits / 8
         << " bytes, which is not divisible by 4; the DMA steps from word to "
            "word";
}

LogicalResult aieforge::setDims(BdDescription &D, ArrayRef<int64_t> Sizes,
                                ArrayRef<int64_t> Strides, unsigned Bits,
                                Operation *User) {
  for (auto [Rank, SizeAndStride] :
       llvm::enumerate(llvm::reverse(llvm::zip(Sizes, Strides)))) {
    auto [Size, Stride] = SizeAndStride;
    if (Size < 1)
      return User->emitOpError("size of dimension ")
             << Rank << " (0 is the innermost) is " << Size
             << "; it must be positive";
    if (Stride < 0)
      return User->emitOpError("stride of dimension ")
             << Rank << " (0 is the innermost) is " << Stride
             << "; the hardware only goes forwards";
    uint64_t StepBits = uint64_t(Stride) * Bits;
    if (Rank == 0) {
      if (Size * Bits % 32)
        return User->emitOpError("innermost run of ")
               << Size * Bits / 8
               << " bytes is not a multiple of the DMA's word of 4 bytes";
      // Neighbouring elements move as whole words, whatever their width.
      if (Stride != 1 && (StepBits % 32 || Bits > 32))
        return emitStride(User, Rank, Stride, Bits);
      D.Dims.push_back(
          {uint64_t(Size) * Bits / 32,
           Stride == 1 ? 1 : std::max<uint64_t>(1, StepBits / 32)});
      continue;
    }
    if (StepBits % 32 && Size > 1)
      return emitStride(User, Rank, Stride, Bits);
    D.Dims.push_back({uint64_t(Size), std::max<uint64_t>(1, StepBits / 32)});
  }
  return success();
}

LogicalResult aieforge::setPads(BdDescription &D, aie::DMABDOp Bd) {
  aie::BDPadLayoutArrayAttr Pads = Bd.getPadDimensionsAttr();
  if (!Pads)
    return success();
  unsigned Bits = elementBits(Bd.getBuffer());
  for (auto [Rank, Pad] : llvm::enumerate(llvm::reverse(Pads.getValue()))) {
    uint64_t Before = Pad.getConstPadBefore(), After = Pad.getConstPadAfter();
    if (Rank == 0) {
      if (Before * Bits % 32 || After * Bits % 32)
        return Bd.emitOpError("padding of the innermost dimension is no whole "
                              "number of 4-byte words");
      Before = Before * Bits / 32;
      After = After * Bits / 32;
    }
    D.Pads.push_back({Before, After});
  }
  return success();
}

BdDescription::Packet aieforge::packetOf(aie::PacketInfoAttr Packet) {
  return {Packet.getPktType(), Packet.getPktId()};
}

std::optional<BdDescription::Packet> aieforge::packetOf(aie::DMABDOp Bd) {
  if (aie::PacketInfoAttr Packet = Bd.getPacketAttr())
    return packetOf(Packet);
  for (auto Op : Bd->getBlock()->getOps<aie::DMABDPACKETOp>())
    return BdDescription::Packet{uint64_t(Op.getPacketType()),
                                 uint64_t(Op.getPacketId())};
  return std::nullopt;
}
