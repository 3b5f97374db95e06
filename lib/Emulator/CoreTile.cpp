//===- CoreTile.cpp - a core between its memories and streams -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTile.h"
#include "Fabric.h"
#include "aieforge/Hardware/Events.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

static uint32_t coreId(const Tile &T) { return T.Id.Row | T.Id.Column << 16; }

CoreTile::CoreTile(Fabric &F, Tile &T, CoreOptions Options)
    : F(F), T(T), Agent(T.agent(CoreSlot)), Unit(*this, coreId(T), Options),
      InPort(T.Switch->masterPort(hw::Bundle::Core, 0)),
      OutPort(T.Switch->slavePort(hw::Bundle::Core, 0)) {
  T.Switch->masters()[InPort].Fifo.Consumer = Agent;
  T.Switch->slaves()[OutPort].Fifo.Producer = Agent;
}

bool CoreTile::active() const {
  CoreState S = Unit.state();
  return S == CoreState::Running || S == CoreState::Stalled;
}

uint64_t CoreTile::localTime() const {
  return BatchStart + (Unit.cycle() - CyclesBefore);
}

// If not, step() runs the core again when the clock is there.
bool CoreTile::caughtUp() {
  if (localTime() <= F.now())
    return true;
  WaitsForClock = true;
  return false;
}

bool CoreTile::step() {
  if (!active())
    return false;
  uint64_t Now = F.now();
  if (Ahead > Now) {
    F.wakeAt(Ahead, Agent);
    return false;
  }
  if (Waiting) {
    Unit.addStallCycles(Now - StalledSince);
    Waiting = false;
  }
  BatchStart = Now;
  CyclesBefore = Unit.cycle();
  WaitsForClock = false;
  uint64_t Used = Unit.run(F.Options.CoreQuantum);
  Ahead = Now + Used;
  switch (Unit.state()) {
  case CoreState::Running:
    F.wakeAt(std::max(Ahead, Now + 1), Agent);
    return false;
  case CoreState::Stalled:
    if (WaitsForClock) {
      F.wakeAt(std::max(Ahead, Now + 1), Agent);
      return false;
    }
    Waiting = true;
    StalledSince = Ahead;
    // A stream word may be on its way through the FIFO's latency.
    return Unit.stall().Reason == StallReason::StreamIn &&
           !T.Switch->masterFifo(InPort).empty();
  case CoreState::Faulted:
    if (!FaultReported)
      F.fault("core " + T.name() + ": " + Unit.faultText());
    FaultReported = true;
    return false;
  case CoreState::Held:
  case CoreState::Done:
    return false;
  }
  return false;
}

uint8_t *CoreTile::dataMemory(Window W) {
  const hw::ReachWindow &R = hw::coreWindows()[unsigned(W)];
  Tile *N = F.tile(int(T.Id.Column) + R.ColumnStep, int(T.Id.Row) + R.RowStep);
  return N && N->Kind == hw::TileKind::Core ? N->Data.data() : nullptr;
}

Tile *CoreTile::windowTile(unsigned Lock, unsigned &Id) const {
  for (const hw::ReachWindow &R : hw::coreWindows())
    if (Lock >= R.LockBase && Lock < unsigned(R.LockBase) + R.Locks) {
      Tile *N =
          F.tile(int(T.Id.Column) + R.ColumnStep, int(T.Id.Row) + R.RowStep);
      Id = Lock - R.LockBase;
      return N && N->Kind == hw::TileKind::Core ? N : nullptr;
    }
  return nullptr;
}

bool CoreTile::acquire(unsigned Lock, int Value) {
  if (!caughtUp())
    return false;
  unsigned Id;
  Tile *Owner = windowTile(Lock, Id);
  if (!Owner) {
    F.fault(
        formatv("core {0} at pc {1:x} acquires lock {2}, which belongs to a "
                "tile that is no core tile or outside the device",
                T.name(), Unit.pc(), Lock));
    return false;
  }
  return Owner->Locks.acquire(Id, Value, Agent);
}

void CoreTile::release(unsigned Lock, int Value) {
  unsigned Id;
  Tile *Owner = windowTile(Lock, Id);
  if (!Owner) {
    F.fault(
        formatv("core {0} at pc {1:x} releases lock {2}, which belongs to a "
                "tile that is no core tile or outside the device",
                T.name(), Unit.pc(), Lock));
    return;
  }
  uint64_t When = localTime();
  if (When > F.now())
    F.releaseAt(When, *Owner, Id, Value, Agent);
  else
    F.releaseLock(*Owner, Id, Value, Agent);
}

bool CoreTile::streamRead(uint32_t &Word, bool &TLast) {
  if (!caughtUp() || !T.Switch->masterFifo(InPort).ready(F.now()))
    return false;
  StreamWord W = T.Switch->popMaster(InPort);
  Word = W.Data;
  TLast = W.Last;
  return true;
}

