//===- TransferSplit.h - transfers that a BD can count ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A BD counts its inner two dimensions and the iteration, and steps, in fields
// of a few bits. A transfer that is too large for them is written with other
// factors, or as several transfers that move the same elements in order.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_TRANSFERSPLIT_H
#define AIEFORGE_TRANSFORMS_TRANSFERSPLIT_H

#include "aieforge/Hardware/Device.h"

#include <array>
#include <optional>
#include <vector>

namespace aieforge {

/// Innermost dimension first, in elements. The fourth is the iteration.
struct TransferPattern {
  std::array<int64_t, 4> Sizes = {1, 1, 1, 1};
  std::array<int64_t, 4> Strides = {0, 0, 0, 0};
  std::array<int64_t, 4> Offsets = {0, 0, 0, 0};

  /// Whether the inner three dimensions walk a row without gaps: that needs a
  /// length and no counts.
  bool isContiguous() const;
  /// Elements from the start of the memory to the first one.
  int64_t start() const;

  bool operator==(const TransferPattern &) const = default;
};

/// Whether a BD of a tile of kind \p K can count \p P's dimensions, of elements
/// of \p Bits, each for itself.
bool fitsDimensions(const TransferPattern &P, hw::TileKind K, unsigned Bits);

/// Patterns that fit and together move what \p P does, in its order; nothing if
/// there are none. Without \p MayIterate the fourth size stays as it is.
std::optional<std::vector<TransferPattern>>
splitTransfer(const TransferPattern &P, hw::TileKind K, unsigned Bits,
              bool MayIterate);

} // namespace aieforge

#endif // AIEFORGE_TRANSFORMS_TRANSFERSPLIT_H
