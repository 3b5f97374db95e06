//===- MergeIR.h - kernels that become part of a core's module --*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_MERGEIR_H
#define AIEFORGE_LIB_DRIVER_MERGEIR_H

#include "aieforge/Support/Error.h"
#include "llvm/ADT/StringRef.h"

namespace llvm {
class Module;
} // namespace llvm

namespace aieforge {

/// Adds the LLVM IR in the file \p Path, text or bitcode, to \p Into, so that
/// the optimizer sees the core's body and its kernels as one. IR made for any
/// AIE2 compiler is taken, whatever data layout that one has.
Error mergeIR(llvm::Module &Into, llvm::StringRef Path);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_MERGEIR_H
