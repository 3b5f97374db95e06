//===- CompileArguments.h - options of every compiling command --*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// "compile" and "run" take a design and kernels the same way.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TOOLS_COMPILEARGUMENTS_H
#define AIEFORGE_TOOLS_COMPILEARGUMENTS_H

#include "Command.h"
#include "aieforge/Driver/Compile.h"

#include <string>
#include <vector>

namespace aieforge {

/// Declares the compile options on \p App; they end up in \p Options.
void declareCompileOptions(CLI::App &App, CompileOptions &Options);

/// Compiles \p Files (one design, then kernels in any order), printing
/// warnings. The error has been made ready for reportError.
Expected<CompileResult> compileFiles(const std::vector<std::string> &Files,
                                     const CompileOptions &Options);

/// True if \p Path names a design by its ending (.mlir).
bool isDesign(llvm::StringRef Path);

/// Prints the table of tiles to \p OS.
void printReport(const CompileResult &Result, llvm::raw_ostream &OS);

} // namespace aieforge

#endif // AIEFORGE_TOOLS_COMPILEARGUMENTS_H
