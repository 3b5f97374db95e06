//===- ObjectFifoUnroll.cpp - constants for object FIFO accesses ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-objectFifo-unroll
// In:  cores that compute lock counts and buffer numbers, with
//      aie.unroll_hint on loops, as aie-objectFifo-stateful-transform
//      leaves them.
// Out: in static cores each such loop has the hinted number of iterations in
//      one round; dynamic cores keep their loops. The numbers are constants
//      wherever they can be: a first iteration that differs from the others,
//      because the core holds nothing yet, is split off. No hints.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/OptionalPasses.h"

#include "../Loops.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEOBJECTFIFOUNROLL
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

/// On loops whose first iteration need not be split off again.
static constexpr StringRef PeeledAttr = "aieforge.peeled";

namespace {

struct ObjectFifoUnroll : aie::impl::AIEObjectFifoUnrollBase<ObjectFifoUnroll> {
  using AIEObjectFifoUnrollBase::AIEObjectFifoUnrollBase;

  void runOnOperation() override {
    if (PeelFirstIteration != "auto" && PeelFirstIteration != "true" &&
        PeelFirstIteration != "false") {
      getOperation().emitOpError("invalid peel-first-iteration value '")
          << PeelFirstIteration.getValue()
          << "'; it can be true, false or auto";
      return signalPassFailure();
    }
    SmallVector<aie::CoreOp> Cores(getOperation().getOps<aie::CoreOp>());
    // Designs without such accesses stay as they are written.
    llvm::erase_if(Cores, [&](aie::CoreOp Core) { return !computes(Core); });
    if (Cores.empty())
      return;
    for (aie::CoreOp Core : Cores)
      unrollHinted(Core);
    if (failed(simplify()))
      return signalPassFailure();
    bool Peel = PeelFirstIteration == "true" ||
                (PeelFirstIteration == "auto" && !DefaultDynamic);
    for (aie::CoreOp Core : Cores) {
      while (scf::ForOp Loop = Peel ? nextToPeel(Core) : scf::ForOp())
        if (failed(tryPeel(Core, Loop)))
          return signalPassFailure();
      Core.walk([](scf::ForOp Loop) { Loop->removeAttr(PeeledAttr); });
    }
  }

private:
  /// Whether lock counts or buffers are computed, or loops hinted at.
  static bool computes(aie::CoreOp Core) {
    return Core
        .walk([](Operation *Op) {
          bool Found = Op->hasAttr(UnrollHintAttr);
          if (auto Use = dyn_cast<aie::UseLockOp>(Op))
            Found = !Use.getConstantValue();
          if (auto Switch = dyn_cast<scf::IndexSwitchOp>(Op))
            Found = llvm::any_of(Switch.getResultTypes(),
                                 llvm::IsaPred<MemRefType>);
          return Found ? WalkResult::interrupt() : WalkResult::advance();
        })
        .wasInterrupted();
  }

  static unsigned computedCounts(Operation *Op) {
    unsigned Count = 0;
    Op->walk([&](aie::UseLockOp Use) { Count += !Use.getConstantValue(); });
    return Count;
  }

  void unrollHinted(aie::CoreOp Core) {
    bool Dynamic = Core.getDynamicObjfifoLowering().value_or(DefaultDynamic);
    SmallVector<scf::ForOp> Loops;
    // Inner loops first: copies of outer ones then hold them unrolled.
    Core.walk<WalkOrder::PostOrder>([&](scf::ForOp Loop) {
      if (Loop->hasAttr(UnrollHintAttr))
        Loops.push_back(Loop);
    });
    for (scf::ForOp Loop : Loops) {
      auto Hint = dyn_cast<IntegerAttr>(Loop->removeAttr(UnrollHintAttr));
      std::optional<uint64_t> Trips = constantTripCount(Loop);
      // Without a constant trip count the loop stays: slower, not wrong.
      if (Dynamic || !Hint || Hint.getInt() < 2 || !Trips || *Trips == 0)
        continue;
      unrollLoop(Loop, /*Peel=*/0, std::min<uint64_t>(Hint.getInt(), *Trips));
    }
  }

  /// Folds what has become constant.
  LogicalResult simplify() {
    OpPassManager Passes(aie::DeviceOp::getOperationName());
    Passes.addPass(createCanonicalizerPass());
    Passes.addPass(createSCCPPass());
    Passes.addPass(createCanonicalizerPass());
    return runPipeline(Passes, getOperation());
  }

  /// An innermost loop around a computed count that was not tried yet.
  static scf::ForOp nextToPeel(aie::CoreOp Core) {
    scf::ForOp Result;
    Core.walk<WalkOrder::PostOrder>([&](scf::ForOp Loop) {
      std::optional<uint64_t> Trips = constantTripCount(Loop);
      if (Loop->hasAttr(PeeledAttr) || !Trips || *Trips < 2 ||
          computedCounts(Loop) == 0)
        return WalkResult::advance();
      Result = Loop;
      return WalkResult::interrupt();
    });
    return Result;
  }

  /// Splits the first iteration off, and keeps that if more counts are
  /// constants then.
  LogicalResult tryPeel(aie::CoreOp Core, scf::ForOp Loop) {
    unsigned Before = computedCounts(Core);
    Loop->setAttr(PeeledAttr, UnitAttr::get(&getContext()));
    Operation *Saved = Core->clone();
    unrollLoop(Loop, /*Peel=*/1, /*Factor=*/1);
    LogicalResult Result = simplify();
    if (failed(Result) || computedCounts(Core) >= Before)
      Core.getBody().takeBody(Saved->getRegion(0));
    Saved->erase();
    return Result;
  }
};

} // namespace
