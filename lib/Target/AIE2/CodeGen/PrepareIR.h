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
/// turns byval arguments into explicit copies and bfloat into i16.
/// Errors: a foreign triple or data layout, thread-local variables, arithmetic
/// on bfloat that the front end should have done in float.
Error prepareModule(llvm::Module &M);

/// The machine at an optimization level of 0..3.
std::unique_ptr<llvm::TargetMachine> createMachine(unsigned OptLevel);

} // namespace aieforge::codegen

#endif // AIEFORGE_TARGET_AIE2_CODEGEN_PREPAREIR_H
