//===- Fabric.h - the tiles of an array and the agents in them --*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The state behind emu::Array. An agent is something that works by itself: a
// switch, a DMA channel, a core, a control packet port. Agents sleep until
// something that they wait for changes; a cycle costs only its awake agents.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_FABRIC_H
#define AIEFORGE_LIB_EMULATOR_FABRIC_H

#include "ControlPackets.h"
#include "CoreTile.h"
#include "DmaChannel.h"
#include "Events.h"
#include "Locks.h"
#include "StreamSwitch.h"
#include "aieforge/Emulator/Array.h"
#include "aieforge/Emulator/HostMemory.h"
#include "aieforge/Hardware/Device.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/DenseMap.h"

#include <map>
#include <memory>
#include <queue>
#include <set>

namespace aieforge::emu {

/// Agents of a tile.
constexpr unsigned SlotsPerTile = 16, SwitchSlot = 0, ControlSlot = 1,
                   CoreSlot = 2, TraceSlot = 3, FirstS2MMSlot = 4,
                   FirstMM2SSlot = 10;

struct Tile {
  Tile(Fabric &F, hw::TileId Id, hw::TileKind Kind, unsigned Number);

  AgentId agent(unsigned Slot) const { return Number * SlotsPerTile + Slot; }
  AgentId channelAgent(hw::Direction D, unsigned Channel) const {
    return agent((D == hw::Direction::S2MM ? FirstS2MMSlot : FirstMM2SSlot) +
                 Channel);
  }
  DmaChannel *channel(hw::Direction D, unsigned Channel) {
    auto &List = D == hw::Direction::S2MM ? S2MM : MM2S;
    return Channel < List.size() ? List[Channel].get() : nullptr;
  }
  llvm::MutableArrayRef<uint32_t> bdWords(unsigned Bd) {
    return {BdRegisters.data() + Bd * BdWords, BdWords};
  }
  /// "(0,2)".
  std::string name() const;

  const hw::TileId Id;
  const hw::TileKind Kind;
  const unsigned Number;
  Bytes Data;
  LockBank Locks;
  unsigned BdWords = 0, BdCount = 0;
  std::vector<uint32_t> BdRegisters;
  /// Registers without behaviour that were written.
  llvm::DenseMap<uint32_t, uint32_t> Stored;
  std::unique_ptr<StreamSwitch> Switch;
  std::vector<std::unique_ptr<DmaChannel>> S2MM, MM2S;
  std::unique_ptr<ControlPackets> Control;
  std::unique_ptr<CoreTile> Core;
  std::unique_ptr<EventUnit> Events;
  uint32_t Mux = 0, Demux = 0;
  /// A multi-word packet is being put on the TileControl slave port; task
  /// tokens wait.
  bool TileControlTaken = false;
};

/// Bits that can be set while others are visited.
class WakeSet {
public:
  explicit WakeSet(unsigned Size = 0) : Words((Size + 63) / 64) {}
  void set(unsigned I) { Words[I / 64] |= 1ull << (I % 64); }
  bool any() const {
    for (uint64_t W : Words)
      if (W)
        return true;
    return false;
  }
  std::vector<uint64_t> Words;
};

class Fabric {
public:
  Fabric(const hw::Device &D, ArrayOptions Options);

  const hw::Device &Device;
  const ArrayOptions Options;
  HostMemory Host;

  Tile *tile(int Column, int Row) {
    if (Column < 0 || Row < 0 || unsigned(Column) >= Device.Columns ||
        unsigned(Row) >= Device.Rows)
      return nullptr;
    return Tiles[Column * Device.Rows + Row].get();
  }
  std::vector<std::unique_ptr<Tile>> &tiles() { return Tiles; }
  Tile &tileOf(AgentId A) { return *Tiles[A / SlotsPerTile]; }
  /// The channel of an agent, or null if the agent is no channel.
  DmaChannel *channelOf(AgentId A);
  /// "core (0,2)", "(0,1) DMA S2MM 3", "a register write".
  std::string agentName(AgentId A);

