//===- VerifyRuntimeRearm.cpp - resets that leave locks behind ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-verify-runtime-rearm
// In:  runtime sequences with aiex.dma_channel_reset and aiex.set_lock.
// Out: the same. An error if a channel is reset whose BDs use a lock that no
//      sequence sets again: its counter would keep the value of that moment.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/OptionalPasses.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"

#include "llvm/ADT/SetVector.h"

#include <map>
#include <tuple>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEVERIFYRUNTIMEREARM
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

struct VerifyRuntimeRearm
    : aie::impl::AIEVerifyRuntimeRearmBase<VerifyRuntimeRearm> {
  using Channel = std::tuple<Operation *, aie::DMAChannelDir, unsigned>;
  using Locks = llvm::SetVector<Operation *>;

  void runOnOperation() override {
    std::map<Channel, Locks> Used;
    getOperation().walk([&](aie::DMAStartOp Start) {
      Operation *Program = Start->getParentOp();
      if (isa<aie::MemOp, aie::MemTileDMAOp>(Program))
        collect(Start.getDest(),
                Used[{Program->getOperand(0).getDefiningOp(),
                      Start.getChannelDir(), Start.getChannelIndex()}]);
    });
    llvm::SmallPtrSet<Operation *, 16> Set;
    getOperation().walk(
        [&](aiex::SetLockOp Op) { Set.insert(Op.getLockOp()); });
    WalkResult Result = getOperation().walk([&](aiex::DMAChannelResetOp Reset) {
      auto It = Used.find({Reset.getTile().getDefiningOp(),
                           Reset.getDirection(), Reset.getChannel()});
      if (It == Used.end() || llvm::all_of(It->second, [&](Operation *Lock) {
            return Set.contains(Lock);
          }))
        return WalkResult::advance();
      InFlightDiagnostic Diag = Reset.emitOpError(
          "resets a DMA channel whose objectFIFO lock is never re-armed: the "
          "lock keeps the count of that moment, and its users may wait for "
          "ever; set each of these locks with aiex.set_lock");
      for (Operation *Lock : It->second)
        if (!Set.contains(Lock))
          Diag.attachNote(Lock->getLoc())
              << "this lock is bound to the reset channel and is not re-armed";
      return WalkResult::interrupt();
    });
    if (Result.wasInterrupted())
      signalPassFailure();
  }

  /// The locks of the chain that begins at \p First.
  void collect(Block *First, Locks &All) {
    llvm::SmallPtrSet<Block *, 8> Seen;
    for (Block *B = First; B && Seen.insert(B).second;
         B = B->getNumSuccessors() == 1 ? B->getSuccessor(0) : nullptr)
      for (auto Use : B->getOps<aie::UseLockOp>())
        if (aie::LockOp Lock = Use.getLockOp())
          All.insert(Lock);
  }
};

} // namespace
