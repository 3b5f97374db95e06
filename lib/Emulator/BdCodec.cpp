//===- BdCodec.cpp - register words of a BD to its meaning ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BufferDescriptor.h"
#include "aieforge/Hardware/Dma.h"

using namespace aieforge::emu;
using namespace aieforge;
using namespace llvm;

BufferDescriptor aieforge::emu::decodeBd(hw::TileKind Kind,
                                         ArrayRef<uint32_t> Words) {
  const hw::BdLayout &L = hw::bdLayout(Kind);
  auto Get = [&](hw::BdField F) { return L.get(Words, F); };
  using enum hw::BdField;
  BufferDescriptor D;
  D.Valid = Get(ValidBD);
  D.Length = Get(BufferLength);
  D.Base = L.address(Words);
  constexpr hw::BdField Steps[] = {D0Stepsize, D1Stepsize, D2Stepsize,
                                   D3Stepsize};
  constexpr hw::BdField Wraps[] = {D0Wrap, D1Wrap, D2Wrap};
  constexpr hw::BdField Before[] = {D0ZeroBefore, D1ZeroBefore, D2ZeroBefore};
  constexpr hw::BdField After[] = {D0ZeroAfter, D1ZeroAfter, D2ZeroAfter};
  for (unsigned K = 0; K < std::size(Steps); ++K)
    if (L.field(Steps[K]))
      D.Dims[K].Step = Get(Steps[K]);
  for (unsigned K = 0; K < std::size(Wraps); ++K) {
    D.Dims[K].Wrap = Get(Wraps[K]);
    D.Dims[K].PadBefore = Get(Before[K]);
    D.Dims[K].PadAfter = Get(After[K]);
  }
  D.IterationStep = Get(IterationStepsize);
  D.IterationWrap = Get(IterationWrap) - 1;
  D.IterationCurrent = Get(IterationCurrent);
  D.AcquireEnable = Get(LockAcqEnable);
  D.AcquireId = Get(LockAcqID);
  D.AcquireValue = Get(LockAcqValue);
  D.ReleaseId = Get(LockRelID);
  D.ReleaseValue = Get(LockRelValue);
  D.UseNext = Get(UseNextBD);
  D.Next = Get(NextBD);
  D.EnablePacket = Get(EnablePacket);
  D.PacketId = Get(PacketID);
  D.PacketType = Get(PacketType);
  D.OutOfOrderId = Get(OutOfOrderBDID);
  D.SuppressTLast = Get(TLASTSuppress);
  D.Compression = Get(EnableCompression);
  return D;
}

IterationUpdate aieforge::emu::advanceIteration(hw::TileKind Kind,
                                                ArrayRef<uint32_t> Words) {
  const hw::BdLayout &L = hw::bdLayout(Kind);
  const hw::BdFieldInfo *Current = L.field(hw::BdField::IterationCurrent);
  int64_t Last = L.get(Words, hw::BdField::IterationWrap) - 1;
  int64_t Next = Current->decode(Words);
  Next = Next == Last ? 0 : (Next + 1) & Current->Bits.valueMask();
  return {Current->Word,
          Current->Bits.insert(Words[Current->Word], uint32_t(Next))};
}
