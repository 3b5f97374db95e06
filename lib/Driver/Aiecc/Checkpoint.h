//===- Checkpoint.h - a compilation stopped at a stage ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_AIECC_CHECKPOINT_H
#define AIEFORGE_LIB_DRIVER_AIECC_CHECKPOINT_H

#include "aieforge/Driver/Aiecc.h"

namespace aieforge {

/// Writes \p Text, the design at \p Stage, and a manifest with \p Arguments
/// to the folder \p Dir. Returns the manifest's path.
Expected<std::string> writeCheckpoint(llvm::StringRef Dir,
                                      llvm::StringRef Stage,
                                      llvm::StringRef Text,
                                      llvm::ArrayRef<std::string> Arguments);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_AIECC_CHECKPOINT_H
