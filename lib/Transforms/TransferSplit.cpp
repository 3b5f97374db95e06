//===- TransferSplit.cpp - transfers that a BD can count ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/TransferSplit.h"

#include <algorithm>

using namespace aieforge;

using Patterns = std::optional<std::vector<TransferPattern>>;

bool TransferPattern::isContiguous() const {
  int64_t Row = 1;
  for (unsigned Dim = 0; Dim < 3; ++Dim) {
    if (Sizes[Dim] != 1 && Strides[Dim] != Row)
      return false;
    Row *= Sizes[Dim];
  }
  return true;
}

int64_t TransferPattern::start() const {
  int64_t Sum = 0;
  for (unsigned Dim = 0; Dim < 4; ++Dim)
    Sum += Offsets[Dim] * Strides[Dim];
  return Sum;
}

/// Largest size of dimension \p Dim, in elements for the innermost.
static int64_t largestSize(unsigned Dim, hw::TileKind K, unsigned Bits) {
  const hw::DmaLimits &Limits = hw::tileInfo(K).Dma;
  if (Dim == 3)
    return Limits.MaxIterationWrap;
  return Dim == 0 ? int64_t(Limits.MaxWrap) * 32 / Bits : Limits.MaxWrap;
}

bool aieforge::fitsDimensions(const TransferPattern &P, hw::TileKind K,
                              unsigned Bits) {
  const hw::DmaLimits &Limits = hw::tileInfo(K).Dma;
  if (std::any_of(P.Sizes.begin(), P.Sizes.end(),
                  [](int64_t Size) { return Size < 1; }) ||
      P.Sizes[0] * Bits % 32)
    return false;
  for (unsigned Dim = 0; Dim < 4; ++Dim) {
    int64_t Size = P.Sizes[Dim], Stride = P.Strides[Dim];
    if (Size == 1)
      continue;
    if (Stride < (Dim == 3 ? 0 : 1))
      return false;
    bool Neighbours = Dim == 0 && Stride == 1;
    if (!Neighbours && Stride * Bits % 32)
      return false;
    int64_t Step = Stride * Bits / 32;
    if (Step > (Dim == 3 ? Limits.MaxIterationStep : Limits.MaxStep))
      return false;
    // The third dimension needs no count: it ends with the length.
    if (Dim == 3 ? Size > (Stride ? Limits.MaxIterationWrap : Limits.MaxRepeat)
                 : Dim != 2 && Size > largestSize(Dim, K, Bits))
      return false;
  }
  return true;
}

/// Dimension \p Dim as \p Inner elements, repeated one dimension further out;
/// what was there moves out too.
static TransferPattern factored(const TransferPattern &P, unsigned Dim,
                                int64_t Inner) {
  TransferPattern Q = P;
  for (unsigned D = 3; D > Dim + 1; --D) {
    Q.Sizes[D] = P.Sizes[D - 1];
    Q.Strides[D] = P.Strides[D - 1];
    Q.Offsets[D] = P.Offsets[D - 1];
  }
  Q.Sizes[Dim] = Inner;
  Q.Sizes[Dim + 1] = P.Sizes[Dim] / Inner;
  Q.Strides[Dim + 1] = Inner * P.Strides[Dim];
  Q.Offsets[Dim + 1] = 0;
  return Q;
}

static Patterns split(const TransferPattern &P, hw::TileKind K, unsigned Bits,
                      bool MayIterate, unsigned MaxParts);

/// The first factoring that leads to patterns that fit.
static Patterns splitByFactors(const TransferPattern &P, hw::TileKind K,
                               unsigned Bits, bool MayIterate,
                               unsigned MaxParts) {
  if (P.Sizes[3] != 1 || (!MayIterate && P.Sizes[2] != 1))
    return std::nullopt;
  for (unsigned Dim = 0; Dim < 3; ++Dim) {
    int64_t Size = P.Sizes[Dim];
    // No inner size above the field's own limit can fit.
    int64_t First =
        std::min(Size - 1, Dim == 2 ? Size - 1 : largestSize(Dim, K, Bits));
    for (int64_t Inner = First; Inner > 1; --Inner) {
      if (Size % Inner || (Dim == 0 && Inner * Bits % 32))
        continue;
      if (Patterns Found =
              split(factored(P, Dim, Inner), K, Bits, MayIterate, MaxParts))
        return Found;
    }
  }
  return std::nullopt;
}

/// The outermost dimension in runs of what its count can hold.
static Patterns cut(const TransferPattern &P, hw::TileKind K, unsigned Bits,
                    bool MayIterate, unsigned MaxParts) {
  unsigned Dim = 3;
  while (Dim > 0 && P.Sizes[Dim] == 1)
    --Dim;
  int64_t Run = largestSize(Dim, K, Bits);
  if (Dim == 0) // Whole words.
    Run -= Run * Bits % 32 / Bits;
  if (Run < 1 || Run >= P.Sizes[Dim] || (Dim == 3 && !MayIterate))
    return std::nullopt;
  std::vector<TransferPattern> Parts;
  for (int64_t Done = 0; Done < P.Sizes[Dim]; Done += Run) {
    TransferPattern Part = P;
    Part.Sizes[Dim] = std::min(Run, P.Sizes[Dim] - Done);
    Part.Offsets[Dim] += Done;
    Patterns Found = split(Part, K, Bits, MayIterate, MaxParts);
    if (!Found || Parts.size() + Found->size() > MaxParts)
      return std::nullopt;
    Parts.insert(Parts.end(), Found->begin(), Found->end());
  }
  return Parts;
}

static Patterns split(const TransferPattern &P, hw::TileKind K, unsigned Bits,
                      bool MayIterate, unsigned MaxParts) {
  if (fitsDimensions(P, K, Bits))
    return std::vector{P};
  if (Patterns Found = splitByFactors(P, K, Bits, MayIterate, MaxParts))
    return Found;
  return cut(P, K, Bits, MayIterate, MaxParts);
}

Patterns aieforge::splitTransfer(const TransferPattern &P, hw::TileKind K,
                                 unsigned Bits, bool MayIterate) {
  if (Bits == 0 || Bits > 32 ||
      std::any_of(P.Sizes.begin(), P.Sizes.end(),
                  [](int64_t Size) { return Size < 1 || Size > INT32_MAX; }))
    return std::nullopt;
  // More parts than BDs cannot be in flight together.
  return split(P, K, Bits, MayIterate, hw::tileInfo(K).Bds);
}
