//===- IsaDecodeIndex.h - which instructions a slot word may be -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TBLGEN_ISADECODEINDEX_H
#define AIEFORGE_TBLGEN_ISADECODEINDEX_H

#include "IsaModel.h"

namespace aieforge::tblgen::isa {

/// Some bits of a slot word, gathered, number a short list of candidates.
struct DecodeIndex {
  std::vector<unsigned> Bits;       ///< positions in the slot word
  std::vector<unsigned> Starts;     ///< per index value, and one behind
  std::vector<unsigned> Candidates; ///< indices of Model::Instructions
};

/// Chooses the bits that keep the lists shortest.
DecodeIndex buildDecodeIndex(const Model &M, const Slot &S);

} // namespace aieforge::tblgen::isa

#endif // AIEFORGE_TBLGEN_ISADECODEINDEX_H