bool CoreTile::streamWrite(uint32_t Word, bool TLast) {
  if (!caughtUp() || !T.Switch->canPushSlave(OutPort))
    return false;
  T.Switch->pushSlave(OutPort, {Word, 0, TLast});
  return true;
}

CoreTile *CoreTile::cascadeTarget() const {
  bool East = CascadeSelect & 2;
  Tile *N =
      F.tile(int(T.Id.Column) + (East ? 1 : 0), int(T.Id.Row) - (East ? 0 : 1));
  return N ? N->Core.get() : nullptr;
}

bool CoreTile::cascadeRead(CascadeWord &Value) {
  auto &In = cascadeInput();
  if (!caughtUp() || In.empty())
    return false;
  Value = In.front();
  In.pop_front();
  bool West = CascadeSelect & 1;
  if (Tile *N = F.tile(int(T.Id.Column) - (West ? 1 : 0),
                       int(T.Id.Row) + (West ? 0 : 1)))
    if (N->Core)
      F.wake(N->Core->Agent);
  return true;
}

bool CoreTile::cascadeWrite(const CascadeWord &Value) {
  CoreTile *Target = cascadeTarget();
  if (!caughtUp() || !Target)
    return false;
  auto &Out = CascadeSelect & 2 ? Target->FromWest : Target->FromNorth;
  if (Out.size() >= CascadeDepth)
    return false;
  Out.push_back(Value);
  F.wake(Target->Agent);
  return true;
}

void CoreTile::event(unsigned Number) {
  // INSTR_EVENT_0 and _1 are the two user events of an instruction stream.
  static const char *const Names[] = {"INSTR_EVENT_0", "INSTR_EVENT_1",
                                      "USER_EVENT_2", "USER_EVENT_3"};
  std::optional<unsigned> Event =
      hw::eventNumber(F.Device.Gen, hw::Module::Core, Names[Number & 3]);
  if (!Event)
    return;
  uint64_t When = localTime();
  if (When > F.now())
    F.raiseAt(When, T, *Event);
  else
    T.Events->raise(hw::Module::Core, *Event);
}

bool CoreTile::busRead(uint32_t Offset, uint32_t &Value) {
  Expected<uint32_t> V = F.read(T, Offset);
  if (!V) {
    consumeError(V.takeError());
    return false;
  }
  Value = *V;
  return true;
}

bool CoreTile::busWrite(uint32_t Offset, uint32_t Value) {
  if (Error E = F.write(T, Offset, Value)) {
    consumeError(std::move(E));
    return false;
  }
  return true;
}

uint64_t CoreTile::timer(uint64_t) { return localTime(); }

void CoreTile::writeControl(uint32_t Value) {
  bool WasInReset = Unit.inReset();
  const hw::Field &Enable = hw::registerField(T.Kind, "Core_Control", "Enable");
  const hw::Field &Reset = hw::registerField(T.Kind, "Core_Control", "Reset");
  bool InReset = Reset.extract(Value);
  Unit.setReset(InReset);
  Unit.setEnable(Enable.extract(Value));
  if (InReset && !WasInReset) {
    for (auto &Other : F.tiles())
      Other->Locks.cancel(Agent);
    FromNorth.clear();
    FromWest.clear();
  }
  if (InReset != WasInReset)
    Waiting = FaultReported = false;
  Ahead = std::max(Ahead, F.now());
  if (active())
    F.wake(Agent);
}

uint32_t CoreTile::control() const {
  return hw::registerField(T.Kind, "Core_Control", "Enable")
             .make(Unit.enabled()) |
         hw::registerField(T.Kind, "Core_Control", "Reset")
             .make(Unit.inReset());
}

uint32_t CoreTile::status() const {
  auto Bit = [&](const char *Name, bool On) {
    return On ? hw::registerField(T.Kind, "Core_Status", Name).mask() : 0u;
  };
  StallReason R = Waiting ? Unit.stall().Reason : StallReason::None;
  return Bit("Enable", Unit.enabled()) | Bit("Reset", Unit.inReset()) |
         Bit("Lock_Stall_S", R == StallReason::LockSouth) |
         Bit("Lock_Stall_W", R == StallReason::LockWest) |
         Bit("Lock_Stall_N", R == StallReason::LockNorth) |
         Bit("Lock_Stall_E", R == StallReason::LockOwn) |
         Bit("Stream_Stall_SS0", R == StallReason::StreamIn) |
         Bit("Stream_Stall_MS0", R == StallReason::StreamOut) |
         Bit("Cascade_Stall_SCD", R == StallReason::CascadeIn) |
         Bit("Cascade_Stall_MCD", R == StallReason::CascadeOut) |
         Bit("Error_Halt", Unit.state() == CoreState::Faulted) |
         Bit("Core_Done", Unit.state() == CoreState::Done);
}

void CoreTile::writeCascade(uint32_t Value) {
  CascadeSelect = Value & 3;
  F.wake(Agent);
}
