//===- SequenceValues.cpp - numbers, loops and host addresses -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sequence.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace aieforge;
using namespace mlir;

std::optional<int64_t> Sequence::evaluate(OpFoldResult V) {
  if (auto Attr = dyn_cast<Attribute>(V)) {
    auto Number = dyn_cast<IntegerAttr>(Attr);
    return Number ? std::optional(Number.getInt()) : std::nullopt;
  }
  return evaluate(cast<Value>(V));
}

/// Constants, loop variables, and what MLIR can fold of them.
std::optional<int64_t> Sequence::evaluate(Value V) {
  if (auto It = Numbers.find(V); It != Numbers.end())
    return It->second;
  llvm::APInt Constant;
  if (matchPattern(V, m_ConstantInt(&Constant)))
    return Constant.getSExtValue();
  Operation *Def = V.getDefiningOp();
  if (!Def || !isa<arith::ArithDialect>(Def->getDialect()))
    return std::nullopt;
  SmallVector<Attribute> Operands;
  for (Value Operand : Def->getOperands()) {
    std::optional<int64_t> Number = evaluate(Operand);
    if (!Number || !Operand.getType().isIntOrIndex())
      return std::nullopt;
    Operands.push_back(IntegerAttr::get(Operand.getType(), *Number));
  }
  SmallVector<OpFoldResult> Results;
  if (failed(Def->fold(Operands, Results)) || Results.size() != 1)
    return std::nullopt;
  if (auto Value = dyn_cast<mlir::Value>(Results[0]))
    return Value == V ? std::nullopt : evaluate(Value);
  return evaluate(Results[0]);
}

FailureOr<int64_t> Sequence::constant(Operation *O, Value V, StringRef What) {
  if (std::optional<int64_t> Number = evaluate(V))
    return *Number;
  return O->emitOpError() << What
                          << " is known at run time only; an instruction "
                             "stream holds constants";
}

FailureOr<SmallVector<int64_t>>
Sequence::constants(Operation *O, ArrayRef<OpFoldResult> Values,
                    StringRef What) {
  SmallVector<int64_t> Numbers;
  for (OpFoldResult V : Values) {
    std::optional<int64_t> Number = evaluate(V);
    if (!Number)
      return O->emitOpError()
             << What
             << " is known at run time only; an instruction stream holds "
                "constants";
    Numbers.push_back(*Number);
  }
  return Numbers;
}

bool Sequence::onlyComputes(Operation *O) {
  return isa<arith::ArithDialect, memref::MemRefDialect>(O->getDialect()) &&
         isMemoryEffectFree(O);
}

//===----------------------------------------------------------------------===//
// Control flow
//===----------------------------------------------------------------------===//

/// \p To has the value of \p From from now on.
void Sequence::bind(Value To, Value From) {
  if (std::optional<int64_t> Number = evaluate(From))
    Numbers[To] = *Number;
  if (auto It = TaskValues.find(From); It != TaskValues.end()) {
    unsigned Task = It->second;
    TaskValues[To] = Task;
  }
}

