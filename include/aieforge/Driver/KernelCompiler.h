//===- KernelCompiler.h - kernel sources to LLVM IR -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C and C++ kernels go through clang as a library, with the AIE2 core as the
// target and the project's own freestanding headers (sysroot/include).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DRIVER_KERNELCOMPILER_H
#define AIEFORGE_DRIVER_KERNELCOMPILER_H

#include "aieforge/Support/Error.h"
#include "llvm/ADT/StringRef.h"

#include <memory>
#include <string>
#include <vector>

namespace llvm {
class LLVMContext;
class Module;
} // namespace llvm

namespace aieforge {

struct KernelOptions {
  std::vector<std::string> IncludeDirs; ///< -I, in order.
  std::vector<std::string> Defines;     ///< NAME or NAME=VALUE.
  std::string Standard;  ///< -std=; empty: gnu17 for C, gnu++20 for C++.
  unsigned OptLevel = 2; ///< 0 to 3.
  std::vector<std::string> ClangArgs; ///< Passed to clang's front end as is.
};

struct KernelIR {
  std::unique_ptr<llvm::Module> Module; ///< Not optimised yet.
  std::string Warnings; ///< Clang's own text, empty if there are none.
};

/// True for the file names that compileKernel takes: .c, .cc, .cpp, .cxx, .C.
bool isKernelSource(llvm::StringRef Path);

/// Compiles the source file \p Path. The error is clang's text: every
/// diagnostic with file, line and column.
Expected<KernelIR> compileKernel(llvm::StringRef Path, llvm::LLVMContext &Ctx,
                                 const KernelOptions &Options);

} // namespace aieforge

#endif // AIEFORGE_DRIVER_KERNELCOMPILER_H
