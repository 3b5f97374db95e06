//===- SequenceFunction.h - a runtime sequence as a C++ function -*- C++
//-*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CONFIG_SEQUENCEFUNCTION_H
#define AIEFORGE_LIB_CONFIG_SEQUENCEFUNCTION_H

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/IR/Builders.h"

namespace aieforge {

/// Makes, at \p Builder's place, the emitc.func that makes the stream of
/// \p Sequence: calls of aie/Runtime/TxnEncoding.h, between arithmetic, loops
/// and branches that are still those of the sequence. \p Symbols are those of
/// \p Device, which the sequence is of.
mlir::LogicalResult writeSequenceFunction(aie::RuntimeSequenceOp Sequence,
                                          aie::DeviceOp Device,
                                          const mlir::SymbolTable &Symbols,
                                          mlir::OpBuilder &Builder);

} // namespace aieforge

#endif // AIEFORGE_LIB_CONFIG_SEQUENCEFUNCTION_H
