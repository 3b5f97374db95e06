//===- DmaCompression.cpp - streams without zero bytes --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DmaCompression.h"
#include "Fabric.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/Endian.h"

using namespace aieforge::emu;
using namespace llvm;

std::deque<uint32_t> aieforge::emu::compress(const CompressionBlock &Block) {
  std::deque<uint32_t> Words = {0};
  unsigned Bytes = 0;
  for (unsigned I = 0; I < 4 * CompressionBlockWords; ++I) {
    uint32_t Byte = Block[I / 4] >> (8 * (I % 4)) & 0xFF;
    if (!Byte)
      continue;
    Words.front() |= 1u << I;
    if (Bytes % 4 == 0)
      Words.push_back(0);
    Words.back() |= Byte << (8 * (Bytes++ % 4));
  }
  return Words;
}

bool Decompressor::take(uint32_t Word) {
  if (!busy()) {
    Block = {};
    Mask = Word;
    Left = (llvm::popcount(Mask) + 3) / 4;
    return Left == 0;
  }
  for (unsigned I = 0; I < 4 && Mask; ++I) {
    unsigned At = llvm::countr_zero(Mask);
    Block[At / 4] |= (Word >> (8 * I) & 0xFF) << (8 * (At % 4));
    Mask &= Mask - 1;
  }
  return --Left == 0;
}

bool DmaChannel::receiveCompressed() {
  bool Complete = Unpacked.take(T.Switch->popMaster(Port).Data);
  ++Counts.Words;
  if (!Complete)
    return true;
  for (uint32_t Word : Unpacked.block()) {
    uint8_t *P = memory(Walk.next(), /*Write=*/true);
    if (!P)
      return false;
    support::endian::write32le(P, Word);
    ++Done;
  }
  if (Done == Bd.Length)
    finishBd();
  return true;
}

bool DmaChannel::sendCompressed() {
  if (Packed.empty()) {
    CompressionBlock Block;
    for (uint32_t &Word : Block) {
      std::optional<uint32_t> Loaded = loadWord();
      if (!Loaded)
        return false;
      Word = *Loaded;
    }
    Packed = compress(Block);
  }
  uint32_t Word = Packed.front();
  Packed.pop_front();
  ++Counts.Words;
  bool Last = Done == Bd.Length && Packed.empty();
  T.Switch->pushSlave(Port, {Word, 0, Last && !Bd.SuppressTLast});
  if (Last)
    finishBd();
  return true;
}
