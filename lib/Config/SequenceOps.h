//===- SequenceOps.h - what the ops of a sequence say -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shared by the two forms of a runtime sequence: the finished stream, and the
// C++ function that makes it.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CONFIG_SEQUENCEOPS_H
#define AIEFORGE_LIB_CONFIG_SEQUENCEOPS_H

#include "aieforge/Dialect/AIEX/AIEXDialect.h"

namespace aieforge {

/// The address that a register op means: a word of a buffer, an offset in a
/// tile, or a whole address.
mlir::FailureOr<uint32_t> registerAddress(mlir::Operation *O,
                                          const hw::Device &D, uint32_t Address,
                                          std::optional<llvm::StringRef> Buffer,
                                          std::optional<int32_t> Column,
                                          std::optional<int32_t> Row);

/// The 32-bit words that \p O writes; \p Symbols of its device.
mlir::FailureOr<mlir::DenseIntElementsAttr>
wordsOfBlockWrite(aiex::NpuBlockWriteOp O, const mlir::SymbolTable &Symbols);

/// The number of the image that \p O loads.
mlir::FailureOr<uint16_t> imageOf(aiex::NpuLoadPdiOp O);

/// What is added to the address of host buffer \p Argument: the firmware
/// translates the first arguments' addresses to the shim DMA's view; for the
/// others that is up to us.
uint64_t hostOffsetOf(unsigned Argument);

} // namespace aieforge

#endif // AIEFORGE_LIB_CONFIG_SEQUENCEOPS_H
