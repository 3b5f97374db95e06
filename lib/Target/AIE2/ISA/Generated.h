//===- Generated.h - shapes of generated AIE2 tables ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tables that only the coder and decoder use.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TARGET_AIE2_ISA_GENERATED_H
#define AIEFORGE_LIB_TARGET_AIE2_ISA_GENERATED_H

#include "aieforge/Target/AIE2/Tables.h"

namespace aieforge::aie2::generated {

/// If (half & Mask) == Value, the bundle has this many bytes. The first match
/// counts.
struct SizeTest {
  uint16_t Mask, Value;
  uint8_t Bytes;
};

/// The gathered Bits of a slot word number an entry of Starts; the candidates
/// are those from that entry to the next.
struct SlotIndex {
  llvm::ArrayRef<uint8_t> Bits;
  llvm::ArrayRef<uint16_t> Starts;
  llvm::ArrayRef<Opcode> Candidates;
};

llvm::ArrayRef<SizeTest> sizeTests();
llvm::ArrayRef<FormatInfo> formats(); ///< by size, smallest first
const SlotIndex &slotIndex(Slot S);

} // namespace aieforge::aie2::generated

#endif // AIEFORGE_LIB_TARGET_AIE2_ISA_GENERATED_H
