//===- Residue.cpp - what a file holds beside its value -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Residue.h"

using namespace aieforge;

/// Runs with fewer equal bytes between them are joined: a run costs more than
/// that to write down.
static constexpr uint64_t JoinDistance = 8;

uint64_t Residue::bytes() const {
  uint64_t Sum = 0;
  for (const Run &R : Runs)
    Sum += R.Data.size();
  return Sum;
}

Residue Residue::between(BytesRef Usual, BytesRef File) {
  Residue Out;
  if (Usual.size() != File.size())
    Out.Size = File.size();
  uint64_t End = 0; // Behind the last differing byte.
  for (uint64_t I = 0; I < File.size(); ++I) {
    if (I < Usual.size() && Usual[I] == File[I])
      continue;
    if (Out.Runs.empty() || I - End >= JoinDistance)
      Out.Runs.push_back({I, {}});
    else
      Out.Runs.back().Data.insert(Out.Runs.back().Data.end(),
                                  File.begin() + End, File.begin() + I);
    Out.Runs.back().Data.push_back(File[I]);
    End = I + 1;
  }
  return Out;
}

Expected<Bytes> Residue::applyTo(Bytes Usual) const {
  uint64_t Whole = Size.value_or(Usual.size());
  // Whatever is behind the usual form stands in the runs.
  if (Whole > Usual.size() + bytes())
    return makeError("the kept size {0} is more than the {1} bytes that are "
                     "there",
                     Whole, Usual.size() + bytes());
  Usual.resize(Whole);
  for (const Run &R : Runs) {
    if (R.Offset > Whole || R.Data.size() > Whole - R.Offset)
      return makeError("the {0} kept bytes at offset {1:x} do not fit into a "
                       "file of {2:x} bytes",
                       R.Data.size(), R.Offset, Whole);
    std::copy(R.Data.begin(), R.Data.end(), Usual.begin() + R.Offset);
  }
  return Usual;
}
