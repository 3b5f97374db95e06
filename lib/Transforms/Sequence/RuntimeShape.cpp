//===- RuntimeShape.cpp - BDs whose shape is known at run time ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuntimeShape.h"

using namespace aieforge;
using namespace mlir;
using hw::BdField;

namespace {

/// Puts one shape into the words of a BD.
class ShapeEncoder {
public:
  ShapeEncoder(Operation *O, const RuntimeShape &Shape,
               ArrayRef<uint32_t> Template, WordMath &M)
      : O(O), Shape(Shape), M(M), Layout(hw::bdLayout(hw::TileKind::ShimNoC)) {
    for (uint32_t Word : Template)
      Words.push_back(M.constant(Word));
  }

  FailureOr<ShapeWords> run();

private:
  LogicalResult check();
  LogicalResult checkStride(unsigned Dim);
  bool isGapless() const;
  Number step(unsigned Dim);
  LogicalResult dimensions();
  LogicalResult runs();
  LogicalResult set(BdField F, Number Stored, const Twine &What);

  Operation *O;
  const RuntimeShape &Shape;
  WordMath &M;
  const hw::BdLayout &Layout;
  SmallVector<Number, 8> Words;
};

} // namespace

static std::optional<int64_t> known(Number N) { return getConstantIntValue(N); }

static bool isKnown(Number N, int64_t Value) { return known(N) == Value; }

/// \p Elements in words.
static Number inWords(Number Elements, unsigned Bits, WordMath &M) {
  return M.divide(M.multiply(Elements, M.constant(Bits / 8)), 4);
}

/// So many elements make whole words.
static uint32_t elementsOfWord(unsigned Bits) {
  return Bits < 32 ? 32 / Bits : 1;
}

//===----------------------------------------------------------------------===//
// What there can be a BD for
//===----------------------------------------------------------------------===//

LogicalResult ShapeEncoder::checkStride(unsigned Dim) {
  Number Size = Shape.Sizes[Dim], Stride = Shape.Strides[Dim];
  // The stride of a dimension of one element has no effect.
  if (isKnown(Size, 1) && Dim != 0)
    return success();
  std::optional<int64_t> Value = known(Stride);
  if (!Value) {
    M.requireMultiple(Stride, elementsOfWord(Shape.Bits), Dim == 0);
    return success();
  }
  int64_t Least = Dim == RuntimeShape::Runs || !known(Size) ? 0 : 1;
  if (*Value < Least)
    return O->emitOpError("Stride ")
           << Dim << " must be a positive integer, but is " << *Value;
  if ((Dim == 0 && *Value == 1) || *Value * Shape.Bits % 32 == 0)
    return success();
  return O->emitOpError("stride ")
         << Dim << " is " << *Value << " elements at " << Shape.Bits / 8
         << " bytes each, not a multiple of the 4-byte address-gen granule; "
            "the DMA steps from word to word";
}

LogicalResult ShapeEncoder::check() {
  if (Shape.Bits % 8 != 0)
    return O->emitOpError("has elements of ")
           << Shape.Bits << " bits; sizes and strides that are known at run "
           << "time only need whole bytes";
  for (auto [Dim, Size] : llvm::enumerate(Shape.Sizes))
    if (std::optional<int64_t> Value = known(Size); Value && *Value < 1)
      return O->emitOpError("size of dimension ")
             << Dim << " (0 is the innermost) is " << *Value
             << "; it must be positive";
  std::optional<int64_t> Inner = known(Shape.Sizes[0]);
  if (!Inner)
    M.requireMultiple(Shape.Sizes[0], elementsOfWord(Shape.Bits));
  else if (*Inner * Shape.Bits % 32)
    return O->emitOpError("d0 size ")
           << *Inner << " elements at " << Shape.Bits / 8
           << " bytes each is not a multiple of the 4-byte address-gen granule";
  if (Shape.Length && !known(Shape.Length))
    M.requireMultiple(Shape.Length, elementsOfWord(Shape.Bits));
  for (unsigned Dim = 0; Dim <= RuntimeShape::Runs; ++Dim)
    if (failed(checkStride(Dim)))
      return failure();
  // Wider elements would come apart.
  if (Shape.Bits > 32) {
    if (std::optional<int64_t> Stride = known(Shape.Strides[0]);
        Stride && *Stride != 1)
      return O->emitOpError("stride of the innermost dimension is ")
             << *Stride << " elements of " << Shape.Bits / 8
             << " bytes; the DMA steps from word to word";
    if (!known(Shape.Strides[0]))
      M.require(M.subtract(Shape.Strides[0], M.constant(1)), 0);
  }
  return success();
}

