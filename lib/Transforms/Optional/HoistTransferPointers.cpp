//===- HoistTransferPointers.cpp - running addresses for vector loops -----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-hoist-vector-transfer-pointers
// In:  scf.for loops with vector transfers whose place moves by a constant
//      number of elements an iteration.
// Out: the memory as one row, and for each such transfer a number that the
//      loop carries and adds to: a core does that in the load itself, where
//      it would otherwise multiply row by width each time.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/OptionalPasses.h"

#include "../Loops.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEHOISTVECTORTRANSFERPOINTERS
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

/// One index of a transfer: Factor * counter + something that stays the same.
struct Index {
  int64_t Factor = 0;
  /// The rest, if it is a constant.
  std::optional<int64_t> Offset;
};

/// A transfer that can run along with the loop.
struct Runner {
  Operation *Transfer;
  /// Elements that its place moves by in one iteration.
  int64_t Step;
};

class LoopRewriter {
public:
  explicit LoopRewriter(scf::ForOp Loop) : Loop(Loop) {}

  void run() {
    for (Operation &Op : *Loop.getBody())
      if (auto Transfer = dyn_cast<VectorTransferOpInterface>(Op))
        if (std::optional<int64_t> Step = stepOf(Transfer))
          Runners.push_back({&Op, *Step});
    if (!Runners.empty())
      rewrite();
  }

private:
  std::optional<Index> indexOf(mlir::Value V);
  bool staysInRow(VectorTransferOpInterface Transfer, const Index &Last);
  std::optional<int64_t> stepOf(VectorTransferOpInterface Transfer);
  mlir::Value atFirstIteration(OpBuilder &B, mlir::Value V);
  mlir::Value startOf(OpBuilder &B, VectorTransferOpInterface Transfer,
                      MemRefType Type);
  void rewrite();

  scf::ForOp Loop;
  SmallVector<Runner> Runners;
};

/// \p V as a multiple of the counter and a rest. Nothing if it is anything
/// else that the loop computes.
std::optional<Index> LoopRewriter::indexOf(mlir::Value V) {
  if (V == Loop.getInductionVar())
    return Index{1, 0};
  if (Loop.isDefinedOutsideOfLoop(V))
    return Index{0, getConstantIntValue(V)};
  if (std::optional<int64_t> Known = getConstantIntValue(V))
    return Index{0, Known};
  auto sum = [](std::optional<Index> A,
                std::optional<Index> B) -> std::optional<Index> {
    if (!A || !B)
      return std::nullopt;
    Index Result{A->Factor + B->Factor, std::nullopt};
    if (A->Offset && B->Offset)
      Result.Offset = *A->Offset + *B->Offset;
    return Result;
  };
  if (auto Add = V.getDefiningOp<arith::AddIOp>())
    return sum(indexOf(Add.getLhs()), indexOf(Add.getRhs()));
  auto Apply = V.getDefiningOp<affine::AffineApplyOp>();
  if (!Apply)
    return std::nullopt;
  // One operand plus a constant: what unrolled loops look like.
  auto Expr = dyn_cast<AffineBinaryOpExpr>(Apply.getAffineMap().getResult(0));
  if (!Expr || Expr.getKind() != AffineExprKind::Add ||
      Apply.getMapOperands().size() != 1)
    return std::nullopt;
  auto Constant = dyn_cast<AffineConstantExpr>(Expr.getRHS());
  if (!Constant || !isa<AffineDimExpr, AffineSymbolExpr>(Expr.getLHS()))
    return std::nullopt;
  return sum(indexOf(Apply.getMapOperands().front()),
             Index{0, Constant.getValue()});
}

/// Whether all elements of the vector are in one row of the memory, in every
/// iteration: in the flat memory nothing would stop it at the row's end.
bool LoopRewriter::staysInRow(VectorTransferOpInterface Transfer,
                              const Index &Last) {
  if (Transfer.isDimInBounds(0))
    return true;
  std::optional<int64_t> Low = getConstantIntValue(Loop.getLowerBound());
  std::optional<int64_t> High = getConstantIntValue(Loop.getUpperBound());
  if (!Last.Offset || (Last.Factor != 0 && (!Low || !High)))
    return false;
  int64_t First = *Last.Offset, Beyond = *Last.Offset;
  if (Last.Factor == 1) {
    First += *Low;
    Beyond += *High - 1;
  } else if (Last.Factor != 0) {
    return false;
  }
  auto Memory = cast<MemRefType>(Transfer.getShapedType());
  return First >= 0 && Beyond + Transfer.getVectorType().getDimSize(0) <=
                           Memory.getShape().back();
}

std::optional<int64_t>
LoopRewriter::stepOf(VectorTransferOpInterface Transfer) {
  auto Type = dyn_cast<MemRefType>(Transfer.getShapedType());
  std::optional<int64_t> LoopStep = getConstantIntValue(Loop.getStep());
  if (!Type || !LoopStep || Transfer.getMask() || Type.getRank() == 0 ||
      !Type.hasStaticShape() || Transfer.getVectorType().getRank() != 1 ||
      Transfer.getVectorType().isScalable() ||
      !Transfer.getPermutationMap().isMinorIdentity() ||
      !Loop.isDefinedOutsideOfLoop(Transfer.getBase()))
    return std::nullopt;
  SmallVector<int64_t> Strides;
  int64_t Offset;
  ReassociationIndices All(llvm::to_vector(llvm::seq<int64_t>(Type.getRank())));
  if (failed(Type.getStridesAndOffset(Strides, Offset)) ||
      Strides.back() != 1 || llvm::any_of(Strides, ShapedType::isDynamic) ||
      !memref::CollapseShapeOp::isGuaranteedCollapsible(Type, {All}))
    return std::nullopt;
  int64_t Step = 0;
  std::optional<Index> Part;
  for (auto [V, Stride] : llvm::zip(Transfer.getIndices(), Strides)) {
    Part = indexOf(V);
    if (!Part)
      return std::nullopt;
    Step += Part->Factor * Stride * *LoopStep;
  }
  if (!staysInRow(Transfer, *Part))
    return std::nullopt;
  return Step;
}

