//===- WordConstant.h - the words of a block write --------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aiex.npu.blockwrite takes its data from a constant memref.global.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_WORDCONSTANT_H
#define AIEFORGE_TRANSFORMS_WORDCONSTANT_H

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Builders.h"

namespace aieforge {

/// A private constant called \p Name of \p Words, at \p Builder's place.
mlir::memref::GlobalOp createWords(mlir::OpBuilder &Builder, mlir::Location Loc,
                                   llvm::StringRef Name,
                                   llvm::ArrayRef<uint32_t> Words);

} // namespace aieforge

#endif // AIEFORGE_TRANSFORMS_WORDCONSTANT_H
