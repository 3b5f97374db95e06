//===- DmaToNpu.cpp - transfers of sequences to register writes -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-dma-to-npu
// In:  runtime sequences with transfers, waits, queue pushes, BDs and run-time
//      parameters; shim DMA allocations, buffers with addresses.
// Out: write32, maskwrite32, blockwrite, address_patch and sync in their
//      places. Writes to buffers have absolute addresses.
//
//===----------------------------------------------------------------------===//

#include "RuntimeShape.h"
#include "WriteBd.h"
#include "aieforge/Transforms/SequencePasses.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/TypeSwitch.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEDMATONPU
#include "aieforge/Transforms/SequencePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

class DmaLowering {
public:
  explicit DmaLowering(aie::DeviceOp Device) : Context(Device), Ops(Device) {}

  LogicalResult run();

private:
  LogicalResult memcpyNd(aiex::NpuDmaMemcpyNdOp O);
  LogicalResult setShape(aiex::NpuDmaMemcpyNdOp O, BdDescription &Desc);
  FailureOr<BdDescription> describe(aiex::NpuDmaMemcpyNdOp O,
                                    const ChannelPlace &Where);
  LogicalResult writeBd(aiex::NpuDmaMemcpyNdOp O, const RuntimeShape &Shape,
                        const BdDescription &Desc, uint32_t Address);
  LogicalResult dmaWait(aiex::NpuDmaWaitOp O);
  LogicalResult pushQueue(aiex::NpuPushQueueOp O);
  LogicalResult push(Operation *O, const ChannelPlace &Where, Number Bd,
                     Number Repeat, bool Token);
  LogicalResult writeBd(aiex::NpuWriteBdOp O);
  LogicalResult writeRtp(aiex::NpuWriteRTPOp O);
  template <typename OpT> FailureOr<Value> wordOf(OpT O);
  LogicalResult write32(aiex::NpuWrite32Op O);
  LogicalResult maskWrite32(aiex::NpuMaskWrite32Op O);
  LogicalResult blockWrite(aiex::NpuBlockWriteOp O);
  LogicalResult lower(Operation *O);

  SequenceContext Context;
  RegisterOps Ops;
};

} // namespace

//===----------------------------------------------------------------------===//
// Transfers
//===----------------------------------------------------------------------===//

/// The shape of a transfer. In the BD the first of the four dimensions repeats
/// the other three.
static RuntimeShape shapeOf(aiex::NpuDmaMemcpyNdOp O) {
  SmallVector<OpFoldResult> Sizes = O.getMixedSizes();
  SmallVector<OpFoldResult> Strides = O.getMixedStrides();
  return {{Sizes.rbegin(), Sizes.rend()},
          {Strides.rbegin(), Strides.rend()},
          Number(),
          O.getElementTypeBitwidth()};
}

/// Length, dimensions and runs of a transfer of constants.
LogicalResult DmaLowering::setShape(aiex::NpuDmaMemcpyNdOp O,
                                    BdDescription &Desc) {
  auto Sizes = O.getConstantSizes(), Strides = O.getConstantStrides();
  unsigned Bits = O.getElementTypeBitwidth();
  return failure(
      failed(setIteration(Desc, Sizes->front(), Strides->front(), Bits, O)) ||
      failed(setRunTimeDims(Desc, ArrayRef(*Sizes).drop_front(),
                            ArrayRef(*Strides).drop_front(), Bits, O)));
}

/// All of a BD but its shape and where its memory lies.
FailureOr<BdDescription> DmaLowering::describe(aiex::NpuDmaMemcpyNdOp O,
                                               const ChannelPlace &Where) {
  if (O.getD0ZeroBefore() || O.getD1ZeroBefore() || O.getD2ZeroBefore() ||
      O.getD0ZeroAfter() || O.getD1ZeroAfter() || O.getD2ZeroAfter())
    return O.emitOpError("asks for zero padding, which only memory tiles' MM2S "
                         "channels have (ShimTile doesn't support zero "
                         "padding.)");
  unsigned Bits = O.getElementTypeBitwidth();
  if (Bits == 0 || Bits > 32)
    return O.emitOpError("element type of ")
           << Bits
           << " bits is wider than the DMA's 32-bit word (Maximum element bit "
              "width allowed is 32bits.)";
  BdDescription Desc;
  Desc.Kind = Where.At.Kind;
  Desc.Cache = RunTimeAxCache;
  std::optional<unsigned> Burst =
      hw::shimBurstCode(Context.hardware()->Gen, O.getBurstLength());
  if (!Burst)
    return O.emitOpError("asks for bursts of ")
           << O.getBurstLength() << " bytes, which " << Context.hardware()->Name
           << " does not have";
  Desc.Burst = *Burst;
  // What leaves the shim by a packet flow says so at its allocation.
  if (Where.Header)
    Desc.Header = packetOf(Where.Header);
  if (aie::PacketInfoAttr Packet = O.getPacketAttr())
    Desc.Header = packetOf(Packet);
  return Desc;
}

