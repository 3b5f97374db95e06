//===- RegisterOp.h - one write to the array's registers --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a configuration does, independent of the format that carries it: CDO
// commands and transaction operations both come down to these.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_REGISTEROP_H
#define AIEFORGE_FORMATS_REGISTEROP_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace aieforge {

struct RegisterOp {
  enum Kind : uint8_t {
    Write,     ///< Store Data[0].
    MaskWrite, ///< old = (old & ~Mask) | (Data[0] & Mask).
    BlockWrite ///< Store Data at consecutive words.
  };

  Kind What = Write;
  uint32_t Address = 0; ///< column << 25 | row << 20 | offset.
  uint32_t Mask = 0;    ///< For MaskWrite.
  llvm::SmallVector<uint32_t, 1> Data;

  static RegisterOp write(uint32_t Address, uint32_t Value) {
    return {Write, Address, 0, {Value}};
  }
  static RegisterOp maskWrite(uint32_t Address, uint32_t Mask, uint32_t Value) {
    return {MaskWrite, Address, Mask, {Value}};
  }
  static RegisterOp blockWrite(uint32_t Address,
                               llvm::ArrayRef<uint32_t> Words) {
    return {BlockWrite, Address, 0, {Words.begin(), Words.end()}};
  }

  friend bool operator==(const RegisterOp &A, const RegisterOp &B) {
    return A.What == B.What && A.Address == B.Address && A.Mask == B.Mask &&
           A.Data == B.Data;
  }
};

} // namespace aieforge

#endif // AIEFORGE_FORMATS_REGISTEROP_H
