//===- FoldConstants.cpp - numbers of a runtime sequence ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FoldConstants.h"

#include "../Loops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"

using namespace aieforge;
using namespace mlir;

/// Moves what the branch taken holds before \p If, which goes.
static void takeBranch(scf::IfOp If, bool Condition) {
  Region &Taken = Condition ? If.getThenRegion() : If.getElseRegion();
  if (!Taken.empty()) {
    Block &Body = Taken.front();
    Operation *Yield = Body.getTerminator();
    If->replaceAllUsesWith(Yield->getOperands());
    Yield->erase();
    If->getBlock()->getOperations().splice(If->getIterator(),
                                           Body.getOperations());
  }
  If.erase();
}

/// True if \p Op was replaced by constants or older values, and is gone.
static bool fold(Operation &Op) {
  if (Op.getNumResults() == 0 || Op.getNumRegions() != 0 ||
      Op.hasTrait<OpTrait::ConstantLike>() || !isMemoryEffectFree(&Op))
    return false;
  SmallVector<Attribute> Operands(Op.getNumOperands());
  for (auto [Operand, Attr] : llvm::zip(Op.getOperands(), Operands))
    matchPattern(Operand, m_Constant(&Attr));
  SmallVector<OpFoldResult> Results;
  if (failed(Op.fold(Operands, Results)) ||
      Results.size() != Op.getNumResults())
    return false;
  OpBuilder Builder(&Op);
  for (auto [Result, Folded] : llvm::zip(Op.getResults(), Results)) {
    auto Known = dyn_cast<Value>(Folded);
    if (auto Attr = dyn_cast<Attribute>(Folded)) {
      Operation *Constant = Op.getDialect()->materializeConstant(
          Builder, Attr, Result.getType(), Op.getLoc());
      if (!Constant)
        return false;
      Known = Constant->getResult(0);
    }
    Result.replaceAllUsesWith(Known);
  }
  Op.erase();
  return true;
}

void aieforge::foldConstants(Block &B) {
  for (auto It = B.begin(); It != B.end();) {
    Operation &Op = *It;
    if (auto If = dyn_cast<scf::IfOp>(Op))
      if (std::optional<int64_t> Condition =
              getConstantIntValue(If.getCondition())) {
        auto Before = It == B.begin() ? B.end() : std::prev(It);
        takeBranch(If, *Condition != 0);
        It = Before == B.end() ? B.begin() : std::next(Before);
        continue;
      }
    if (auto Loop = dyn_cast<scf::ForOp>(Op))
      if (constantTripCount(Loop) == uint64_t(0)) {
        ++It;
        Loop.replaceAllUsesWith(Loop.getInitArgs());
        Loop.erase();
        continue;
      }
    ++It;
    for (Region &R : Op.getRegions())
      for (Block &Inner : R)
        foldConstants(Inner);
    fold(Op);
  }
}