std::optional<LogicalResult> Sequence::runControlFlow(Operation *O) {
  if (auto Loop = dyn_cast<scf::ForOp>(O)) {
    FailureOr<int64_t> Begin = constant(O, Loop.getLowerBound(), "lower bound");
    FailureOr<int64_t> End = constant(O, Loop.getUpperBound(), "upper bound");
    FailureOr<int64_t> Step = constant(O, Loop.getStep(), "step");
    if (failed(Begin) || failed(End) || failed(Step))
      return failure();
    if (*Step < 1)
      return O->emitOpError("step is ") << *Step << "; it must be positive";
    for (auto [Arg, Init] :
         llvm::zip(Loop.getRegionIterArgs(), Loop.getInitArgs()))
      bind(Arg, Init);
    for (int64_t I = *Begin; I < *End; I += *Step) {
      Numbers[Loop.getInductionVar()] = I;
      if (failed(runBlock(*Loop.getBody())))
        return failure();
      // All yielded values are read before any argument changes.
      Operation *Yield = Loop.getBody()->getTerminator();
      SmallVector<std::optional<int64_t>> Values;
      SmallVector<std::optional<unsigned>> Carried;
      for (Value V : Yield->getOperands()) {
        Values.push_back(evaluate(V));
        auto It = TaskValues.find(V);
        Carried.push_back(It == TaskValues.end() ? std::nullopt
                                                 : std::optional(It->second));
      }
      for (auto [Arg, Number, Task] :
           llvm::zip(Loop.getRegionIterArgs(), Values, Carried)) {
        Numbers.erase(Arg);
        TaskValues.erase(Arg);
        if (Number)
          Numbers[Arg] = *Number;
        if (Task)
          TaskValues[Arg] = *Task;
      }
      if (*End - I <= *Step)
        break;
    }
    for (auto [Result, Arg] :
         llvm::zip(Loop.getResults(), Loop.getRegionIterArgs()))
      bind(Result, Arg);
    return success();
  }
  if (auto If = dyn_cast<scf::IfOp>(O)) {
    FailureOr<int64_t> Condition = constant(O, If.getCondition(), "condition");
    if (failed(Condition))
      return failure();
    Region &Taken = *Condition ? If.getThenRegion() : If.getElseRegion();
    if (Taken.empty())
      return success();
    if (failed(runBlock(Taken.front())))
      return failure();
    for (auto [Result, Value] : llvm::zip(
             If.getResults(), Taken.front().getTerminator()->getOperands()))
      bind(Result, Value);
    return success();
  }
  if (isa<scf::YieldOp>(O))
    return success();
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Host memory
//===----------------------------------------------------------------------===//

/// Elements between the start of \p Source and that of a subview of it that
/// leaves no gaps, or a diagnostic.
static FailureOr<int64_t> subviewStart(Operation *O, memref::SubViewOp View) {
  auto Source = cast<MemRefType>(View.getSource().getType());
  SmallVector<int64_t> Strides;
  int64_t Ignored;
  if (failed(Source.getStridesAndOffset(Strides, Ignored)) ||
      llvm::any_of(Strides, ShapedType::isDynamic) ||
      llvm::any_of(View.getStaticOffsets(), ShapedType::isDynamic) ||
      llvm::any_of(View.getStaticSizes(), ShapedType::isDynamic) ||
      llvm::any_of(View.getStaticStrides(), [](int64_t S) { return S != 1; }))
    return O->emitOpError("uses a memref.subview that is not static");
  int64_t Start = 0, Row = 1;
  for (auto [Offset, Size, Stride] : llvm::reverse(llvm::zip(
           View.getStaticOffsets(), View.getStaticSizes(), Strides))) {
    if (Size != 1 && Stride != Row)
      return O->emitOpError("uses a memref.subview with gaps; give the pattern "
                            "as sizes and strides of the transfer");
    if (Size != 1)
      Row = Stride * Size;
    Start += Offset * Stride;
  }
  return Start;
}

FailureOr<HostAddress> Sequence::hostAddress(Operation *O, Value V) {
  uint64_t Bytes = 0;
  while (Operation *Def = V.getDefiningOp()) {
    unsigned Bits = elementBits(V);
    if (auto Cast = dyn_cast<memref::CastOp>(Def)) {
      V = Cast.getSource();
    } else if (auto Shape = dyn_cast<memref::CollapseShapeOp>(Def)) {
      V = Shape.getSrc();
    } else if (auto Shape = dyn_cast<memref::ExpandShapeOp>(Def)) {
      V = Shape.getSrc();
    } else if (auto View = dyn_cast<memref::ViewOp>(Def)) {
      FailureOr<int64_t> Shift = constant(O, View.getByteShift(), "byte shift");
      if (failed(Shift))
        return failure();
      Bytes += uint64_t(*Shift);
      V = View.getSource();
    } else if (auto View = dyn_cast<memref::SubViewOp>(Def)) {
      FailureOr<int64_t> Start = subviewStart(O, View);
      if (failed(Start))
        return failure();
      Bytes += uint64_t(*Start) * Bits / 8;
      V = View.getSource();
    } else if (auto Cast = dyn_cast<memref::ReinterpretCastOp>(Def)) {
      if (Cast.getStaticOffsets().size() != 1 ||
          ShapedType::isDynamic(Cast.getStaticOffsets()[0]))
        return O->emitOpError("uses a memref.reinterpret_cast with an offset "
                              "that is known at run time only");
      Bytes += uint64_t(Cast.getStaticOffsets()[0]) * Bits / 8;
      V = Cast.getSource();
    } else {
      break;
    }
  }
  auto Arg = dyn_cast<BlockArgument>(V);
  if (!Arg || Arg.getOwner() != &Op.getBody().front())
    return O->emitOpError("moves memory that is no argument of the sequence");
  return HostAddress{Arg.getArgNumber(), Bytes};
}
