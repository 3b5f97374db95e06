//===- MlirTool.h - the optimizer and translation drivers -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MLIR's own tool drivers, set up for this project's dialects, passes and
// translations. Command lines are those of mlir-opt and mlir-translate, and so
// those of mlir-aie's aie-opt and aie-translate.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DRIVER_MLIRTOOL_H
#define AIEFORGE_DRIVER_MLIRTOOL_H

namespace aieforge {

/// Registers every pass that a pipeline may name: this project's, and of
/// MLIR's own the general ones and those on the way from the dialects of core
/// bodies to LLVM.
void registerPasses();

/// aie-opt: reads text of any vintage, runs passes, prints the newest
/// spelling. Prints its own messages; returns the exit status.
int runOptTool(int Argc, char **Argv);

/// aie-translate: reads text of any vintage and writes one artefact. Prints
/// its own messages; returns the exit status.
int runTranslateTool(int Argc, char **Argv);

} // namespace aieforge

#endif // AIEFORGE_DRIVER_MLIRTOOL_H
