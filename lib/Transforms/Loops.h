//===- Loops.h - counted loops with constant bounds -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_LOOPS_H
#define AIEFORGE_LIB_TRANSFORMS_LOOPS_H

#include "mlir/Dialect/SCF/IR/SCF.h"

#include <cstdint>
#include <optional>

namespace aieforge {

/// On a loop in a core: iterations after which object FIFO accesses repeat.
constexpr llvm::StringRef UnrollHintAttr = "aie.unroll_hint";

/// Cores count in 32 bits. Loops with as many iterations as that are written
/// by people who mean "for ever", and are lowered to endless loops.
constexpr uint64_t EndlessTrips = (uint64_t(1) << 31) - 1;

/// The number of iterations, if the bounds and the step are constants.
std::optional<uint64_t> constantTripCount(mlir::scf::ForOp Loop);

/// Whether the loop is meant to run for ever.
bool isEndless(mlir::scf::ForOp Loop);

/// Peels \p Peel iterations off the front of \p Loop, then puts \p Factor
/// iterations into each round; iterations left over follow the loop. The loop
/// needs a constant trip count. The loop is erased.
void unrollLoop(mlir::scf::ForOp Loop, uint64_t Peel, uint64_t Factor);

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_LOOPS_H
