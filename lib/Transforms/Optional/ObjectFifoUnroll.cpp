//===- ObjectFifoUnroll.cpp - loops that accesses want unrolled -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-objectFifo-unroll
// In:  cores with aie.unroll_hint on loops, as designs carry it that were
//      lowered half-way elsewhere. aie-objectFifo-stateful-transform unrolls
//      itself, with a dry run of the core, and leaves no hints.
// Out: in static cores each such loop has the hinted number of iterations in
//      one round; dynamic cores keep their loops. No hints.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/OptionalPasses.h"

#include "../Loops.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEOBJECTFIFOUNROLL
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

static constexpr StringRef HintAttr = "aie.unroll_hint";

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
    for (auto Core : getOperation().getOps<aie::CoreOp>()) {
      bool Dynamic = Core.getDynamicObjfifoLowering().value_or(DefaultDynamic);
      SmallVector<scf::ForOp> Loops;
      Core.walk<WalkOrder::PostOrder>([&](scf::ForOp Loop) {
        if (Loop->hasAttr(HintAttr))
          Loops.push_back(Loop);
      });
      for (scf::ForOp Loop : Loops)
        unroll(Loop, Dynamic);
    }
  }

  void unroll(scf::ForOp Loop, bool Dynamic) {
    auto Hint = dyn_cast<IntegerAttr>(Loop->removeAttr(HintAttr));
    std::optional<uint64_t> Trips = constantTripCount(Loop);
    // Without a constant trip count the loop stays: slower, not wrong.
    if (Dynamic || !Hint || Hint.getInt() < 2 || !Trips || *Trips == 0)
      return;
    unrollLoop(Loop, /*Peel=*/0, std::min<uint64_t>(Hint.getInt(), *Trips));
  }
};

} // namespace
