//===- SCFToControlFlow.cpp - aie-scf-to-control-flow ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  structured control flow.
// Out: branches, except in runtime sequences, whose loops are unrolled later.
//
// Loops with more iterations than a core can count to become endless loops.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Loops.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"

#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/DialectConversion.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIESCFTOCONTROLFLOW
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

bool inSequence(Operation *Op) {
  return Op->getParentOfType<RuntimeSequenceOp>() != nullptr;
}

/// Keeps the counter, but no longer compares it with the bound.
void makeEndless(scf::ForOp Loop) {
  OpBuilder Builder(Loop);
  Location Loc = Loop.getLoc();
  SmallVector<mlir::Value> Inits = {Loop.getLowerBound()};
  llvm::append_range(Inits, Loop.getInitArgs());
  TypeRange Types = ValueRange(Inits).getTypes();
  SmallVector<Location> Locs(Inits.size(), Loc);
  auto While = scf::WhileOp::create(Builder, Loc, Types, Inits);

  Block *Before = Builder.createBlock(&While.getBefore(), {}, Types, Locs);
  mlir::Value True =
      arith::ConstantOp::create(Builder, Loc, Builder.getBoolAttr(true));
  scf::ConditionOp::create(Builder, Loc, True, Before->getArguments());

  Block *After = Builder.createBlock(&While.getAfter(), {}, Types, Locs);
  IRMapping Map;
  Map.map(Loop.getBody()->getArguments(), After->getArguments());
  for (Operation &Op : Loop.getBody()->without_terminator())
    Builder.clone(Op, Map);
  SmallVector<mlir::Value> Next = {arith::AddIOp::create(
      Builder, Loc, After->getArgument(0), Loop.getStep())};
  for (mlir::Value Yielded : Loop.getBody()->getTerminator()->getOperands())
    Next.push_back(Map.lookupOrDefault(Yielded));
  scf::YieldOp::create(Builder, Loc, Next);

  Loop.replaceAllUsesWith(While.getResults().drop_front());
  Loop.erase();
}

struct SCFToControlFlow : aie::impl::AIESCFToControlFlowBase<SCFToControlFlow> {
  void runOnOperation() override {
    SmallVector<scf::ForOp> Endless;
    getOperation().walk<WalkOrder::PostOrder>([&](scf::ForOp Loop) {
      if (isEndless(Loop) && !inSequence(Loop))
        Endless.push_back(Loop);
    });
    for (scf::ForOp Loop : Endless)
      makeEndless(Loop);

    RewritePatternSet Patterns(&getContext());
    populateSCFToControlFlowConversionPatterns(Patterns);
    ConversionTarget Target(getContext());
    Target.addDynamicallyLegalDialect<scf::SCFDialect>(
        [](Operation *Op) { return inSequence(Op); });
    Target.markUnknownOpDynamicallyLegal([](Operation *) { return true; });
    if (failed(applyPartialConversion(getOperation(), Target,
                                      std::move(Patterns))))
      signalPassFailure();
  }
};

} // namespace
