//===- Residue.h - what a file holds beside its value -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A value type holds what a file means. Bytes without meaning (garbage in
// padding, old checksums, a tail) can still differ from what we would write.
// A Residue keeps just those, so that a file comes back byte for byte.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_SUPPORT_RESIDUE_H
#define AIEFORGE_SUPPORT_RESIDUE_H

#include "aieforge/Support/Bytes.h"

#include <optional>

namespace aieforge {

struct Residue {
  struct Run {
    uint64_t Offset = 0;
    Bytes Data;
    bool operator==(const Run &) const = default;
  };
  /// Differing bytes, by offset; everything behind the end of the usual form.
  std::vector<Run> Runs;
  /// Size of the file if it is not that of the usual form.
  std::optional<uint64_t> Size;

  bool empty() const { return Runs.empty() && !Size; }
  /// Bytes kept.
  uint64_t bytes() const;

  /// What turns \p Usual into \p File. Differences less than eight bytes apart
  /// make one run.
  static Residue between(BytesRef Usual, BytesRef File);
  /// The file. Fails if a run lies behind the end.
  Expected<Bytes> applyTo(Bytes Usual) const;

  bool operator==(const Residue &) const = default;
};

/// A value together with the residue of the file that it was read from.
/// serialize(Value) must exist.
template <typename T> struct Exact {
  T Value;
  Residue Kept;

  Exact(T Value, BytesRef File)
      : Value(std::move(Value)),
        Kept(Residue::between(serialize(this->Value), File)) {}
  Expected<Bytes> bytes() const { return Kept.applyTo(serialize(Value)); }
};

} // namespace aieforge

#endif // AIEFORGE_SUPPORT_RESIDUE_H
