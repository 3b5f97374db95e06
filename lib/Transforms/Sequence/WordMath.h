//===- WordMath.h - numbers that a sequence computes ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a transfer is made of may be known at run time only. Constants stay
// attributes as long as they meet constants, so that the same code serves
// both; everything else becomes arith ops on 32-bit words.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_WORDMATH_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_WORDMATH_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Builders.h"

namespace aieforge {

/// A constant (an IntegerAttr, or a value that a constant op makes), or a
/// value of the sequence.
using Number = mlir::OpFoldResult;

/// True if one of \p Numbers is no constant.
inline bool isRunTime(llvm::ArrayRef<Number> Numbers) {
  return llvm::any_of(Numbers, [](Number N) {
    return !mlir::getConstantIntValue(N).has_value();
  });
}

class WordMath {
public:
  WordMath(mlir::OpBuilder &Builder, mlir::Location Loc)
      : Builder(Builder), Loc(Loc) {}

  Number constant(int64_t Value) { return Builder.getI64IntegerAttr(Value); }
  /// \p N as i32: values of other widths are cut or extended.
  mlir::Value value(Number N);

  Number add(Number A, Number B);
  Number subtract(Number A, Number B);
  Number multiply(Number A, Number B);
  /// Of unsigned numbers.
  Number divide(Number A, uint32_t B);
  Number bitAnd(Number A, uint32_t Mask);
  Number bitOr(Number A, Number B);
  Number shiftLeft(Number A, unsigned Bits);
  /// \p Then if \p N is \p Value, else \p Else.
  Number selectEqual(Number N, int64_t Value, Number Then, Number Else);

  /// No stream is made unless \p N, which is no constant, is 0 to \p Max.
  void require(Number N, uint32_t Max);
  /// No stream is made unless \p N, which is no constant, is a multiple of
  /// \p Divisor or, with \p OrOne, 1.
  void requireMultiple(Number N, uint32_t Divisor, bool OrOne = false);

private:
  mlir::OpBuilder &Builder;
  mlir::Location Loc;
};

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_WORDMATH_H
