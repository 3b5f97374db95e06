//===- IsaDecodeIndex.cpp - which instructions a slot word may be ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "IsaDecodeIndex.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace aieforge::tblgen::isa;

/// 1024 lists of one to nine candidates: more bits only make the table bigger.
static constexpr unsigned MaxIndexBits = 10;

using Lists = std::vector<std::vector<unsigned>>;

/// The candidates of every value of \p Bits.
static Lists listsFor(const Model &M, ArrayRef<unsigned> Slot,
                      ArrayRef<unsigned> Bits) {
  Lists Out(size_t(1) << Bits.size());
  for (unsigned Value = 0; Value < Out.size(); ++Value) {
    uint64_t Mask = 0, Word = 0;
    for (auto [I, Bit] : enumerate(Bits)) {
      Mask |= uint64_t(1) << Bit;
      Word |= uint64_t(Value >> I & 1) << Bit;
    }
    for (unsigned I : Slot) {
      const Instruction &Ins = M.Instructions[I];
      if ((Word & Ins.Mask) == (Ins.Value & Mask))
        Out[Value].push_back(I);
    }
  }
  return Out;
}

static uint64_t cost(const Lists &L) {
  uint64_t Sum = 0;
  for (const auto &Entry : L)
    Sum += Entry.size() * Entry.size();
  return Sum;
}

DecodeIndex aieforge::tblgen::isa::buildDecodeIndex(const Model &M,
                                                    const Slot &S) {
  std::vector<unsigned> InSlot;
  for (auto [I, Ins] : enumerate(M.Instructions))
    if (Ins.Slot == S.Name)
      InSlot.push_back(I);

  DecodeIndex Index;
  Lists Best = listsFor(M, InSlot, {});
  while (Index.Bits.size() < std::min(MaxIndexBits, S.Bits)) {
    // Another bit doubles the lists; it pays if it halves them at least.
    std::optional<unsigned> Chosen;
    uint64_t BestCost = 2 * cost(Best);
    for (unsigned Bit = 0; Bit < S.Bits; ++Bit) {
      if (is_contained(Index.Bits, Bit))
        continue;
      std::vector<unsigned> Bits = Index.Bits;
      Bits.push_back(Bit);
      Lists L = listsFor(M, InSlot, Bits);
      if (cost(L) < BestCost) {
        BestCost = cost(L);
        Chosen = Bit;
        Best = std::move(L);
      }
    }
    if (!Chosen)
      break;
    Index.Bits.push_back(*Chosen);
  }
  for (const auto &Entry : Best) {
    Index.Starts.push_back(Index.Candidates.size());
    append_range(Index.Candidates, Entry);
  }
  Index.Starts.push_back(Index.Candidates.size());
  return Index;
}