/// Bytes from the start of the memref to the first element.
static FailureOr<Number> startOf(aiex::NpuDmaMemcpyNdOp O, WordMath M) {
  Number Start = M.constant(0);
  for (auto [Offset, Stride] :
       llvm::zip(O.getMixedOffsets(), O.getMixedStrides()))
    // Most offsets are 0, whatever the stride is.
    if (getConstantIntValue(Offset) != 0)
      Start = M.add(Start, M.multiply(Offset, Stride));
  unsigned Bits = O.getElementTypeBitwidth();
  std::optional<int64_t> Known = getConstantIntValue(Start);
  if (!Known)
    M.requireMultiple(Start, Bits < 32 ? 32 / Bits : 1);
  else if (*Known < 0 || *Known * Bits % 32)
    return O.emitOpError("starts ")
           << *Known * Bits / 8
           << " bytes into its memory, which is no multiple of 4 (Offset must "
              "be 4-byte-aligned)";
  return M.multiply(Start, M.constant(Bits / 8));
}

/// Writes the BD at \p Address: as a block, and over it what is known at run
/// time only.
LogicalResult DmaLowering::writeBd(aiex::NpuDmaMemcpyNdOp O,
                                   const RuntimeShape &Shape,
                                   const BdDescription &Desc,
                                   uint32_t Address) {
  Expected<BdWords> Words = hw::encodeBd(Desc);
  if (!Words)
    return O.emitOpError("does not fit a buffer descriptor: ")
           << llvm::toString(Words.takeError());
  Ops.blockWrite(Address, *Words);
  if (Shape.isKnown())
    return success();
  WordMath M = Ops.math();
  FailureOr<ShapeWords> Encoded = encodeShape(O, Shape, *Words, M);
  if (failed(Encoded))
    return failure();
  for (const ShapeWords::Word &Word : Encoded->Words)
    Ops.write32(Ops.number(int32_t(Address + 4 * Word.Index)), Word.Value);
  guardLength(Shape, Encoded->Length, M);
  return success();
}

LogicalResult DmaLowering::memcpyNd(aiex::NpuDmaMemcpyNdOp O) {
  FailureOr<ChannelPlace> Where = Context.allocation(O, O.getMetadata());
  if (failed(Where))
    return failure();
  const hw::BdLayout &L = hw::bdLayout(Where->At.Kind);
  if (O.getId() >= L.Count)
    return O.emitOpError("BD id is ")
           << O.getId() << "; this tile's are 0 to " << L.Count - 1;
  FailureOr<BdDescription> Desc = describe(O, *Where);
  FailureOr<HostAddress> Host = hostAddress(O, O.getMemref());
  if (failed(Desc) || failed(Host))
    return failure();
  RuntimeShape Shape = shapeOf(O);
  uint32_t Bd = Where->At.address(L.offset(O.getId()));
  if ((Shape.isKnown() && failed(setShape(O, *Desc))) ||
      failed(writeBd(O, Shape, *Desc, Bd)))
    return failure();
  WordMath M = Ops.math();
  FailureOr<Number> Start = startOf(O, M);
  if (failed(Start))
    return failure();
  Ops.addressPatch(M.constant(Bd + L.PatchOffset), Host->Argument,
                   M.add(*Start, M.constant(int64_t(Host->Offset))));
  if (std::optional<uint8_t> Index = O.getOffsetStateTableIdx())
    Ops.updateFromScratchpad(Bd + L.PatchOffset, *Index,
                             O.getElementTypeBitwidth() / 8);
  // What receives tells so, except for all but the last part of a transfer.
  bool Token = O.getIssueToken() ||
               (Where->Dir == hw::Direction::S2MM && !O->hasAttr(PartAttr));
  Number Runs = Shape.Sizes[RuntimeShape::Runs];
  return push(O, *Where, M.constant(O.getId()), M.subtract(Runs, M.constant(1)),
              Token);
}