  // Time.
  uint64_t now() const { return Cycle; }
  /// Sets the clock; nothing may be pending.
  void startAt(uint64_t When) { Cycle = When; }
  /// \p A works again in the next cycle.
  void wake(AgentId A) {
    if (A != NoAgent)
      Next.set(A);
  }
  void wake(llvm::ArrayRef<AgentId> Agents) {
    for (AgentId A : Agents)
      wake(A);
  }
  void wakeAt(uint64_t When, AgentId A);
  /// A lock release of a core that has run ahead of the array.
  void releaseAt(uint64_t When, Tile &Owner, unsigned Lock, int Value,
                 AgentId By);
  /// An event of such a core, by its number in the core module.
  void raiseAt(uint64_t When, Tile &Where, unsigned Number);
  /// A module of \p Where judges in \p When what happened in the cycle before.
  void deriveAt(uint64_t When, Tile &Where, hw::Module M);
  /// Works for one cycle, or jumps to the next cycle in which something
  /// happens. False: nothing will ever happen by itself.
  bool advance(uint64_t Limit);
  /// True if an agent could work or a later event is known.
  bool pending() const { return Next.any() || !Later.empty(); }

  // Locks.
  void releaseLock(Tile &Owner, unsigned Lock, int Value, AgentId By);
  void setLock(Tile &Owner, unsigned Lock, uint32_t Value);

  // Task tokens, keyed by channel agent.
  struct TokenCount {
    uint64_t Issued = 0, Delivered = 0, Consumed = 0;
  };
  std::map<AgentId, TokenCount> Tokens;
  /// A word arrived at South 0 of a shim tile.
  void deliverToFirmware(Tile &Shim, const StreamWord &W);
  bool TokenArrived = false;

  // Register bus; offsets inside a tile.
  Error write(Tile &T, uint32_t Offset, uint32_t Value);
  Expected<uint32_t> read(Tile &T, uint32_t Offset);
  /// Stores words that all lie in one memory of the tile; false if they do not.
  bool writeMemory(Tile &T, uint32_t Offset, llvm::ArrayRef<uint32_t> Words);
  /// Counts a write to a register that has no effect here.
  void noteNoEffect(const hw::Register &R);
  std::map<std::string, uint64_t> NoEffect;

  // Problems.
  void fault(const llvm::Twine &Text);
  void warn(const llvm::Twine &Text);
  std::vector<Problem> Problems;
  bool Faulted = false;
  void clearProblems() {
    Problems.clear();
    Warned.clear();
    Faulted = false;
  }

private:
  struct Event {
    uint64_t When;
    uint64_t Sequence;
    enum { Wake, Release, Raise, Derive } What;
    AgentId Agent;   ///< To wake, or the releasing core.
    Tile *Where;     ///< Whose lock, event or module.
    unsigned Number; ///< Of the lock, event or module.
    int Value;       ///< To add to the lock.
    bool operator>(const Event &O) const {
      return std::tie(When, Sequence) > std::tie(O.When, O.Sequence);
    }
  };

  bool stepAgent(AgentId A);
  void runEvents();

  std::vector<std::unique_ptr<Tile>> Tiles;
  WakeSet Next, Current;
  std::priority_queue<Event, std::vector<Event>, std::greater<Event>> Later;
  uint64_t Sequence = 0;
  uint64_t Cycle = 0;
  uint64_t OrderState = 0; ///< Of the generator that shuffles agents.
  std::vector<AgentId> Order;
  std::set<std::string> Warned;
};

/// "lock 3 of (0,2) (value 0, needs at least 1)".
std::string describeLockWait(Tile &Owner, unsigned Lock, int Operand);
/// Who could release a lock, as far as descriptors and history tell.
std::string describeReleasers(Fabric &F, Tile &Owner, unsigned Lock);
/// One line for every agent that waits.
std::vector<std::string> describeBlocked(Fabric &F);

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_FABRIC_H
