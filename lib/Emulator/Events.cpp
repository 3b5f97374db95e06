//===- Events.cpp - events, broadcast, timers and counters ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Events.h"
#include "Fabric.h"
#include "aieforge/Hardware/Events.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

EventUnit::EventUnit(Fabric &F, Tile &T) : F(F), T(T) {
  auto Add = [&](hw::Module M) {
    ModuleState S{M};
    unsigned Count = hw::eventCount(M);
    S.Status.resize((Count + 31) / 32);
    S.Status[0] = 2; // Event 1, TRUE, is always on.
    S.RaisedNow.resize(Count);
    StringRef Name = M == hw::Module::PL ? "BROADCAST_A_{0}" : "BROADCAST_{0}";
    for (unsigned C = 0; C < NumChannels; ++C)
      S.Broadcast[C] =
          hw::eventNumber(F.Device.Gen, M, formatv(Name.data(), C).str())
              .value_or(0);
    S.Trace = std::make_unique<TraceUnit>(F, T, Modules.size());
    S.Derived = std::make_unique<DerivedEvents>(F.Device.Gen, M);
    Modules.push_back(std::move(S));
  };
  switch (T.Kind) {
  case hw::TileKind::Core:
    Add(hw::Module::Core);
    Add(hw::Module::Memory);
    break;
  case hw::TileKind::Mem:
    Add(hw::Module::MemTile);
    break;
  case hw::TileKind::ShimNoC:
  case hw::TileKind::ShimPL:
    Add(hw::Module::PL);
    break;
  }
  findEvents();
}

void EventUnit::findEvents() {
  bool Mem = T.Kind == hw::TileKind::Mem;
  DmaModule = Modules.back().Mod;
  static const char *const Events[] = {"START_TASK", "FINISHED_BD",
                                       "FINISHED_TASK"};
  for (hw::Direction Dir : {hw::Direction::S2MM, hw::Direction::MM2S})
    for (unsigned C = 0; C < DmaNumbers[0].size(); ++C) {
      for (unsigned E = 0; E < std::size(Events); ++E)
        DmaNumbers[unsigned(Dir)][C][E] =
            hw::eventNumber(F.Device.Gen, DmaModule,
                            formatv("DMA_{0}_{1}{2}_{3}", hw::toString(Dir),
                                    Mem ? "SEL" : "", C, Events[E])
                                .str())
                .value_or(0);
      if (Mem)
        Selectors[unsigned(Dir)][C] = hw::registerField(
            T.Kind, "DMA_Event_Channel_Selection",
            formatv("{0}_Sel{1}_Channel", hw::toString(Dir), C).str());
    }
  if (Mem)
    SelectionOffset = hw::registerOffset(T.Kind, "DMA_Event_Channel_Selection");
}

EventUnit::ModuleState *EventUnit::module(hw::Module M) {
  for (ModuleState &S : Modules)
    if (S.Mod == M)
      return &S;
  return nullptr;
}

//===----------------------------------------------------------------------===//
// What an event does
//===----------------------------------------------------------------------===//

void EventUnit::raise(hw::Module M, unsigned Number) {
  ModuleState *S = module(M);
  if (!S || Number == 0 || Number >= S->RaisedNow.size())
    return;
  if (S->RaisedAt != F.now())
    S->RaisedNow.reset();
  S->RaisedAt = F.now();
  // Also what ends a ring of events that cause each other.
  if (S->RaisedNow.test(Number))
    return;
  S->RaisedNow.set(Number);
  S->Status[Number / 32] |= 1u << (Number % 32);
  if (S->TimerReset == Number)
    S->TimerStart = F.now();
  count(*S, Number);
  S->Trace->event(Number, F.now() - S->TimerStart);
  if (S->Derived->watches(Number)) {
    std::optional<uint64_t> Pending = S->Derived->pending();
    if (Pending && *Pending != F.now())
      derive(M);
    if (S->Derived->pending() != F.now())
      F.deriveAt(F.now() + 1, T, M);
    S->Derived->note(Number, F.now());
  }
  if (M == hw::Module::Core)
    controlCore(Number);
  for (unsigned C = 0; C < NumChannels; ++C)
    if (S->Drives[C] == Number)
      broadcast(*S, C);
}

void EventUnit::raise(hw::Module M, StringRef Name) {
  if (auto Number = hw::eventNumber(F.Device.Gen, M, Name))
    raise(M, *Number);
}

void EventUnit::dma(hw::Direction Dir, unsigned Channel, DmaEvent What) {
  auto &Numbers = DmaNumbers[unsigned(Dir)];
  if (T.Kind != hw::TileKind::Mem) {
    if (Channel < Numbers.size())
      raise(DmaModule, Numbers[Channel][What]);
    return;
  }
  // Two selected channels of each direction have events in a mem tile.
  uint32_t Selection = T.Stored.lookup(SelectionOffset);
  for (unsigned I = 0; I < Numbers.size(); ++I)
    if (Selectors[unsigned(Dir)][I].extract(Selection) == Channel)
      raise(DmaModule, Numbers[I][What]);
}

