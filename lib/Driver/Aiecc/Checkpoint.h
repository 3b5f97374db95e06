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

struct CheckpointContents {
  std::string Stage; ///< What --resume continues from.
  std::string File;  ///< Name of the file for the design.
  std::string Text;  ///< The design.
};

/// Where files of a stage lie in the checkpoint \p Dir.
std::string checkpointFolder(llvm::StringRef Dir, llvm::StringRef Stage);

/// Writes the design and a manifest with \p Arguments to the folder \p Dir.
/// Returns the manifest's path.
Expected<std::string> writeCheckpoint(llvm::StringRef Dir,
                                      const CheckpointContents &Contents,
                                      llvm::ArrayRef<std::string> Arguments);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_AIECC_CHECKPOINT_H
