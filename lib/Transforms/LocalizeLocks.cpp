//===- LocalizeLocks.cpp - aie-localize-locks -----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  numbered locks.
// Out: cores name locks by the constant that the core's instructions use: the
//      lock's number counted from the base of the window that shows its tile.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Tiles.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIELOCALIZELOCKS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct LocalizeLocks : aie::impl::AIELocalizeLocksBase<LocalizeLocks> {
  void runOnOperation() override {
    for (auto Core : getOperation().getOps<CoreOp>())
      if (failed(localize(Core)))
        return signalPassFailure();
  }

  LogicalResult localize(CoreOp Core) {
    SmallVector<LockOp> Locks;
    for (auto Lock : getOperation().getOps<LockOp>()) {
      bool Used = llvm::any_of(Lock->getUsers(), [&](Operation *User) {
        return Core->isProperAncestor(User);
      });
      if (Used)
        Locks.push_back(Lock);
    }
    for (LockOp Lock : Locks) {
      std::optional<unsigned> Number = coreLockNumber(Core, Lock);
      if (!Number)
        return Lock.emitOpError("cannot be named by the core on tile ")
               << tileName(Core.getTileOp())
               << ": it has no number, or its tile is out of the core's reach";
      OpBuilder Builder = OpBuilder::atBlockBegin(&Core.getBody().front());
      mlir::Value Constant =
          arith::ConstantIndexOp::create(Builder, Lock.getLoc(), *Number);
      Lock.getResult().replaceUsesWithIf(Constant, [&](OpOperand &Use) {
        return Core->isProperAncestor(Use.getOwner());
      });
    }
    return success();
  }
};

} // namespace
