//===- Events.h - events, broadcast, timers and counters --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each module of a tile has its own event numbers, sticky event status bits, a
// 64-bit timer, performance counters and a trace unit; 16 broadcast channels
// carry events from tile to tile (array.md sections 11 to 13). Events of locks,
// of stalls and of groups are not raised.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_EVENTS_H
#define AIEFORGE_LIB_EMULATOR_EVENTS_H

#include "DerivedEvents.h"
#include "Trace.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/BitVector.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace aieforge::emu {

class Fabric;
struct Tile;

class EventUnit {
public:
  static constexpr unsigned NumChannels = 16;

  EventUnit(Fabric &F, Tile &T);

  /// An event happens in module \p M. Once per cycle: more of the same are one.
  void raise(hw::Module M, unsigned Number);
  /// The same by name; silently ignored if the module has no such event.
  void raise(hw::Module M, llvm::StringRef Name);

  enum DmaEvent { StartTask, FinishedBd, FinishedTask };
  /// An event of a DMA channel of the tile.
  void dma(hw::Direction Dir, unsigned Channel, DmaEvent What);

  /// A word passes a port of the tile's stream switch, which was asked to tell
  /// (StreamSwitch::watch).
  void port(bool Master, unsigned Port, bool Last);
  /// Raises what follows from the events of the cycle before.
  void derive(hw::Module M);

  /// Registers of this unit. False: not one of them.
  bool write(const hw::RegisterRef &R, uint32_t Value);
  std::optional<uint32_t> read(const hw::RegisterRef &R);

  /// Puts words of the trace units on the streams. False: none can leave now.
  bool stepTraces();
  /// What waits in the trace units, in words; empty if nothing does.
  std::string whyTracesBlocked() const;

private:
  struct Counter {
    unsigned Start = 0, Stop = 0, Reset = 0; ///< Events; 0: none.
    uint32_t Value = 0;
    bool Active = false;
    uint64_t Since = 0; ///< Cycle in which it became active.
  };
  struct ModuleState {
    hw::Module Mod;
    std::vector<uint32_t> Status = {};
    llvm::BitVector RaisedNow = {}; ///< In cycle RaisedAt.
    uint64_t RaisedAt = 0;
    uint64_t TimerStart = 0; ///< Cycle in which the timer was zero.
    unsigned TimerReset = 0; ///< Event that resets it.
    std::array<Counter, 4> Counters = {};
    std::array<unsigned, NumChannels> Drives = {};    ///< Event of a channel.
    std::array<unsigned, NumChannels> Broadcast = {}; ///< BROADCAST_n here.
    std::unique_ptr<TraceUnit> Trace = {};
    std::unique_ptr<DerivedEvents> Derived = {};
  };
  /// One of the eight ports whose words raise events.
  struct PortWatch {
    bool On = false, Master = false;
    unsigned Port = 0;
    unsigned Running = 0, Last = 0; ///< Events.
  };
  enum Side { West, East }; ///< A tile holds two broadcast switches.
  enum Heading { ToSouth, ToWest, ToNorth, ToEast, Own };

  ModuleState *module(hw::Module M);
  void findEvents();
  void count(ModuleState &S, unsigned Number);
  void controlCore(unsigned Number);
  void broadcast(ModuleState &S, unsigned Channel);
  /// The broadcast arrives at, or starts from, a switch of this tile.
  void forward(unsigned Channel, Side S, Heading Came);
  bool writeBlock(const hw::RegisterRef &R, uint32_t Value);
  bool writePorts(const hw::RegisterRef &R, uint32_t Value);
  bool writeDerived(ModuleState &S, const hw::RegisterRef &R, uint32_t Value);
  bool writeCounter(ModuleState &S, const hw::RegisterRef &R, uint32_t Value);
  static std::optional<unsigned> counterNumber(const hw::RegisterRef &R);

  Fabric &F;
  Tile &T;
  std::vector<ModuleState> Modules;
  /// Channels that do not leave a switch in a direction, one bit each.
  std::array<std::array<uint32_t, 4>, 2> Blocked{};
  unsigned EnableCore = 0, DisableCore = 0, ResetCore = 0; ///< Events.
  std::array<PortWatch, 8> Ports;
  // Events of DMA channels; of the selected channels in a mem tile.
  hw::Module DmaModule;
  std::array<std::array<std::array<unsigned, 3>, 2>, 2> DmaNumbers{};
  std::array<std::array<hw::Field, 2>, 2> Selectors{};
  uint32_t SelectionOffset = 0;
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_EVENTS_H
