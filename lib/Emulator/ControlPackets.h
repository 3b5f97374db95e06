//===- ControlPackets.h - register access by packets ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The handler behind the TileControl master port of a tile: packets of a
// control header and up to four words read or write the tile's registers
// (array.md section 7).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_CONTROLPACKETS_H
#define AIEFORGE_LIB_EMULATOR_CONTROLPACKETS_H

#include "Stream.h"
#include "llvm/ADT/SmallVector.h"

#include <string>

namespace aieforge::emu {

class Fabric;
struct Tile;

class ControlPackets {
public:
  ControlPackets(Fabric &F, Tile &T);

  bool step();

  /// Puts a word into the port as the stream switch does; false: it is full.
  bool offer(const StreamWord &W);
  /// Whether the route to the port keeps stream headers.
  bool seesStreamHeader() const;
  /// No word waits in the port, and no answer.
  bool idle() const;

  uint32_t status() const { return Status; }
  void clearStatus(uint32_t Bits) { Status &= ~Bits; }
  uint64_t packets() const { return Packets; }
  /// What the handler waits for; empty if it has nothing to do.
  std::string whyBlocked() const;

private:
  enum Error : uint32_t {
    FirstParity = 1u << 0,
    SecondParity = 1u << 1,
    SlaveError = 1u << 2,
    TLastError = 1u << 3,
  };

  void header(const StreamWord &W);
  void data(const StreamWord &W);
  void read();
  bool sendReply();

  Fabric &F;
  Tile &T;
  unsigned MasterPort, SlavePort;
  uint32_t Status = 0;
  bool StreamHeaderNext = true; ///< A kept stream header opens the packet.
  unsigned WordsLeft = 0;       ///< Data words of the packet under way.
  uint32_t Address = 0;
  unsigned Count = 0, ResponseId = 0;
  llvm::SmallVector<StreamWord, 5> Reply;
  unsigned ReplySent = 0;
  uint64_t Packets = 0;
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_CONTROLPACKETS_H
