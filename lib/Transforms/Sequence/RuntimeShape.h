//===- RuntimeShape.h - BDs whose shape is known at run time ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shim BDs of transfers of which sizes, strides or the length are values of the
// sequence. Layout of the words: Dma.h.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_RUNTIMESHAPE_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_RUNTIMESHAPE_H

#include "RegisterOps.h"
#include "WordMath.h"

namespace aieforge {

/// Sizes and strides in elements, innermost first: three dimensions of the BD,
/// then its runs.
struct RuntimeShape {
  static constexpr unsigned Runs = 3;

  llvm::SmallVector<Number, 4> Sizes, Strides;
  Number Length; ///< Elements of one run; null: what the sizes give.
  unsigned Bits; ///< Of an element.

  bool isKnown() const {
    return !isRunTime(Sizes) && !isRunTime(Strides) &&
           (Length.isNull() || !isRunTime(Length));
  }
};

/// What of a BD the shape decides.
struct ShapeWords {
  struct Word {
    unsigned Index;
    Number Value;
  };
  llvm::SmallVector<Word, 5> Words;
  Number Length; ///< Words of one run.
};

/// The words of a shim BD that hold \p Shape, in order: all that may, or the
/// length and the runs alone if there are no gaps between elements. Other
/// fields of these words are as in \p Template. Makes what they need, and
/// guards of run-time fields, where \p M stands; what is constant and does not
/// fit is a diagnostic at \p O.
mlir::FailureOr<ShapeWords> encodeShape(mlir::Operation *O,
                                        const RuntimeShape &Shape,
                                        llvm::ArrayRef<uint32_t> Template,
                                        WordMath &M);

/// Guards of the length, encodeShape's \p Length: at least one word, and what
/// run-time sizes give. They belong behind the writes of the words.
void guardLength(const RuntimeShape &Shape, Number Length, WordMath &M);

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_RUNTIMESHAPE_H
