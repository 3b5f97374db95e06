//===- Opt.cpp - aieforge opt, aie-opt ------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MLIR's optimizer driver over this project's dialects and passes: reads a
// design in any spelling, runs passes by name, prints the newest spelling.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Driver/MlirTool.h"

int aieforge::optMain(int Argc, char **Argv) { return runOptTool(Argc, Argv); }
