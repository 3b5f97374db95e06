//===- WordMath.cpp - numbers that a sequence computes --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WordMath.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"

using namespace aieforge;
using namespace mlir;

Value WordMath::value(Number N) {
  Type Word = Builder.getI32Type();
  if (auto V = dyn_cast<Value>(N); V && V.getType() == Word)
    return V;
  if (std::optional<int64_t> Constant = getConstantIntValue(N))
    return arith::ConstantOp::create(
        Builder, Loc, Builder.getI32IntegerAttr(int32_t(*Constant)));
  auto V = cast<Value>(N);
  if (V.getType().isIndex())
    return arith::IndexCastOp::create(Builder, Loc, Word, V);
  if (V.getType().getIntOrFloatBitWidth() > 32)
    return arith::TruncIOp::create(Builder, Loc, Word, V);
  return arith::ExtUIOp::create(Builder, Loc, Word, V);
}

/// \p A op \p B: computed now if both are known, else by an op.
template <typename OpT, typename Fold>
static Number combine(OpBuilder &Builder, Location Loc, WordMath &M, Number A,
                      Number B, Fold Compute) {
  auto KnownA = getConstantIntValue(A), KnownB = getConstantIntValue(B);
  if (KnownA && KnownB)
    return M.constant(int64_t(Compute(uint64_t(*KnownA), uint64_t(*KnownB))));
  // One after the other: the order of evaluation is that of the text.
  Value ValueA = M.value(A);
  Value ValueB = M.value(B);
  return OpT::create(Builder, Loc, ValueA, ValueB).getResult();
}

Number WordMath::add(Number A, Number B) {
  if (getConstantIntValue(A) == 0)
    return B;
  if (getConstantIntValue(B) == 0)
    return A;
  return combine<arith::AddIOp>(Builder, Loc, *this, A, B, std::plus<>());
}

Number WordMath::subtract(Number A, Number B) {
  return combine<arith::SubIOp>(Builder, Loc, *this, A, B, std::minus<>());
}

Number WordMath::multiply(Number A, Number B) {
  if (getConstantIntValue(A) == 1)
    return B;
  if (getConstantIntValue(B) == 1)
    return A;
  return combine<arith::MulIOp>(Builder, Loc, *this, A, B, std::multiplies<>());
}

Number WordMath::divide(Number A, uint32_t B) {
  return combine<arith::DivUIOp>(Builder, Loc, *this, A, constant(B),
                                 std::divides<>());
}

Number WordMath::bitAnd(Number A, uint32_t Mask) {
  return combine<arith::AndIOp>(Builder, Loc, *this, A, constant(Mask),
                                std::bit_and<>());
}

Number WordMath::bitOr(Number A, Number B) {
  return combine<arith::OrIOp>(Builder, Loc, *this, A, B, std::bit_or<>());
}

Number WordMath::shiftLeft(Number A, unsigned Bits) {
  if (Bits == 0)
    return A;
  return combine<arith::ShLIOp>(
      Builder, Loc, *this, A, constant(Bits),
      [](uint64_t Value, uint64_t By) { return Value << By; });
}

Number WordMath::selectEqual(Number N, int64_t Value, Number Then,
                             Number Else) {
  if (std::optional<int64_t> Known = getConstantIntValue(N))
    return *Known == Value ? Then : Else;
  mlir::Value Left = value(N);
  mlir::Value Right = value(constant(Value));
  mlir::Value Same = arith::CmpIOp::create(
      Builder, Loc, arith::CmpIPredicate::eq, Left, Right);
  mlir::Value ThenValue = value(Then);
  mlir::Value ElseValue = value(Else);
  return arith::SelectOp::create(Builder, Loc, Same, ThenValue, ElseValue)
      .getResult();
}

void WordMath::require(Number N, uint32_t Max) {
  aiex::NpuAssertBdFieldOp::create(Builder, Loc, value(N), Max);
}

void WordMath::requireMultiple(Number N, uint32_t Divisor, bool OrOne) {
  if (Divisor > 1)
    aiex::NpuAssertBdDivisibleOp::create(Builder, Loc, value(N), Divisor,
                                         OrOne);
}