void EventUnit::derive(hw::Module M) {
  ModuleState *S = module(M);
  // It may have been done already, for an event of this cycle.
  std::optional<uint64_t> Pending = S->Derived->pending();
  if (!Pending || *Pending >= F.now())
    return;
  auto Events = S->Derived->judge();
  if (std::optional<uint64_t> Next = S->Derived->pending())
    F.deriveAt(*Next + 1, T, M);
  for (unsigned Number : Events)
    raise(M, Number);
}

void EventUnit::count(ModuleState &S, unsigned Number) {
  for (Counter &C : S.Counters) {
    if (C.Start == Number && C.Stop == Number)
      ++C.Value; // Counts occurrences.
    else if (C.Start == Number && !C.Active) {
      C.Active = true;
      C.Since = F.now();
    } else if (C.Stop == Number && C.Active) {
      C.Active = false;
      C.Value += F.now() - C.Since;
    }
    if (C.Reset == Number) {
      C.Value = 0;
      C.Since = F.now();
    }
  }
}

void EventUnit::controlCore(unsigned Number) {
  if (!T.Core)
    return;
  const hw::Field &Enable = hw::registerField(T.Kind, "Core_Control", "Enable");
  const hw::Field &Reset = hw::registerField(T.Kind, "Core_Control", "Reset");
  uint32_t Old = T.Core->control(), New = Old;
  if (Number == EnableCore)
    New = Enable.insert(New, 1);
  if (Number == DisableCore)
    New = Enable.insert(New, 0);
  if (Number == ResetCore)
    New = Reset.insert(New, 1);
  if (New != Old)
    T.Core->writeControl(New);
}

//===----------------------------------------------------------------------===//
// Broadcast
//===----------------------------------------------------------------------===//

void EventUnit::broadcast(ModuleState &S, unsigned Channel) {
  if (T.Kind == hw::TileKind::Core)
    return forward(Channel, S.Mod == hw::Module::Memory ? East : West, Own);
  // A mem tile or a shim drives both of its switches, and does not hear itself.
  S.RaisedNow.set(S.Broadcast[Channel]);
  forward(Channel, West, Own);
  forward(Channel, East, Own);
}

// What goes north or south also leaves to both sides; what goes west or east
// stays on its row. So nothing runs in circles.
void EventUnit::forward(unsigned Channel, Side S, Heading Came) {
  if (Came != Own) {
    hw::Module M = T.Kind == hw::TileKind::Core
                       ? (S == West ? hw::Module::Core : hw::Module::Memory)
                       : Modules.front().Mod;
    if (ModuleState *State = module(M))
      raise(M, State->Broadcast[Channel]);
  }
  auto Leave = [&](Heading H) {
    if (Blocked[S][H] >> Channel & 1)
      return;
    if (H == ToWest && S == East)
      return forward(Channel, West, ToWest);
    if (H == ToEast && S == West)
      return forward(Channel, East, ToEast);
    int Column = int(T.Id.Column) + (H == ToEast) - (H == ToWest);
    int Row = int(T.Id.Row) + (H == ToNorth) - (H == ToSouth);
    // The shim row has no horizontal wires between its tiles.
    if (hw::isShim(T.Kind) && (H == ToEast || H == ToWest))
      return;
    if (Tile *N = F.tile(Column, Row))
      N->Events->forward(Channel,
                         H == ToEast   ? West
                         : H == ToWest ? East
                                       : S,
                         H);
  };
  if (Came != ToEast)
    Leave(ToWest);
  if (Came != ToWest)
    Leave(ToEast);
  if (Came == Own || Came == ToNorth)
    Leave(ToNorth);
  if (Came == Own || Came == ToSouth)
    Leave(ToSouth);
}

//===----------------------------------------------------------------------===//
// Registers
//===----------------------------------------------------------------------===//

// Event_Broadcast[_A|_B]_Block_<direction>_Set, _Clr
bool EventUnit::writeBlock(const hw::RegisterRef &R, uint32_t Value) {
  auto [Which, Where] = R.Reg->Name.split("_Block_");
  if (Where.empty())
    return false;
  Side S =
      Which.ends_with("_B") || R.Reg->Mod == hw::Module::Memory ? East : West;
  auto [Direction, Action] = Where.split('_');
  static const char *const Names[] = {"South", "West", "North", "East"};
  for (unsigned H = 0; H < std::size(Names); ++H) {
    if (Direction != Names[H])
      continue;
    uint32_t Channels = Value & ((1u << NumChannels) - 1);
    if (Action == "Set")
      Blocked[S][H] |= Channels;
    else if (Action == "Clr")
      Blocked[S][H] &= ~Channels;
    return true;
  }
  return false;
}

bool EventUnit::writeDerived(ModuleState &S, const hw::RegisterRef &R,
                             uint32_t Value) {
  if (!S.Derived->write(R, Value))
    return false;
  T.Stored[R.Offset] = Value;
  return true;
}

