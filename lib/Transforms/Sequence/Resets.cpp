//===- Resets.cpp - locks, channels and cores set anew --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-lower-set-lock
// In:  aiex.set_lock of locks with numbers.
// Out: a write of the value.
//
// aie-lower-dma-channel-reset
// In:  aiex.dma_channel_reset, and aiex.dma_channel_reset_for a binding whose
//      heads and repeat counts are known.
// Out: the reset bit set and cleared; for a binding then its locks and queues
//      as they were at the start. Runs before aie-dma-to-npu and
//      aie-lower-set-lock, which finish its work.
//
// aie-lower-core-reset
// In:  aiex.core_reset.
// Out: the core's reset bit set and cleared.
//
//===----------------------------------------------------------------------===//

#include "RegisterOps.h"
#include "aieforge/Hardware/Registers.h"
#include "aieforge/Transforms/SequencePasses.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIELOWERSETLOCK
#define GEN_PASS_DEF_AIELOWERDMACHANNELRESET
#define GEN_PASS_DEF_AIELOWERCORERESET
#include "aieforge/Transforms/SequencePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

static LogicalResult lowerSetLock(RegisterOps &Ops, aiex::SetLockOp O) {
  aie::LockOp Lock = O.getLockOp();
  if (!Lock || !Lock.getLockID())
    return O.emitOpError("Tried to lower a SetLockOp on an unassigned lock; "
                         "run aie-assign-lock-ids first");
  FailureOr<Place> At = placeOf(Lock.getTile(), O);
  if (failed(At))
    return failure();
  if (unsigned(O.getValue()) > hw::maxLockValue())
    return O.emitOpError("value is ")
           << O.getValue() << "; a lock counts to " << hw::maxLockValue();
  Ops.write32In(*At, hw::lockValueOffset(At->Kind, *Lock.getLockID()),
                uint32_t(O.getValue()));
  return success();
}

/// Sets and clears the bits of \p Mask.
static void pulse(RegisterOps &Ops, const Place &At, uint32_t Offset,
                  uint32_t Mask) {
  Ops.maskWrite32In(At, Offset, Mask, Mask);
  Ops.maskWrite32In(At, Offset, 0, Mask);
}

/// At \p O, an op that resets it or more.
static LogicalResult resetChannel(RegisterOps &Ops, Operation *O,
                                  const Place &At, hw::Direction Dir,
                                  unsigned Channel) {
  if (hw::isShim(At.Kind))
    return O->emitOpError("is on tile (")
           << At.Column << ", " << At.Row
           << "), which has no DMA channel reset (only core and mem tiles do; "
              "shim NOC DMA has no reset bit)";
  const hw::ChannelRegisters *C = hw::channel(At.Kind, Dir, Channel);
  if (!C)
    return O->emitOpError("channel ")
           << Channel << " out of range for this tile and direction";
  StringRef Register =
      Dir == hw::Direction::MM2S ? "DMA_MM2S_{0}_Ctrl" : "DMA_S2MM_{0}_Ctrl";
  pulse(Ops, At, C->Control,
        hw::registerField(At.Kind, Register, "Reset").mask());
  return success();
}

static LogicalResult resetChannel(RegisterOps &Ops, aiex::DMAChannelResetOp O) {
  FailureOr<Place> At = placeOf(O.getTile(), O);
  if (failed(At))
    return failure();
  return resetChannel(Ops, O, *At, directionOf(O.getDirection()),
                      O.getChannel());
}

static LogicalResult resetCore(RegisterOps &Ops, aiex::CoreResetOp O) {
  FailureOr<Place> At = placeOf(O.getTile(), O);
  if (failed(At))
    return failure();
  if (At->Kind != hw::TileKind::Core)
    return O.emitOpError("tile (")
           << At->Column << ", " << At->Row
           << ") has no core to reset (only core tiles have a CORE_CONTROL "
              "register)";
  pulse(Ops, *At, hw::registerOffset(At->Kind, "Core_Control"),
        hw::registerField(At->Kind, "Core_Control", "Reset").mask());
  return success();
}

