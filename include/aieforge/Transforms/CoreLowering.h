//===- CoreLowering.h - core programs as LLVM modules -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_CORELOWERING_H
#define AIEFORGE_TRANSFORMS_CORELOWERING_H

#include "aieforge/Support/Error.h"

#include <memory>

namespace llvm {
class LLVMContext;
class Module;
} // namespace llvm
namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace aieforge {

namespace aie {
class CoreOp;
} // namespace aie

/// Adds the translations to LLVM IR that lowerCoreToLLVM needs. Call it before
/// the context is made, or append the registry before the first lowering.
void registerCoreLowering(mlir::DialectRegistry &Registry);

/// Translates the program of \p Core, a core of a physical design, to an LLVM
/// module for aie2-none-unknown-elf: `void @core_<col>_<row>()`, every buffer
/// of the device as an external global of its name, functions without body as
/// declarations with one pointer for each memref argument, locks and streams
/// as calls of __aie2_acquire, __aie2_release, __aie2_get_ss …; index is i32.
/// The design is not changed. Errors go to the MLIR context's diagnostics with
/// the op's location; the returned error names the core.
Expected<std::unique_ptr<llvm::Module>>
lowerCoreToLLVM(aie::CoreOp Core, llvm::LLVMContext &Context);

} // namespace aieforge

#endif // AIEFORGE_TRANSFORMS_CORELOWERING_H
