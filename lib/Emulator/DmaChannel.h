//===- DmaChannel.h - one channel of a tile DMA -----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the tasks in a channel's queue: buffer descriptor chains with locks,
// repeats, packet headers and task tokens (array.md section 4).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_DMACHANNEL_H
#define AIEFORGE_LIB_EMULATOR_DMACHANNEL_H

#include "BufferDescriptor.h"
#include "DmaCompression.h"
#include "Stream.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

#include <deque>
#include <optional>
#include <string>

namespace aieforge::emu {

class Fabric;
struct Tile;

class DmaChannel {
public:
  static constexpr unsigned QueueDepth = 4;

  enum class State : uint8_t {
    Idle,
    LoadBd,
    OutOfOrderHeader, ///< S2MM waits for the header that names the BD.
    Acquire,
    Header, ///< MM2S sends the packet header.
    Transfer,
    Token,
    Stuck ///< Needs a channel reset.
  };

  struct Task {
    unsigned StartBd = 0;
    unsigned Repeat = 0; ///< Runs minus one.
    bool Token = false;
  };

  struct Stats {
    uint64_t Words = 0, Bds = 0, Tasks = 0, Tokens = 0;
  };

  DmaChannel(Fabric &F, Tile &T, hw::Direction Dir, unsigned Index,
             AgentId Agent);

  void writeControl(uint32_t Value);
  uint32_t control() const { return Control; }
  /// A write to the start queue. A push to a full queue is lost.
  void push(uint32_t Value);
  uint32_t status() const;
  /// Writing 1 clears the sticky bits.
  void writeStatus(uint32_t Value);
  uint32_t writeCount() const { return Done; }
  uint32_t popFinishedCount();

  /// Works for one cycle. False: sleeps until woken.
  bool step();

  bool idle() const { return Now == State::Idle && Queue.empty(); }
  State state() const { return Now; }
  hw::Direction direction() const { return Dir; }
  unsigned index() const { return Index; }
  unsigned currentBd() const { return BdNumber; }
  /// The lock that the channel waits for; null if it does not wait for one.
  Tile *waitedLock(unsigned &Lock, int &Operand) const;
  const BufferDescriptor &bd() const { return Bd; }
  const std::deque<Task> &queue() const { return Queue; }
  const Stats &stats() const { return Counts; }
  /// True if the running task visits \p BdNumber, or a queued one will.
  bool willRun(unsigned BdNumber) const;

  /// "DMA MM2S 0"
  std::string name() const;
  /// "(0,1) DMA MM2S 0"
  std::string fullName() const;
  /// What the channel is waiting for, in words.
  std::string whyBlocked() const;
  /// "3 of 16 words done"
  std::string progress() const;

  AgentId agent() const { return Agent; }

private:
  void startTask();
  bool loadBd();
  bool acquireLock();
  bool releaseLock();
  void sendHeader();
  void takeOutOfOrderHeader();
  bool receiveWord();
  bool sendWord();
  /// Zeros are left out of the stream of the current BD.
  bool compressed() const { return Bd.Compression && (Control & CompressMask); }
  bool receiveCompressed();
  bool sendCompressed();
  /// The next word of the BD's walk; nothing after a fault.
  std::optional<uint32_t> loadWord();
  void finishBd();
  bool sendToken();
  void fail(llvm::StringRef StatusBit, const llvm::Twine &Problem);
  void reset();
  /// The word at a byte address of the descriptor; null after a fault.
  uint8_t *memory(uint64_t Address, bool Write);
  /// The tile whose lock a descriptor names, or null if it is out of reach.
  Tile *lockTile(unsigned Id, unsigned &Local) const;
  uint32_t padValue() const;
  unsigned dmaPort() const;
  /// False while the shim mux gives this lane to something else.
  bool connected() const;
  bool streamBlocked() const;

  Fabric &F;
  Tile &T;
  hw::Direction Dir;
  unsigned Index;
  AgentId Agent;

  unsigned Port; ///< Master port (S2MM) or slave port (MM2S) of the switch.
  // Bits of the control register; 0 where a channel lacks them.
  uint32_t ResetMask, PauseMask, OutOfOrderMask, FinishMask, CompressMask,
      ControllerMask;

  uint32_t Control = 0;
  std::deque<Task> Queue;
  State Now = State::Idle;
  Task Current;
  unsigned RunsLeft = 0;
  unsigned BdNumber = 0;
  BufferDescriptor Bd;
  AddressWalk Walk;
  uint64_t Done = 0;           ///< Words of the current BD.
  std::deque<uint32_t> Packed; ///< A compressed block on its way out.
  Decompressor Unpacked;       ///< One on its way in.
  uint32_t ErrorBits = 0;
  bool Overflow = false;
  std::deque<uint32_t> FinishedCounts; ///< Finish-on-TLAST, mode 3.
  Stats Counts;
};

/// Bits of a field of a channel register; 0 where a kind of tile lacks it.
uint32_t channelFieldMask(const Tile &T, llvm::StringRef Register,
                          llvm::StringRef Name);
/// "DMA_S2MM_Status_{0}"
llvm::StringRef channelStatusName(hw::Direction Dir);

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_DMACHANNEL_H
