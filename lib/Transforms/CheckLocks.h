//===- CheckLocks.h - waits that never end ----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_CHECKLOCKS_H
#define AIEFORGE_LIB_TRANSFORMS_CHECKLOCKS_H

#include "mlir/Pass/Pass.h"

namespace aieforge {

/// aie-check-locks, a pass of this project alone.
std::unique_ptr<mlir::Pass> createCheckLocks();

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_CHECKLOCKS_H