LogicalResult DmaLowering::dmaWait(aiex::NpuDmaWaitOp O) {
  FailureOr<ChannelPlace> Where = Context.allocation(O, O.getSymbol());
  if (failed(Where))
    return failure();
  Ops.sync(*Where);
  return success();
}

//===----------------------------------------------------------------------===//
// Queues and BDs
//===----------------------------------------------------------------------===//

LogicalResult DmaLowering::pushQueue(aiex::NpuPushQueueOp O) {
  FailureOr<Place> At = Context.placeAt(O, O.getColumn(), O.getRow());
  if (failed(At))
    return failure();
  FailureOr<ChannelPlace> Where = Context.channelAt(
      O, *At, directionOf(O.getDirection()), unsigned(O.getChannel()));
  if (failed(Where))
    return failure();
  return push(O, *Where, O.getBdId(), O.getRepeatCount(), O.getIssueToken());
}

/// The largest number of a BD that the channel can use.
static unsigned lastBdOf(const ChannelPlace &Where) {
  unsigned Bd = hw::tileInfo(Where.At.Kind).Bds - 1;
  while (!hw::bdReachable(Where.At.Kind, Where.Channel, Bd))
    --Bd;
  return Bd;
}

LogicalResult DmaLowering::push(Operation *O, const ChannelPlace &Where,
                                Number Bd, Number Repeat, bool Token) {
  const Place &At = Where.At;
  const hw::ChannelRegisters &C =
      *hw::channel(At.Kind, Where.Dir, Where.Channel);
  std::optional<int64_t> KnownBd = getConstantIntValue(Bd);
  if (KnownBd && (*KnownBd < 0 ||
                  !hw::bdReachable(At.Kind, Where.Channel, unsigned(*KnownBd))))
    return O->emitOpError("starts BD ")
           << *KnownBd << ", which channel " << Where.Channel
           << " of this tile cannot use";
  unsigned MaxRepeat = hw::tileInfo(At.Kind).Dma.MaxRepeat;
  std::optional<int64_t> Runs = getConstantIntValue(Repeat);
  if (Runs && (*Runs < 0 || *Runs >= MaxRepeat))
    return O->emitOpError("asks for ")
           << *Runs + 1 << " runs; a task has at most " << MaxRepeat;
  aie::TileOp Tile = Context.tile(At.Column, At.Row);
  auto Packet = Tile ? Tile->getAttrOfType<aie::PacketInfoAttr>("controller_id")
                     : aie::PacketInfoAttr();
  if (Token && Packet) {
    // The id of the packets that carry the channel's tokens; other bits of the
    // register are not ours.
    const hw::Field &F = hw::controllerIdField(At.Kind, Where.Dir);
    Ops.maskWrite32(At.address(C.Control), F.make(Packet.getPktId()),
                    F.make(hw::maxPacketId()));
  }
  Value Queue = Ops.number(int32_t(At.address(C.Queue)));
  Value Entry = Ops.queueEntry(At.Kind, Bd, lastBdOf(Where), Repeat, Token);
  Ops.write32(Queue, Entry);
  return success();
}

LogicalResult DmaLowering::writeBd(aiex::NpuWriteBdOp O) {
  FailureOr<Place> At = Context.placeAt(O, O.getColumn(), O.getRow());
  if (failed(At))
    return failure();
  FailureOr<BdWords> Words = wordsOf(O, *At, *Context.hardware());
  if (failed(Words))
    return failure();
  Ops.blockWrite(At->address(hw::bdLayout(At->Kind).offset(O.getBdId())),
                 *Words);
  return success();
}

//===----------------------------------------------------------------------===//
// Words of buffers
//===----------------------------------------------------------------------===//