/// The number in "Performance_Counter3" or in the index of "…Counter{0}".
std::optional<unsigned> EventUnit::counterNumber(const hw::RegisterRef &R) {
  StringRef Name = R.Reg->Name;
  if (!Name.consume_front("Performance_Counter"))
    return std::nullopt;
  unsigned Number;
  if (Name == "{0}")
    return R.Index[0];
  if (Name.getAsInteger(10, Number))
    return std::nullopt; // The compare value of a counter.
  return Number;
}

bool EventUnit::writeCounter(ModuleState &S, const hw::RegisterRef &R,
                             uint32_t Value) {
  StringRef Name = R.Reg->Name;
  if (std::optional<unsigned> N = counterNumber(R)) {
    S.Counters[*N].Value = Value;
    S.Counters[*N].Since = F.now();
    return true;
  }
  if (!Name.starts_with("Performance_Control") &&
      !Name.starts_with("Performance_Ctrl"))
    return false;
  for (const hw::Field &Bits : R.Reg->Fields) {
    StringRef Text = Bits.Name; // "Cnt2_Start_Event"
    unsigned N;
    if (!Text.consume_front("Cnt") || Text.consumeInteger(10, N) ||
        N >= S.Counters.size())
      continue;
    unsigned Event = Bits.extract(Value);
    if (Text == "_Start_Event")
      S.Counters[N].Start = Event;
    else if (Text == "_Stop_Event")
      S.Counters[N].Stop = Event;
    else if (Text == "_Reset_Event")
      S.Counters[N].Reset = Event;
  }
  T.Stored[R.Offset] = Value;
  return true;
}

bool EventUnit::write(const hw::RegisterRef &R, uint32_t Value) {
  StringRef Name = R.Reg->Name;
  ModuleState *S = module(R.Reg->Mod);
  if (!S)
    return false;
  auto Event = [&](StringRef Field) {
    return R.Reg->field(Field)->extract(Value);
  };
  if (Name == "Event_Generate") {
    raise(S->Mod, Event("Event"));
    return true;
  }
  if (Name == "Timer_Control") {
    if (Event("Reset"))
      S->TimerStart = F.now();
    S->TimerReset = Event("Reset_Event");
    T.Stored[R.Offset] = R.Reg->field("Reset_Event")->make(S->TimerReset);
    return true;
  }
  if (Name == "Enable_Events") {
    EnableCore = Event("Enable_Event");
    DisableCore = Event("Disable_Event");
    T.Stored[R.Offset] = R.Reg->field("Enable_Event")->make(EnableCore) |
                         R.Reg->field("Disable_Event")->make(DisableCore);
    return true;
  }
  if (Name == "Reset_Event") {
    ResetCore = Event("Reset_Event");
    T.Stored[R.Offset] = Value;
    return true;
  }
  if (Name == "Event_Broadcast{0}" || Name == "Event_Broadcast{0}_A") {
    S->Drives[R.Index[0] % NumChannels] = Event("Event");
    T.Stored[R.Offset] = Value;
    return true;
  }
  unsigned Index;
  if (Name.consume_front("Event_Status") && !Name.getAsInteger(10, Index) &&
      Index < S->Status.size()) {
    S->Status[Index] &= ~Value;
    if (Index == 0)
      S->Status[0] |= 2;
    return true;
  }
  return writeBlock(R, Value) || writePorts(R, Value) ||
         writeDerived(*S, R, Value) || writeCounter(*S, R, Value) ||
         S->Trace->write(R, Value, F.now() - S->TimerStart);
}

std::optional<uint32_t> EventUnit::read(const hw::RegisterRef &R) {
  StringRef Name = R.Reg->Name;
  ModuleState *S = module(R.Reg->Mod);
  if (!S)
    return std::nullopt;
  uint64_t Timer = F.now() - S->TimerStart;
  if (Name == "Timer_Low")
    return uint32_t(Timer);
  if (Name == "Timer_High")
    return uint32_t(Timer >> 32);
  if (std::optional<unsigned> N = counterNumber(R)) {
    const Counter &C = S->Counters[*N];
    return C.Value + (C.Active ? uint32_t(F.now() - C.Since) : 0);
  }
  if (auto [Which, Where] = Name.split("_Block_"); Where.ends_with("_Value")) {
    Side Of =
        Which.ends_with("_B") || R.Reg->Mod == hw::Module::Memory ? East : West;
    static const char *const Names[] = {"South", "West", "North", "East"};
    for (unsigned H = 0; H < std::size(Names); ++H)
      if (Where.starts_with(Names[H]))
        return Blocked[Of][H];
  }
  unsigned Index;
  if (Name.consume_front("Event_Status") && !Name.getAsInteger(10, Index) &&
      Index < S->Status.size())
    return S->Status[Index];
  return S->Trace->read(R);
}

bool EventUnit::stepTraces() {
  bool More = false;
  for (ModuleState &S : Modules)
    More |= S.Trace->step();
  return More;
}

std::string EventUnit::whyTracesBlocked() const {
  for (const ModuleState &S : Modules)
    if (std::string Why = S.Trace->whyBlocked(); !Why.empty())
      return Why;
  return {};
}
