//===- TransactionLayout.h - sizes of instruction stream parts --*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_FORMATS_TRANSACTIONLAYOUT_H
#define AIEFORGE_LIB_FORMATS_TRANSACTIONLAYOUT_H

#include "aieforge/Formats/Transaction.h"

namespace aieforge::txn {

// Bytes of operations or of their fixed parts; "Short" is encoding 1.0.
constexpr uint32_t WriteBytes = 24;
constexpr uint32_t BlockHeaderBytes = 16;
constexpr uint32_t ShortBlockHeaderBytes = 12;
constexpr uint32_t MaskWriteBytes = 28;
constexpr uint32_t MaskPollBytes = 32;
constexpr uint32_t TctBytes = 16;
constexpr uint32_t DdrPatchBytes = 48;
constexpr uint32_t ReadRegsHeaderBytes = 16;
constexpr uint32_t RecordTimerBytes = 12;
constexpr uint32_t MergeSyncBytes = 16;
constexpr uint32_t MergeSyncShortBytes = 12;

/// Offset of the address in a LOADPDI.
constexpr uint32_t LoadPdiAddressOffset = 8;

/// Offset of the size field of the header.
constexpr unsigned SizeOffset = 12;

/// Bytes that a MASKWRITE of encoding 0.1 takes: the assembler of aiebu writes
/// 24 into the size field of operations that take 32.
constexpr uint32_t maskWriteBytes(uint32_t SizeField) {
  return SizeField == MaskWriteBytes ? MaskWriteBytes : MaskPollBytes;
}

/// False for the opcodes that no file with a known layout holds.
bool hasKnownLayout(Opcode O);

} // namespace aieforge::txn

#endif // AIEFORGE_LIB_FORMATS_TRANSACTIONLAYOUT_H
