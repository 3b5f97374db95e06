//===- ParseDesign.h - MLIR text of any vintage to a design -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one way by which designs enter the program. Text from 2023 to August
// 2026 is read; what comes out is always in the newest form, verified.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_PARSEDESIGN_H
#define AIEFORGE_DIALECT_PARSEDESIGN_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace llvm {
class SourceMgr;
}

namespace aieforge {

/// Registers aie, aiex, their older prefixes AIE and AIEX, and the dialects
/// that core bodies and sequences are written in (func, scf, cf, arith, math,
/// memref, affine, vector, llvm, index, ub).
void registerDialects(mlir::DialectRegistry &Registry);

/// Parses the main buffer of \p Sources, brings it to the newest spelling and
/// verifies it. Problems go to the context's diagnostic handler with the
/// user's line and column; the result is then null.
mlir::OwningOpRef<mlir::ModuleOp> parseDesign(const llvm::SourceMgr &Sources,
                                              mlir::MLIRContext &Context);

/// Replaces the forms of earlier vintages that the op parsers kept: constants
/// for literal operands, aie.runtime_sequence for functions, get-or-create
/// tiles, renamed attributes. Part of parseDesign; of its own use only for
/// modules that were parsed by MLIR itself.
llvm::LogicalResult normalizeSpelling(mlir::ModuleOp Module);

} // namespace aieforge

#endif // AIEFORGE_DIALECT_PARSEDESIGN_H
