//===- GenericSpelling.h - generic text of older vintages -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_GENERICSPELLING_H
#define AIEFORGE_DIALECT_GENERICSPELLING_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

namespace aieforge {

/// Renames ops and attributes that were read in generic form under the names of
/// an older vintage, and gives them the operands and clauses of today.
void modernizeGenericText(mlir::ModuleOp Module);

/// Renames \p Fields of an npu.writebd as they were called before January 2024,
/// and adds those that came by November 2024, as zeros.
void modernizeWriteBd(mlir::NamedAttrList &Fields, mlir::Builder &B);

} // namespace aieforge

#endif // AIEFORGE_DIALECT_GENERICSPELLING_H