/// Resets of an object FIFO's channels and locks, and its first tasks again.
static LogicalResult resetFor(const SequenceContext &Context, RegisterOps &Ops,
                              aiex::DMAChannelResetForOp O) {
  auto Binding = Context.device().lookupSymbol<aie::ObjectFifoRearmBindingOp>(
      O.getSymbol());
  if (!Binding)
    return O.emitOpError("could not resolve '")
           << O.getSymbol()
           << "' to an aie.objectfifo_rearm_binding; run "
              "aie-objectFifo-stateful-transform first";
  if (!Binding.getHeadBdIds() || !Binding.getRepeatCounts())
    return O.emitOpError("'")
           << O.getSymbol()
           << "' has no head_bd_ids/repeat_counts; run --aie-assign-bd-ids "
              "before this pass, or set them on the binding";
  OpBuilder &B = Ops.builder();
  SmallVector<ChannelPlace> Where;
  for (auto [Tile, Dir, Channel] :
       llvm::zip(Binding.getChannelTiles(), Binding.getChannelDirs(),
                 Binding.getChannelIndices())) {
    FailureOr<ChannelPlace> Place = Context.channel(
        O, Tile, static_cast<aie::DMAChannelDir>(Dir), unsigned(Channel));
    if (failed(Place) ||
        failed(resetChannel(Ops, O, Place->At, Place->Dir, Place->Channel)))
      return failure();
    Where.push_back(*Place);
  }
  for (auto [Lock, Init] :
       llvm::zip(Binding.getLocks(), Binding.getLockInits()))
    aiex::SetLockOp::create(B, O.getLoc(), Lock, uint32_t(Init));
  for (auto [Place, Bd, Repeat] :
       llvm::zip(Where, *Binding.getHeadBdIds(), *Binding.getRepeatCounts()))
    Ops.pushQueue(Place, Ops.math().constant(Bd), Ops.math().constant(Repeat),
                  hw::isShim(Place.At.Kind) &&
                      Place.Dir == hw::Direction::S2MM);
  return success();
}

/// Lowers all ops of type \p OpT in sequences of \p Device by \p Lower.
template <typename OpT, typename FnT>
static LogicalResult lowerAll(RegisterOps &Ops, aie::DeviceOp Device,
                              FnT Lower) {
  SmallVector<OpT> All;
  for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>())
    Sequence.walk([&](OpT O) { All.push_back(O); });
  for (OpT O : All) {
    Ops.before(O);
    if (failed(Lower(O)))
      return failure();
    O.erase();
  }
  return success();
}

namespace {

struct LowerSetLock : aie::impl::AIELowerSetLockBase<LowerSetLock> {
  void runOnOperation() override {
    RegisterOps Ops(getOperation());
    if (failed(lowerAll<aiex::SetLockOp>(
            Ops, getOperation(),
            [&](aiex::SetLockOp O) { return lowerSetLock(Ops, O); })))
      signalPassFailure();
  }
};

struct LowerDMAChannelReset
    : aie::impl::AIELowerDMAChannelResetBase<LowerDMAChannelReset> {
  void runOnOperation() override {
    SequenceContext Context(getOperation());
    RegisterOps Ops(getOperation());
    if (failed(lowerAll<aiex::DMAChannelResetForOp>(
            Ops, getOperation(),
            [&](aiex::DMAChannelResetForOp O) {
              return resetFor(Context, Ops, O);
            })) ||
        failed(lowerAll<aiex::DMAChannelResetOp>(
            Ops, getOperation(),
            [&](aiex::DMAChannelResetOp O) { return resetChannel(Ops, O); })))
      return signalPassFailure();
    for (auto Binding : llvm::make_early_inc_range(
             getOperation().getOps<aie::ObjectFifoRearmBindingOp>()))
      if (SymbolTable::symbolKnownUseEmpty(Binding, getOperation()))
        Binding.erase();
  }
};

struct LowerCoreReset : aie::impl::AIELowerCoreResetBase<LowerCoreReset> {
  void runOnOperation() override {
    RegisterOps Ops(getOperation());
    if (failed(lowerAll<aiex::CoreResetOp>(
            Ops, getOperation(),
            [&](aiex::CoreResetOp O) { return resetCore(Ops, O); })))
      signalPassFailure();
  }
};

} // namespace
