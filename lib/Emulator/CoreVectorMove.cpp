//===- CoreVectorMove.cpp - plain vector moves of an AIE2 core ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreImpl.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;
using aie2::Opcode;

namespace {

/// A mask register into a 256-bit one leaves zeros above it; the other way
/// round the low part moves.
void vectorMove(CoreImpl &C, const MicroOp &M) {
  uint32_t *To = C.writeWide(M.Dst, M.DstWords, M.DstDelay, M.DstBypass);
  unsigned Words = std::min(M.SrcWords[0], M.DstWords);
  std::copy_n(&C.R[M.Src[0]], Words, To);
  std::fill_n(To + Words, M.DstWords - Words, 0);
}

constexpr Meaning Table[] = {
    {Opcode::VMOV_mv_w, vectorMove},
    {Opcode::VMOV_mv_x, vectorMove},
    {Opcode::VMOV_mv_cm, vectorMove},
};

} // namespace

ArrayRef<Meaning> emu::vectorMoveMeanings() { return Table; }
