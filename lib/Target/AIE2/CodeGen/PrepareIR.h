//===- PrepareIR.h - IR that the AIE2 selector takes ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rewrites of a module in front of LLVM's passes.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_CODEGEN_PREPAREIR_H
#define AIEFORGE_TARGET_AIE2_CODEGEN_PREPAREIR_H

#include "aieforge/Support/Error.h"

#include <memory>

namespace llvm {
class Module;
class TargetMachine;
} // namespace llvm

namespace aieforge::codegen {

/// Sets the target of \p M, renames the functions that stand for instructions,
/// turns byval arguments into explicit copies, vectors into scalars and bfloat
/// into i16. Errors: a foreign triple or data layout, thread-local variables,
/// and those of lowerVectors() and removeBFloat().
Error prepareModule(llvm::Module &M);

/// Makes scalars of all vector code (Vectors.cpp). Errors: a cascade access of
/// another width than the link has.
Error lowerVectors(llvm::Module &M);

/// Makes i16 of every bfloat (BFloat.cpp). Errors: an operation on bfloat that
/// float does not have either.
Error removeBFloat(llvm::Module &M);

/// The machine at an optimization level of 0..3.
std::unique_ptr<llvm::TargetMachine> createMachine(unsigned OptLevel);

} // namespace aieforge::codegen

#endif // AIEFORGE_TARGET_AIE2_CODEGEN_PREPAREIR_H
