//===- CoreTile.h - a core between its memories and streams -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Connects a Core to the array. A core computes ahead of the array's clock up
// to the next lock or stream operation, waits there until the clock has caught
// up, and only then performs it, so timing is exact although the array is not
// stepped for every bundle.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_CORETILE_H
#define AIEFORGE_LIB_EMULATOR_CORETILE_H

#include "Stream.h"
#include "aieforge/Emulator/Core.h"

#include <deque>

namespace aieforge::emu {

class Fabric;
struct Tile;

class CoreTile : public CoreBus {
public:
  CoreTile(Fabric &F, Tile &T, CoreOptions Options);

  bool step();

  // Registers.
  void writeControl(uint32_t Value);
  uint32_t control() const;
  uint32_t status() const;
  void writeCascade(uint32_t Value);
  uint32_t cascade() const { return CascadeSelect; }

  Core &core() { return Unit; }
  const Core &core() const { return Unit; }
  AgentId agent() const { return Agent; }
  /// Neither held nor done nor faulted.
  bool active() const;
  /// The core's state; one that only waits for the array's clock is running.
  CoreState state() const {
    CoreState S = Unit.state();
    return S == CoreState::Stalled && !Waiting ? CoreState::Running : S;
  }
  /// What the core waits for, in words; empty if it does not wait.
  std::string whyBlocked() const;

  /// Cascade values that arrived from the north or the west.
  static constexpr unsigned CascadeDepth = 4;
  std::deque<CascadeWord> FromNorth, FromWest;

  // CoreBus.
  uint8_t *dataMemory(Window W) override;
  bool acquire(unsigned Lock, int Value) override;
  void release(unsigned Lock, int Value) override;
  bool streamRead(uint32_t &Word, bool &TLast) override;
  bool streamWrite(uint32_t Word, bool TLast) override;
  bool cascadeRead(CascadeWord &Value) override;
  bool cascadeWrite(const CascadeWord &Value) override;
  bool caughtUp() override;
  void event(unsigned Number) override;
  bool busRead(uint32_t Offset, uint32_t &Value) override;
  bool busWrite(uint32_t Offset, uint32_t Value) override;
  uint64_t timer(uint64_t CoreCycles) override;

private:
  /// Time of the bundle that calls the bus.
  uint64_t localTime() const;
  Tile *windowTile(unsigned Lock, unsigned &Id) const;
  CoreTile *cascadeTarget() const;
  std::deque<CascadeWord> &cascadeInput() {
    return CascadeSelect & 1 ? FromWest : FromNorth;
  }

  Fabric &F;
  Tile &T;
  AgentId Agent;
  Core Unit;
  uint32_t CascadeSelect = 0;
  unsigned InPort, OutPort;
  uint64_t BatchStart = 0;   ///< Array cycle at which run() was called.
  uint64_t CyclesBefore = 0; ///< Core cycles at that moment.
  uint64_t Ahead = 0;        ///< The core has computed up to this cycle.
  uint64_t StalledSince = 0;
  bool WaitsForClock = false, Waiting = false, FaultReported = false;
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_CORETILE_H
