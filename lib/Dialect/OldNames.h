//===- OldNames.h - op names of earlier vintages ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ops were renamed several times (prefixes AIE/AIEX, camelCase, ipu -> npu,
// aiex.runtime_sequence). The parser asks a dialect about ops that it does not
// know; the dialects answer with the op that the name stands for today.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_OLDNAMES_H
#define AIEFORGE_DIALECT_OLDNAMES_H

#include "mlir/IR/Dialect.h"

namespace aieforge {

/// Today's full op name for \p Name ("AIE.dmaBd" -> "aie.dma_bd"), or an empty
/// string if no op ever had that name. A current name stands for itself.
std::string currentOpName(llvm::StringRef Name);

/// The parse hook for an op name that is not registered, if it is an old one.
std::optional<mlir::Dialect::ParseOpHook>
parseHookForOldName(mlir::MLIRContext &Context, llvm::StringRef FullName);

/// Registers the dialects AIE and AIEX, which only forward to aie and aiex.
void registerOldPrefixes(mlir::DialectRegistry &Registry);

} // namespace aieforge

#endif // AIEFORGE_DIALECT_OLDNAMES_H
