//===- Events.cpp - events, broadcast and timers of a tile ----------------===//
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
    S.Status[0] = 2; // Event 1, TRUE, is always on.
    Modules.push_back(S);
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
  findDmaEvents();
}

void EventUnit::findDmaEvents() {
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

void EventUnit::raise(hw::Module M, unsigned Number) {
  ModuleState *S = module(M);
  if (S && Number < S->Status.size() * 32)
    S->Status[Number / 32] |= 1u << (Number % 32);
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

bool EventUnit::write(const hw::RegisterRef &R, uint32_t Value) {
  StringRef Name = R.Reg->Name;
  ModuleState *S = module(R.Reg->Mod);
  if (!S)
    return false;
  if (Name == "Event_Generate") {
    raise(S->Mod, Value & R.Reg->Fields[0].valueMask());
    return true;
  }
  if (Name == "Timer_Control") {
    if (const hw::Field *Reset = R.Reg->field("Reset");
        Reset && Reset->extract(Value))
      S->TimerStart = F.now();
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
  return false;
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
  unsigned Index;
  if (Name.consume_front("Event_Status") && !Name.getAsInteger(10, Index) &&
      Index < S->Status.size())
    return S->Status[Index];
  return std::nullopt;
}
