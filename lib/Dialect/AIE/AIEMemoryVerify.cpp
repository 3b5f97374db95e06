//===- AIEMemoryVerify.cpp - what makes buffers, locks, BDs legal ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "Verify.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Buffers and locks
//===----------------------------------------------------------------------===//

static LogicalResult check(BufferOp Op) {
  auto Kind = tileKind(Op.getTile());
  if (Kind && hw::isShim(*Kind))
    return Op.emitOpError("failed to verify that op exists in a tile with "
                          "local memory: a core or mem tile, not a shim tile");
  if (!Op.getMemRefType().hasStaticShape())
    return Op.emitOpError("type should be static shaped memref");
  return verifyReachable(Op, Op.getTileOp(), "buffer");
}

static LogicalResult check(LockOp Op) {
  auto Kind = tileKind(Op.getTile());
  if (Kind && Op.getLockID()) {
    unsigned Count = hw::tileInfo(*Kind).Locks;
    if (static_cast<unsigned>(Op.getLockIDValue()) >= Count)
      return Op.emitOpError("lock assigned invalid id (")
             << Op.getLockIDValue() << "; maximum is "
             << static_cast<int>(Count) - 1 << ")";
  }
  return verifyReachable(Op, Op.getTileOp(), "lock");
}

/// The DMA program around \p Op, or null.
static Operation *programAround(Operation *Op) {
  for (Operation *Parent = Op->getParentOp(); Parent;
       Parent = Parent->getParentOp())
    if (isa<MemOp, MemTileDMAOp, ShimDMAOp>(Parent))
      return Parent;
  return nullptr;
}

