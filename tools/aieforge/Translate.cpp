//===- Translate.cpp - aieforge translate, aie-translate ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MLIR's translation driver over this project's outputs.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Driver/MlirTool.h"

int aieforge::translateMain(int Argc, char **Argv) {
  return runTranslateTool(Argc, Argv);
}
