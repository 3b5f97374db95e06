//===- SequenceEdits.h - how one sequence became another --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A shortest edit script (Myers' greedy algorithm), used for instructions of
// cores and of streams.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_INSPECT_SEQUENCEEDITS_H
#define AIEFORGE_LIB_INSPECT_SEQUENCEEDITS_H

#include "llvm/ADT/STLFunctionalExtras.h"

#include <cstddef>
#include <vector>

namespace aieforge::diff {

/// Elements [A, A + ACount) of the first sequence stand where the second one
/// has [B, B + BCount). One of the counts may be 0.
struct Hunk {
  size_t A = 0, ACount = 0;
  size_t B = 0, BCount = 0;
};

/// The places where sequences of \p N and \p M elements differ, in order.
/// Sequences more than \p MaxEdits removals and insertions apart are one hunk
/// between their common beginning and end.
std::vector<Hunk> findHunks(size_t N, size_t M,
                            llvm::function_ref<bool(size_t, size_t)> Same,
                            size_t MaxEdits = 1500);

} // namespace aieforge::diff

#endif // AIEFORGE_LIB_INSPECT_SEQUENCEEDITS_H
