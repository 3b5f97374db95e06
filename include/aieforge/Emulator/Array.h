//===- Array.h - an NPU array at work ---------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tiles of a device with their memories, locks, DMAs, stream switches and
// cores, driven only through the register bus, as on silicon. Deterministic:
// the same writes give the same cycles.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_EMULATOR_ARRAY_H
#define AIEFORGE_EMULATOR_ARRAY_H

#include "aieforge/Emulator/Core.h"
#include "aieforge/Emulator/HostMemory.h"
#include "aieforge/Emulator/Problem.h"
#include "aieforge/Hardware/Device.h"
#include "aieforge/Support/Error.h"

#include <map>
#include <memory>

namespace aieforge::emu {

class Fabric;

struct ArrayOptions {
  /// Cycles that a core may compute ahead of the rest of the array before it
  /// touches a lock or a stream. Programs without races cannot tell; 1 makes
  /// memory accesses of cores and DMAs meet in exact order.
  uint64_t CoreQuantum = 8192;
  /// Not 0: agents that work in the same cycle take turns in an order drawn
  /// from this seed. Results of a program without races do not change.
  uint64_t OrderSeed = 0;
  CoreOptions Core;
};

/// A DMA channel of a tile.
struct ChannelId {
  hw::TileId Tile;
  hw::Direction Dir = hw::Direction::S2MM;
  unsigned Channel = 0;
};

struct ChannelReport {
  ChannelId Id;
  uint64_t Words, Bds, Tasks, TokensIssued;
};

struct CoreReport {
  hw::TileId Tile;
  CoreState State;
  uint32_t PC;
  CoreStats Stats;
};

class Array {
public:
  explicit Array(const hw::Device &D, ArrayOptions Options = {});
  ~Array();
  Array(const Array &) = delete;
  Array &operator=(const Array &) = delete;

  const hw::Device &device() const;
  /// Every register as after reset; data memories and host buffers keep what
  /// they hold.
  void reset();

  // Register bus. Addresses: column << 25 | row << 20 | offset. An address
  // without a register is an error.
  Error write32(uint32_t Address, uint32_t Value);
  Expected<uint32_t> read32(uint32_t Address);
  /// (old & ~Mask) | (Value & Mask); a mask of 0 changes nothing.
  Error maskWrite32(uint32_t Address, uint32_t Mask, uint32_t Value);
  /// Consecutive words.
  Error writeBlock(uint32_t Address, llvm::ArrayRef<uint32_t> Words);
  /// Brings a control packet (stream header, control header, data) to the
  /// control port of \p T, as if the stream switch had led it there, and lets
  /// the array work until the port has taken all words.
  Error deliverControlPacket(hw::TileId T, llvm::ArrayRef<uint32_t> Words);

  HostMemory &host();

  // Time.
  uint64_t cycle() const;
  /// Works for one cycle, or jumps over cycles in which nothing happens, but
  /// not past \p Limit. False: nothing can move any more by itself, or the
  /// limit is reached, or a fault stopped the array.
  bool advance(uint64_t Limit = ~0ull);
  /// advance() until it returns false.
  void runUntilQuiet(uint64_t Limit = ~0ull);
  /// Lets time pass in an array where nothing moves; otherwise does nothing.
  void skipTo(uint64_t Cycle);
  /// True if something could still move by itself.
  bool pending() const;

  // Task tokens that reached the firmware (South 0 of a shim tile).
  uint64_t tokensPending(const ChannelId &C) const;
  uint64_t tokensIssued(const ChannelId &C) const;
  /// Consumes one; false if there is none.
  bool consumeToken(const ChannelId &C);
  /// Tokens that wait, over all channels of columns below \p Columns.
  uint64_t tokensPendingInColumns(unsigned Columns) const;
  void consumeTokensInColumns(unsigned Columns, uint64_t Count);

  // What went wrong. A fault stops the array until clearProblems().
  llvm::ArrayRef<Problem> problems() const;
  bool faulted() const;
  void clearProblems();
  /// Adds a problem that the driver of the array noticed.
  void fault(const llvm::Twine &Text);
  void warn(const llvm::Twine &Text);

  /// Every agent that waits, why, and who could help; one line each.
  std::vector<std::string> blockedReport() const;
  /// Registers that were written but do nothing here, with the number of
  /// writes.
  const std::map<std::string, uint64_t> &withoutEffect() const;
  std::vector<ChannelReport> channelReports() const;
  std::vector<CoreReport> coreReports() const;
  /// The core of a tile, or null.
  Core *core(hw::TileId T);
  /// Bytes of a tile's data memory.
  llvm::MutableArrayRef<uint8_t> dataMemory(hw::TileId T);

private:
  const hw::Device &D;
  ArrayOptions Options;
  std::unique_ptr<Fabric> F;
};

} // namespace aieforge::emu

#endif // AIEFORGE_EMULATOR_ARRAY_H
