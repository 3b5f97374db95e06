//===- CoreModule.h - core bodies as functions ------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_COREMODULE_H
#define AIEFORGE_LIB_TRANSFORMS_COREMODULE_H

#include "aieforge/Dialect/AIE/AIEDialect.h"

#include "mlir/IR/BuiltinOps.h"

namespace aieforge::aie {

/// Drops the memory space of every memref type inside \p Op.
void removeMemorySpaces(mlir::Operation *Op);

/// Adds to \p Target a public function core_<col>_<row> for each of \p Cores,
/// with what they need: buffers as external globals of their names, the
/// functions of \p Device, and the machine's instructions as functions whose
/// names start with \p Prefix ("llvm.aie2." as mlir-aie writes them) and whose
/// parts are joined by \p Joint. Fails with an error at an op that has no
/// lowering.
llvm::LogicalResult buildCoreModule(DeviceOp Device,
                                    llvm::ArrayRef<CoreOp> Cores,
                                    mlir::ModuleOp Target,
                                    llvm::StringRef Prefix,
                                    llvm::StringRef Joint);

} // namespace aieforge::aie

#endif // AIEFORGE_LIB_TRANSFORMS_COREMODULE_H