/// What \p V, computed in the loop, is in the first iteration.
mlir::Value LoopRewriter::atFirstIteration(OpBuilder &B, mlir::Value V) {
  if (V == Loop.getInductionVar())
    return Loop.getLowerBound();
  if (Loop.isDefinedOutsideOfLoop(V))
    return V;
  Operation *Op = V.getDefiningOp();
  SmallVector<mlir::Value> Operands;
  for (mlir::Value Operand : Op->getOperands())
    Operands.push_back(atFirstIteration(B, Operand));
  IRMapping Map;
  Map.map(Op->getOperands(), Operands);
  Operation *Copy = B.clone(*Op, Map);
  SmallVector<mlir::Value> Folded;
  if (succeeded(B.tryFold(Copy, Folded))) {
    Copy->erase();
    return Folded.front();
  }
  return Copy->getResult(0);
}

/// The place of the first iteration's transfer in the flat memory.
mlir::Value LoopRewriter::startOf(OpBuilder &B,
                                  VectorTransferOpInterface Transfer,
                                  MemRefType Type) {
  SmallVector<mlir::Value> First;
  for (mlir::Value V : Transfer.getIndices())
    First.push_back(atFirstIteration(B, V));
  if (Type.getRank() == 1)
    return First.front();
  auto [Strides, Offset] = Type.getStridesAndOffset();
  AffineExpr Sum = B.getAffineConstantExpr(0);
  for (auto [I, Stride] : llvm::enumerate(Strides))
    Sum = Sum + B.getAffineDimExpr(I) * Stride;
  return affine::AffineApplyOp::create(
      B, Transfer.getLoc(), AffineMap::get(Strides.size(), 0, Sum), First);
}

void LoopRewriter::rewrite() {
  OpBuilder B(Loop);
  SmallVector<mlir::Value> Inits(Loop.getInitArgs()), Flat, Steps;
  for (const Runner &R : Runners) {
    auto Transfer = cast<VectorTransferOpInterface>(R.Transfer);
    auto Type = cast<MemRefType>(Transfer.getShapedType());
    mlir::Value Memory = Transfer.getBase();
    if (Type.getRank() > 1)
      Memory = memref::CollapseShapeOp::create(
          B, Transfer.getLoc(), Memory,
          ArrayRef{ReassociationIndices(
              llvm::to_vector(llvm::seq<int64_t>(Type.getRank())))});
    Flat.push_back(Memory);
    Inits.push_back(startOf(B, Transfer, Type));
    Steps.push_back(
        arith::ConstantIndexOp::create(B, Transfer.getLoc(), R.Step));
  }
  auto New = scf::ForOp::create(B, Loop.getLoc(), Loop.getLowerBound(),
                                Loop.getUpperBound(), Loop.getStep(), Inits);
  New->setDiscardableAttrs(Loop->getDiscardableAttrDictionary());
  unsigned Carried = Loop.getInitArgs().size();
  New.getRegion().takeBody(Loop.getRegion());
  Operation *Yield = New.getBody()->getTerminator();
  AffineMap Row = B.getMultiDimIdentityMap(1);
  ArrayAttr InBounds = B.getBoolArrayAttr({true});
  for (auto [I, R] : llvm::enumerate(Runners)) {
    Location Loc = R.Transfer->getLoc();
    mlir::Value Place = New.getBody()->addArgument(B.getIndexType(), Loc);
    B.setInsertionPoint(R.Transfer);
    if (auto Read = dyn_cast<vector::TransferReadOp>(R.Transfer)) {
      auto Copy = vector::TransferReadOp::create(
          B, Loc, Read.getVectorType(), Flat[I], ValueRange{Place},
          AffineMapAttr::get(Row), Read.getPadding(), mlir::Value(), InBounds);
      Read.getResult().replaceAllUsesWith(Copy.getResult());
    } else {
      auto Write = cast<vector::TransferWriteOp>(R.Transfer);
      vector::TransferWriteOp::create(B, Loc, Write.getVector(), Flat[I],
                                      ValueRange{Place},
                                      AffineMapAttr::get(Row), InBounds);
    }
    Yield->insertOperands(
        Yield->getNumOperands(),
        arith::AddIOp::create(B, Loc, Place, Steps[I]).getResult());
    R.Transfer->erase();
  }
  Loop.replaceAllUsesWith(New.getResults().take_front(Carried));
  Loop.erase();
}

struct HoistVectorTransferPointers
    : aie::impl::AIEHoistVectorTransferPointersBase<
          HoistVectorTransferPointers> {
  void runOnOperation() override {
    SmallVector<scf::ForOp> Loops;
    getOperation().walk<WalkOrder::PostOrder>(
        [&](scf::ForOp Loop) { Loops.push_back(Loop); });
    for (scf::ForOp Loop : Loops)
      LoopRewriter(Loop).run();
  }
};

} // namespace