static LogicalResult check(UseLockOp Op) {
  if (isa_and_nonnull<DeviceOp, ModuleOp>(Op->getParentOp()))
    return Op.emitOpError("must be used in a core or memory operation");
  bool Allowed = false;
  for (Operation *Parent = Op->getParentOp(); Parent && !Allowed;
       Parent = Parent->getParentOp())
    Allowed =
        isa<CoreOp, MemOp, MemTileDMAOp, ShimDMAOp, BDChainOp, func::FuncOp,
            aiex::DMAConfigureTaskOp, aiex::DMAConfigureTaskForOp>(Parent);
  if (!Allowed)
    return Op.emitOpError("expects some parent op to be one of aie.core, "
                          "aie.mem, aie.memtile_dma, aie.shim_dma, "
                          "func.func, aiex.dma_configure_task");
  Operation *Program = programAround(Op);
  if (!Program)
    return success();
  auto Amount = Op.getConstantValue();
  if (!Amount)
    return Op.emitOpError("lock value in a DMA/BD block must be a compile-time "
                          "constant (defined by an arith.constant), because "
                          "the buffer descriptor holds it");
  // Use locks of one block and one direction agree.
  for (UseLockOp Other : Op->getBlock()->getOps<UseLockOp>()) {
    if (Other == Op)
      break;
    if (Other.getLock() != Op.getLock() || Other.release() != Op.release() ||
        !Other.getConstantValue() || *Other.getConstantValue() == *Amount)
      continue;
    return Op.emitOpError(Op.release()
                              ? "releases the lock in a BD block to multiple "
                                "states"
                              : "acquires the lock in a BD block from multiple "
                                "states");
  }
  if (auto Mem = dyn_cast<MemOp>(Program)) {
    LockOp Lock = Op.getLockOp();
    if (Lock && Lock.getTile() != Mem.getTile() && Lock.getTileOp() &&
        Mem.getTileOp() &&
        (Lock.getTileOp().getCol() != Mem.getTileOp().getCol() ||
         Lock.getTileOp().getRow() != Mem.getTileOp().getRow()))
      return Op.emitOpError("can only access a lock in the same tile");
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

/// A pad value needs the register that only AIE2P mem tiles have.
static LogicalResult checkPadValue(Operation *Op, DMAChannelDir Dir,
                                   int32_t PadValue) {
  if (PadValue == 0)
    return success();
  Operation *Program = programAround(Op);
  if (!isa_and_nonnull<MemTileDMAOp>(Program))
    return Op->emitOpError("pad_value is only supported on memtile DMA "
                           "channels");
  if (Dir != DMAChannelDir::MM2S)
    return Op->emitOpError("pad_value is only supported on MM2S DMA channels: "
                           "padding is added to what is sent");
  const hw::Device *Model = modelOf(Op);
  if (Model && Model->Gen != hw::Generation::AIE2P)
    return Op->emitOpError("pad_value requires the CONSTANT_PAD_VALUE "
                           "register, which ")
           << Model->Name << " does not have";
  return success();
}

static LogicalResult check(DMAStartOp Op) {
  if (!isa<MemOp, MemTileDMAOp, ShimDMAOp, func::FuncOp>(Op->getParentOp()))
    return Op.emitOpError("must be in an aie.mem, aie.memtile_dma or "
                          "aie.shim_dma");
  return checkPadValue(Op, Op.getChannelDir(), Op.getPadValue());
}

static LogicalResult check(DMAOp Op) {
  Operation *Program = Op->getParentOp();
  if (!isa<MemOp, MemTileDMAOp, ShimDMAOp>(Program) ||
      !Program->getRegion(0).hasOneBlock())
    return Op.emitOpError("DMAOp can only appear in single block region of an "
                          "aie.mem, aie.memtile_dma or aie.shim_dma");
  if (isa<DMAStartOp>(Op->getBlock()->back()))
    return Op.emitOpError("is not compatible with DMAStart ops");
  for (Region &Bd : Op.getBds()) {
    if (!Bd.hasOneBlock())
      return Op.emitOpError("each BD must be one block");
    auto Bds = Bd.front().getOps<DMABDOp>();
    auto Locks = Bd.front().getOps<UseLockOp>();
    if (!llvm::hasSingleElement(Bds))
      return Op.emitOpError("each block must have exactly one dma_bd");
    if (std::distance(Locks.begin(), Locks.end()) != 2)
      return Op.emitOpError("each block must have exactly two use_lock");
  }
  return checkPadValue(Op, Op.getChannelDir(), Op.getPadValue());
}

//===----------------------------------------------------------------------===//
// Buffer descriptors
//===----------------------------------------------------------------------===//

namespace {
/// What the checks of one BD have in common.
struct Bd {
  DMABDOp Op;
  hw::TileKind Kind;
  const hw::TileInfo &Info;
  int64_t ElementBytes;
};
} // namespace

static LogicalResult checkBdBuffer(const Bd &B) {
  DMABDOp Op = B.Op;
  if (!isa<UnrankedMemRefType>(Op.getBuffer().getType()) &&
      !isa_and_nonnull<BufferOp, ExternalBufferOp>(
          Op.getBuffer().getDefiningOp()))
    return Op.emitOpError("BDs only support BufferOp or ExternalBufferOp "
                          "operands");
  BufferOp Buffer = Op.getBufferOp();
  TileOp Owner = Buffer ? Buffer.getTileOp() : TileOp();
  if (auto Mem = dyn_cast<MemOp>(programAround(Op))) {
    TileOp Tile = Mem.getTileOp();
    if (Owner && Tile &&
        (Owner.getCol() != Tile.getCol() || Owner.getRow() != Tile.getRow()))
      return Op.emitOpError("Core tile DMAs can only access a buffer in the "
                            "same tile");
  }
  auto Offset = Op.getConstantOffset();
  if (Buffer && Buffer.getAddress() && Offset &&
      (*Buffer.getAddress() + *Offset * B.ElementBytes) % 4 != 0)
    return Op.emitOpError("bd address must be 4 byte (32b) aligned; got "
                          "base+offset: ")
           << *Buffer.getAddress() + *Offset * B.ElementBytes << " (bytes)";
  return success();
}

static LogicalResult checkBdLength(const Bd &B) {
  DMABDOp Op = B.Op;
  if (!Op.getLen() && !Op.getStaticLen()) {
    auto Type = dyn_cast<MemRefType>(Op.getBuffer().getType());
    if (!Type || !Type.hasStaticShape())
      return Op.emitOpError("needs a len, because the buffer's shape is not "
                            "known");
  }
  auto Len = Op.getConstantLen();
  if (!Len)
    return success();
  int64_t Bytes = *Len * B.ElementBytes;
  if (Bytes % 4 != 0)
    return Op.emitOpError("transfer length must be multiple of 4 (i.e., "
                          "represent 4 byte aligned address), but is ")
           << Bytes << " bytes";
  if (static_cast<uint64_t>(Bytes / 4) > B.Info.Dma.MaxLength)
    return Op.emitOpError("buffer descriptor length (")
           << Bytes / 4 << " 32-bit words) exceeds the maximum of "
           << B.Info.Dma.MaxLength << " words supported by this tile type, a "
           << kindName(B.Kind);
  return success();
}

static LogicalResult checkBdDims(const Bd &B) {
  DMABDOp Op = B.Op;
  if (!Op.getStaticSizes())
    return success();
  if (Op.getStaticSizes()->size() > B.Info.Dma.Dims)
    return Op.emitOpError("Cannot give more than ")
           << B.Info.Dma.Dims << " dimensions for step sizes and wraps on a "
           << kindName(B.Kind) << " (got " << Op.getStaticSizes()->size()
           << " dimensions)";
  auto Dims = Op.getConstantDims();
  auto Type = dyn_cast<MemRefType>(Op.getBuffer().getType());
  if (!Dims || Dims->empty())
    return success();
  int64_t Last = 0;
  for (BDDimLayoutAttr Dim : *Dims) {
    if (Dim.getStride() == 0)
      return Op.emitOpError("Invalid step size; must be a positive integer");
    if (Dim.getStride() >= (1u << 19))
      return Op.emitOpError("stride ")
             << Dim.getStride() << " must be less than 2^19";
    if (Dim.getSize() > 1023 && B.Kind != hw::TileKind::ShimNoC)
      return Op.emitOpError("size may not exceed 1023, but is ")
             << Dim.getSize();
    Last += static_cast<int64_t>(Dim.getStride()) *
            (static_cast<int64_t>(Dim.getSize()) - 1);
  }
  if (Type && Type.hasStaticShape()) {
    int64_t Elements = Type.getNumElements();
    for (BDDimLayoutAttr Dim : *Dims)
      if (Dim.getStride() > Elements)
        return Op.emitOpError("step size ")
               << Dim.getStride() << " exceeds memref size " << Elements;
    if (Last >= Elements)
      return Op.emitOpError("Specified stride(s) and size(s) result in out of "
                            "bounds access in buffer, for index ")
             << Last << " in memref of length " << Elements;
  }
  if (B.ElementBytes != 4 && Dims->back().getStride() != 1)
    return Op.emitOpError(B.ElementBytes < 4 ? "For <32b" : "For >32b")
           << " width datatypes, inner-most dim stride must be 1, but is "
           << Dims->back().getStride();
  return success();
}

static LogicalResult checkBdPadding(const Bd &B) {
  DMABDOp Op = B.Op;
  auto Pads = Op.getPadDimensions();
  if (!Pads)
    return success();
  if (B.Kind != hw::TileKind::Mem)
    return Op.emitOpError("Padding is only supported by memtile dma bds");
  auto Dims = Op.getConstantDims();
  if (!Dims)
    return Op.emitOpError("Padding requires n-d data layouts expressed as "
                          "wrap(s) and stride(s)");
  if (Dims->size() != Pads->size())
    return Op.emitOpError("Mismatch number of dimensions between padding(s) "
                          "and wrap(s) and stride(s)");
  auto Len = Op.getConstantLen();
  int64_t Sent = 1;
  for (auto [Dim, Pad] : llvm::zip(*Dims, *Pads)) {
    Sent *= static_cast<int64_t>(Dim.getSize()) + Pad.getConstPadBefore() +
            Pad.getConstPadAfter();
    if (Len && Sent > *Len)
      return Op.emitOpError("Data exceeds len after padding: at least ")
             << Sent << " elements, len " << *Len;
  }
  if (Pads->empty())
    return success();
  BDPadLayoutAttr Inner = Pads->back();
  if (Inner.getConstPadBefore() * B.ElementBytes % 4 != 0 ||
      Inner.getConstPadAfter() * B.ElementBytes % 4 != 0)
    return Op.emitOpError("Inner-most padding-before and -after counts must "
                          "be whole 32-bit words");
  return success();
}

static LogicalResult checkBdIteration(const Bd &B) {
  DMABDOp Op = B.Op;
  BDIterationAttr Iteration = Op.getIterationAttr();
  if (!Iteration)
    return success();
  const hw::DmaLimits &Limits = B.Info.Dma;
  if (Iteration.getSize() < 1 || Iteration.getSize() > Limits.MaxIterationWrap)
    return Op.emitOpError("iteration size must be 1 to ")
           << Limits.MaxIterationWrap << ", but is " << Iteration.getSize();
  if (Iteration.getCurrent() >= Iteration.getSize())
    return Op.emitOpError("iteration current (")
           << Iteration.getCurrent() << ") must be less than its size ("
           << Iteration.getSize() << ")";
  int64_t Bytes = Iteration.getStride() * B.ElementBytes;
  if (Iteration.getSize() > 1 &&
      (Bytes % 4 != 0 || Bytes == 0 ||
       Bytes / 4 > static_cast<int64_t>(Limits.MaxIterationStep)))
    return Op.emitOpError("iteration stride must be a multiple of 4 bytes and "
                          "at most ")
           << Limits.MaxIterationStep << " words, but is " << Bytes << " bytes";
  return success();
}

static LogicalResult check(DMABDOp Op) {
  if (failed(verifyPacket(Op, Op.getPacketAttr())))
    return failure();
  // BDs of tasks and chains are checked where their channel is known.
  if (!isa<MemOp, MemTileDMAOp, ShimDMAOp, DMAOp>(Op->getParentOp()))
    return success();
  Operation *Program = programAround(Op);
  hw::TileKind Kind = isa<MemOp>(Program)          ? hw::TileKind::Core
                      : isa<MemTileDMAOp>(Program) ? hw::TileKind::Mem
                                                   : hw::TileKind::ShimNoC;
  Bd B{Op, Kind, hw::tileInfo(Kind), Op.getElementWidthInBytes()};
  for (auto [Id, Name] : {std::pair(Op.getBdId(), "bdId"),
                          std::pair(Op.getNextBdId(), "nextBdId")})
    if (Id && static_cast<uint32_t>(*Id) >= B.Info.Bds)
      return Op.emitOpError(Name)
             << " attribute exceeds max: " << B.Info.Bds - 1;
  if (Op.getBurstLength() != 0 && Kind != hw::TileKind::ShimNoC)
    return Op.emitOpError("Burst length is only supported in Shim NOC tiles "
                          "that are connected to the memory-mapped NOC.");
  return failure(failed(checkBdBuffer(B)) || failed(checkBdLength(B)) ||
                 failed(checkBdDims(B)) || failed(checkBdPadding(B)) ||
                 failed(checkBdIteration(B)));
}

LogicalResult aieforge::checkMemory(Operation *Op) {
  return TypeSwitch<Operation *, LogicalResult>(Op)
      .Case<BufferOp, LockOp, UseLockOp, DMAStartOp, DMAOp, DMABDOp>(
          [](auto Typed) { return check(Typed); })
      .Default(success());
}
