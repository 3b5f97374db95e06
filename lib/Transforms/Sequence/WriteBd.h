//===- WriteBd.h - aiex.npu.writebd and the words of a BD -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The op has one attribute for a register field and holds what the register
// holds; the buffer's offset alone is in bytes.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_WRITEBD_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_WRITEBD_H

#include "Transfers.h"

#include "mlir/IR/Builders.h"

namespace aieforge {

/// The words that \p O writes, or a diagnostic at it. \p At is its tile.
mlir::FailureOr<BdWords> wordsOf(aiex::NpuWriteBdOp O, const Place &At,
                                 const hw::Device &D);

/// An op that writes \p Words to BD \p Bd; null if the op has no attribute for
/// one of the fields in use. \p BurstBytes is the burst length asked for.
aiex::NpuWriteBdOp createWriteBd(mlir::OpBuilder &Builder, mlir::Location Loc,
                                 const Place &At, const hw::Device &D,
                                 unsigned Bd, llvm::ArrayRef<uint32_t> Words,
                                 uint64_t OffsetBytes, unsigned BurstBytes);

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_WRITEBD_H
