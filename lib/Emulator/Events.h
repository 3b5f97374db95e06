//===- Events.h - events, broadcast and timers of a tile --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each module of a tile has its own event numbers, sticky event status bits and
// a 64-bit timer (array.md sections 11 and 12).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_EVENTS_H
#define AIEFORGE_LIB_EMULATOR_EVENTS_H

#include "aieforge/Hardware/Registers.h"

#include <array>
#include <optional>
#include <vector>

namespace aieforge::emu {

class Fabric;
struct Tile;

class EventUnit {
public:
  EventUnit(Fabric &F, Tile &T);

  /// An event happens in module \p M.
  void raise(hw::Module M, unsigned Number);
  /// The same by name; silently ignored if the module has no such event.
  void raise(hw::Module M, llvm::StringRef Name);

  enum DmaEvent { StartTask, FinishedBd, FinishedTask };
  /// An event of a DMA channel of the tile.
  void dma(hw::Direction Dir, unsigned Channel, DmaEvent What);

  /// Registers of this unit. False: not one of them.
  bool write(const hw::RegisterRef &R, uint32_t Value);
  std::optional<uint32_t> read(const hw::RegisterRef &R);

private:
  struct ModuleState {
    hw::Module Mod;
    std::array<uint32_t, 6> Status{};
    uint64_t TimerStart = 0; ///< Cycle in which the timer was zero.
  };
  ModuleState *module(hw::Module M);
  void findDmaEvents();

  Fabric &F;
  Tile &T;
  std::vector<ModuleState> Modules;
  // Events of DMA channels; of the selected channels in a mem tile.
  hw::Module DmaModule;
  std::array<std::array<std::array<unsigned, 3>, 2>, 2> DmaNumbers{};
  std::array<std::array<hw::Field, 2>, 2> Selectors{};
  uint32_t SelectionOffset = 0;
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_EVENTS_H
