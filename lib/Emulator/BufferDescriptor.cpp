//===- BufferDescriptor.cpp - order in which a BD visits memory -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BufferDescriptor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge::emu;
using namespace llvm;

bool BufferDescriptor::hasPadding() const {
  return any_of(Dims, [](const BdDim &D) { return D.PadBefore || D.PadAfter; });
}

std::pair<uint64_t, uint64_t> BufferDescriptor::extent() const {
  uint64_t Begin = start();
  if (Length == 0)
    return {Begin, Begin};
  uint64_t Last = 0, Left = Length;
  for (const BdDim &D : Dims) {
    uint64_t Count = D.Wrap ? std::min<uint64_t>(D.Wrap, Left) : Left;
    Last += (Count - 1) * D.Step;
    Left = D.Wrap ? divideCeil(Left, uint64_t(D.Wrap)) : 1;
  }
  return {Begin, Begin + (Last + 1) * 4};
}

AddressWalk::AddressWalk(const BufferDescriptor &Bd)
    : Dims(Bd.Dims), Start(Bd.start()), Padded(Bd.hasPadding()) {}

uint64_t AddressWalk::next() {
  if (Padded)
    return nextPadded();
  uint64_t Address = Start + Offset * 4;
  for (unsigned K = 0; K < Dims.size(); ++K) {
    const BdDim &D = Dims[K];
    Offset += D.Step;
    if (D.Wrap == 0 || ++Count[K] < D.Wrap)
      break;
    Offset -= D.Step * D.Wrap;
    Count[K] = 0;
  }
  return Address;
}

// With padding every counter runs over before + wrap + after positions; a word
// comes from memory if each counter is inside its data part.
uint64_t AddressWalk::nextPadded() {
  bool Inside = true;
  uint64_t Words = 0;
  for (unsigned K = 0; K < Dims.size(); ++K) {
    const BdDim &D = Dims[K];
    bool In = Count[K] >= D.PadBefore &&
              (D.Wrap == 0 || Count[K] < uint64_t(D.PadBefore) + D.Wrap);
    Inside &= In;
    if (In)
      Words += (Count[K] - D.PadBefore) * D.Step;
  }
  for (unsigned K = 0; K < Dims.size(); ++K) {
    const BdDim &D = Dims[K];
    ++Count[K];
    if (D.Wrap == 0 || Count[K] < uint64_t(D.PadBefore) + D.Wrap + D.PadAfter)
      break;
    Count[K] = 0;
  }
  return Inside ? Start + Words * 4 : Padding;
}