/// Whether the elements of a run are a row without gaps, whatever the run-time
/// values are.
bool ShapeEncoder::isGapless() const {
  std::optional<int64_t> Row = 1;
  for (unsigned Dim = 0; Dim < RuntimeShape::Runs; ++Dim) {
    std::optional<int64_t> Size = known(Shape.Sizes[Dim]);
    if (Size == 1)
      continue;
    if (!Row || !isKnown(Shape.Strides[Dim], *Row))
      return false;
    Row = Size ? std::optional(*Row * *Size) : std::nullopt;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

/// \p Stored is what the register holds.
LogicalResult ShapeEncoder::set(BdField F, Number Stored, const Twine &What) {
  const hw::BdFieldInfo &Info = *Layout.field(F);
  uint32_t Max = Info.Bits.valueMask();
  std::optional<int64_t> Value = known(Stored);
  if (Value && (*Value < 0 || *Value > Max))
    return O->emitOpError() << What << " hardware value " << *Value
                            << " exceeds hardware range [0:" << Max << "]";
  // A field of a whole word holds any number of words.
  if (!Value && Max != UINT32_MAX)
    M.require(Stored, Max);
  Number &Word = Words[Info.Word];
  Word = M.bitOr(Word, M.shiftLeft(Stored, Info.Bits.Lsb));
  return success();
}

/// What the step field of \p Dim holds: words from element to element, less
/// one.
Number ShapeEncoder::step(unsigned Dim) {
  Number Size = Shape.Sizes[Dim], Stride = Shape.Strides[Dim];
  if (Dim != 0 && isKnown(Size, 1))
    return M.constant(0);
  Number Stored = M.subtract(inWords(Stride, Shape.Bits, M), M.constant(1));
  // Neighbouring elements move as whole words, whatever their width.
  if (Dim == 0 && Shape.Bits != 32)
    return M.selectEqual(Stride, 1, M.constant(0), Stored);
  // Of a size that turns out to be one the stride does not matter.
  std::optional<int64_t> Value = known(Stride);
  if (Dim != 0 && !known(Size) && (!Value || *Value < 1))
    return M.selectEqual(Size, 1, M.constant(0), Stored);
  return Stored;
}

LogicalResult ShapeEncoder::dimensions() {
  constexpr BdField Wraps[] = {BdField::D0Wrap, BdField::D1Wrap};
  constexpr BdField Steps[] = {BdField::D0Stepsize, BdField::D1Stepsize,
                               BdField::D2Stepsize};
  for (unsigned Dim = 0; Dim < RuntimeShape::Runs; ++Dim) {
    // The outermost dimension ends with the length.
    if (Dim < std::size(Wraps)) {
      Number Size = Shape.Sizes[Dim];
      if (Dim == 0)
        Size = inWords(Size, Shape.Bits, M);
      if (failed(set(Wraps[Dim], Size, "d" + Twine(Dim) + " size")))
        return failure();
    }
    if (failed(set(Steps[Dim], step(Dim), "d" + Twine(Dim) + " stride")))
      return failure();
  }
  return success();
}

/// Each run starts a step behind the one before. Without a step the BD is only
/// repeated, which the queue does.
LogicalResult ShapeEncoder::runs() {
  Number Runs = Shape.Sizes[RuntimeShape::Runs];
  Number Stride = Shape.Strides[RuntimeShape::Runs];
  if (isKnown(Runs, 1) || isKnown(Stride, 0))
    return success();
  Number One = M.constant(1), None = M.constant(0);
  Number Step = M.subtract(inWords(Stride, Shape.Bits, M), One);
  return failure(
      failed(set(BdField::IterationWrap,
                 M.selectEqual(Stride, 0, None, M.subtract(Runs, One)),
                 "iteration size")) ||
      failed(set(BdField::IterationStepsize,
                 M.selectEqual(Stride, 0, None, Step), "iteration stride")));
}

static Number lengthInWords(const RuntimeShape &Shape, WordMath &M) {
  if (Shape.Length)
    return inWords(Shape.Length, Shape.Bits, M);
  Number Length = inWords(Shape.Sizes[0], Shape.Bits, M);
  return M.multiply(M.multiply(Length, Shape.Sizes[1]), Shape.Sizes[2]);
}

FailureOr<ShapeWords> ShapeEncoder::run() {
  bool Gapless = isGapless();
  if (failed(check()))
    return failure();
  ShapeWords Result;
  Result.Length = lengthInWords(Shape, M);
  if (failed(set(BdField::BufferLength, Result.Length, "length")) ||
      (!Gapless && failed(dimensions())) || failed(runs()))
    return failure();
  SmallVector<BdField> Fields = {BdField::BufferLength};
  if (!Gapless)
    llvm::append_range(Fields,
                       ArrayRef({BdField::D0Stepsize, BdField::D1Stepsize,
                                 BdField::D2Stepsize}));
  Fields.push_back(BdField::IterationStepsize);
  for (BdField F : Fields) {
    unsigned Index = Layout.field(F)->Word;
    Result.Words.push_back({Index, Words[Index]});
  }
  return Result;
}

FailureOr<ShapeWords> aieforge::encodeShape(Operation *O,
                                            const RuntimeShape &Shape,
                                            ArrayRef<uint32_t> Template,
                                            WordMath &M) {
  return ShapeEncoder(O, Shape, Template, M).run();
}

void aieforge::guardLength(const RuntimeShape &Shape, Number Length,
                           WordMath &M) {
  if (!known(Length))
    M.require(M.subtract(Length, M.constant(1)), INT32_MAX);
  if (!Shape.Length || !isRunTime(Shape.Sizes))
    return;
  RuntimeShape Whole = Shape;
  Whole.Length = Number();
  Number Difference = M.subtract(lengthInWords(Whole, M), Length);
  if (!known(Difference))
    M.require(Difference, 0);
}
