//===- Stream.h - words on streams and the FIFOs they wait in ---*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A stream carries 32-bit words with TLAST. Every port of a stream switch is a
// FIFO of finite depth; a word becomes visible at its output some cycles after
// it was pushed.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_STREAM_H
#define AIEFORGE_LIB_EMULATOR_STREAM_H

#include "aieforge/Hardware/Packet.h"

#include <array>
#include <cstdint>

namespace aieforge::emu {

/// An agent of the scheduler: tile number * 16 + slot in the tile.
using AgentId = uint32_t;
constexpr AgentId NoAgent = ~0u;

struct StreamWord {
  uint32_t Data = 0;
  /// 1 + number of the DMA channel agent whose task token this word is, else 0.
  /// Silicon encodes channel numbers in a way public tables disagree about;
  /// the emulator carries the identity beside the word.
  uint32_t Token = 0;
  bool Last = false;
};

/// A FIFO of at most 31 words. Push and pop do not wake anybody; the owner
/// does, because it knows both ends.
class StreamFifo {
public:
  static constexpr unsigned Capacity = 32;

  StreamFifo() = default;
  StreamFifo(unsigned Depth, unsigned Latency)
      : Depth(Depth), Latency(Latency) {}

  bool empty() const { return Count == 0; }
  bool full() const { return Count >= Depth; }
  unsigned size() const { return Count; }
  unsigned depth() const { return Depth; }
  unsigned space() const { return Depth - Count; }
  /// True when the oldest word can be taken in cycle \p Now.
  bool ready(uint64_t Now) const {
    return Count != 0 && Items[Head].ReadyAt <= Now;
  }
  const StreamWord &front() const { return Items[Head].Word; }
  void push(const StreamWord &W, uint64_t Now) {
    Items[(Head + Count) % Capacity] = {W, Now + Latency};
    ++Count;
  }
  StreamWord pop() {
    StreamWord W = Items[Head].Word;
    Head = (Head + 1) % Capacity;
    --Count;
    ++Moved;
    return W;
  }
  void clear() { Head = Count = 0; }
  /// Words taken out since construction.
  uint64_t moved() const { return Moved; }

  AgentId Producer = NoAgent; ///< Woken when a word is taken.
  AgentId Consumer = NoAgent; ///< Woken when a word arrives.

private:
  struct Item {
    StreamWord Word;
    uint64_t ReadyAt = 0;
  };
  std::array<Item, Capacity> Items{};
  unsigned Head = 0, Count = 0, Depth = 4, Latency = 1;
  uint64_t Moved = 0;
};

using hw::hasOddParity;
using hw::withOddParity;

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_STREAM_H