LogicalResult DmaLowering::writeRtp(aiex::NpuWriteRTPOp O) {
  FailureOr<uint32_t> Address = bufferWord(O, O.getBuffer(), O.getIndex());
  if (failed(Address))
    return failure();
  // As in streams of other tools: the tile in attributes.
  hw::TileAddress A = hw::TileAddress::decode(*Address);
  OpBuilder &B = Ops.builder();
  Value Offset = Ops.number(int32_t(A.Offset));
  aiex::NpuWrite32Op::create(B, O.getLoc(), Offset, O.getValue(),
                             FlatSymbolRefAttr(), B.getI32IntegerAttr(A.Column),
                             B.getI32IntegerAttr(A.Row));
  return success();
}

/// The word of a buffer that \p O writes, as an absolute address.
template <typename OpT> FailureOr<Value> DmaLowering::wordOf(OpT O) {
  FailureOr<int64_t> Index = constant(O, O.getAddress(), "address");
  if (failed(Index))
    return failure();
  FailureOr<uint32_t> Address = bufferWord(O, *O.getBuffer(), uint32_t(*Index));
  if (failed(Address))
    return failure();
  return Ops.number(int32_t(*Address));
}

LogicalResult DmaLowering::write32(aiex::NpuWrite32Op O) {
  FailureOr<Value> A = wordOf(O);
  if (failed(A))
    return failure();
  aiex::NpuWrite32Op::create(Ops.builder(), O.getLoc(), *A, O.getValue(),
                             FlatSymbolRefAttr(), IntegerAttr(), IntegerAttr());
  return success();
}

LogicalResult DmaLowering::maskWrite32(aiex::NpuMaskWrite32Op O) {
  FailureOr<Value> A = wordOf(O);
  if (failed(A))
    return failure();
  aiex::NpuMaskWrite32Op::create(Ops.builder(), O.getLoc(), *A, O.getValue(),
                                 O.getMask(), FlatSymbolRefAttr(),
                                 IntegerAttr(), IntegerAttr());
  return success();
}

LogicalResult DmaLowering::blockWrite(aiex::NpuBlockWriteOp O) {
  FailureOr<uint32_t> Address = bufferWord(O, *O.getBuffer(), O.getAddress());
  if (failed(Address))
    return failure();
  aiex::NpuBlockWriteOp::create(Ops.builder(), O.getLoc(), *Address,
                                O.getData(), FlatSymbolRefAttr(), IntegerAttr(),
                                IntegerAttr());
  return success();
}

/// Lowers \p O and erases it; leaves ops of other kinds alone.
LogicalResult DmaLowering::lower(Operation *O) {
  Ops.before(O);
  bool Lowered = true;
  LogicalResult Result =
      llvm::TypeSwitch<Operation *, LogicalResult>(O)
          .Case([&](aiex::NpuDmaMemcpyNdOp X) { return memcpyNd(X); })
          .Case([&](aiex::NpuDmaWaitOp X) { return dmaWait(X); })
          .Case([&](aiex::NpuPushQueueOp X) { return pushQueue(X); })
          .Case([&](aiex::NpuWriteBdOp X) { return writeBd(X); })
          .Case([&](aiex::NpuWriteRTPOp X) { return writeRtp(X); })
          .Case([&](aiex::NpuWrite32Op X) {
            return (Lowered = X.getBuffer().has_value()) ? write32(X)
                                                         : success();
          })
          .Case([&](aiex::NpuMaskWrite32Op X) {
            return (Lowered = X.getBuffer().has_value()) ? maskWrite32(X)
                                                         : success();
          })
          .Case([&](aiex::NpuBlockWriteOp X) {
            return (Lowered = X.getBuffer().has_value()) ? blockWrite(X)
                                                         : success();
          })
          .Default([&](Operation *) {
            Lowered = false;
            return success();
          });
  if (succeeded(Result) && Lowered)
    O->erase();
  return Result;
}

LogicalResult DmaLowering::run() {
  if (!hardwareOf(Context.device()))
    return failure();
  for (auto Sequence : Context.device().getOps<aie::RuntimeSequenceOp>()) {
    SmallVector<Operation *> All;
    Sequence.getBody().walk([&](Operation *O) { All.push_back(O); });
    for (Operation *O : All)
      if (failed(lower(O)))
        return failure();
  }
  return success();
}

namespace {
struct DmaToNpu : aie::impl::AIEDmaToNpuBase<DmaToNpu> {
  void runOnOperation() override {
    if (failed(DmaLowering(getOperation()).run()))
      signalPassFailure();
  }
};
} // namespace
