//===- Fabric.cpp - the scheduler of an array -----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fabric.h"
#include "aieforge/Hardware/Dma.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

Tile::Tile(Fabric &F, hw::TileId Id, hw::TileKind Kind, unsigned Number)
    : Id(Id), Kind(Kind), Number(Number) {
  const hw::TileInfo &Info = hw::tileInfo(Kind);
  Data.resize(Info.DataMemoryBytes);
  Locks = LockBank(Info.Locks);
  if (Info.Bds) {
    const hw::BdLayout &L = hw::bdLayout(Kind);
    BdWords = L.Words;
    BdCount = L.Count;
    BdRegisters.resize(BdWords * BdCount);
  }
  Switch = std::make_unique<StreamSwitch>(F, *this);
  Events = std::make_unique<EventUnit>(F, *this);
  Control = std::make_unique<ControlPackets>(F, *this);
  for (unsigned I = 0; I < Info.S2MM; ++I)
    S2MM.push_back(
        std::make_unique<DmaChannel>(F, *this, hw::Direction::S2MM, I,
                                     channelAgent(hw::Direction::S2MM, I)));
  for (unsigned I = 0; I < Info.MM2S; ++I)
    MM2S.push_back(
        std::make_unique<DmaChannel>(F, *this, hw::Direction::MM2S, I,
                                     channelAgent(hw::Direction::MM2S, I)));
}

std::string Tile::name() const {
  return formatv("({0},{1})", Id.Column, Id.Row).str();
}

Fabric::Fabric(const hw::Device &D, ArrayOptions Options)
    : Device(D), Options(Options), Next(D.Columns * D.Rows * SlotsPerTile),
      Current(D.Columns * D.Rows * SlotsPerTile),
      OrderState(Options.OrderSeed) {
  for (unsigned C = 0; C < D.Columns; ++C)
    for (unsigned R = 0; R < D.Rows; ++R)
      Tiles.push_back(std::make_unique<Tile>(*this, hw::TileId{C, R},
                                             D.kind(C, R), Tiles.size()));
  for (auto &T : Tiles)
    T->Switch->connect();
  // Cores ask for their neighbours' memories, so all tiles come first.
  for (auto &T : Tiles)
    if (T->Kind == hw::TileKind::Core)
      T->Core = std::make_unique<CoreTile>(*this, *T, Options.Core);
  for (auto &T : Tiles)
    if (T->Core)
      T->Core->core().refreshWindows();
}

DmaChannel *Fabric::channelOf(AgentId A) {
  if (A == NoAgent || A / SlotsPerTile >= Tiles.size())
    return nullptr;
  Tile &T = tileOf(A);
  unsigned Slot = A % SlotsPerTile;
  if (Slot >= FirstMM2SSlot)
    return T.channel(hw::Direction::MM2S, Slot - FirstMM2SSlot);
  if (Slot >= FirstS2MMSlot)
    return T.channel(hw::Direction::S2MM, Slot - FirstS2MMSlot);
  return nullptr;
}

std::string Fabric::agentName(AgentId A) {
  if (A == NoAgent)
    return "a register write";
  if (DmaChannel *C = channelOf(A))
    return C->fullName();
  return "core " + tileOf(A).name();
}

//===----------------------------------------------------------------------===//
// Time
//===----------------------------------------------------------------------===//

void Fabric::wakeAt(uint64_t When, AgentId A) {
  if (When <= Cycle + 1)
    Next.set(A);
  else
    Later.push({When, Sequence++, Event::Wake, A, nullptr, 0, 0});
}

void Fabric::releaseAt(uint64_t When, Tile &Owner, unsigned Lock, int Value,
                       AgentId By) {
  Later.push({When, Sequence++, Event::Release, By, &Owner, Lock, Value});
}

void Fabric::raiseAt(uint64_t When, Tile &Where, unsigned Number) {
  Later.push({When, Sequence++, Event::Raise, NoAgent, &Where, Number, 0});
}

void Fabric::deriveAt(uint64_t When, Tile &Where, hw::Module M) {
  Later.push(
      {When, Sequence++, Event::Derive, NoAgent, &Where, unsigned(M), 0});
}

void Fabric::runEvents() {
  while (!Later.empty() && Later.top().When <= Cycle) {
    Event E = Later.top();
    Later.pop();
    if (E.What == Event::Release)
      releaseLock(*E.Where, E.Number, E.Value, E.Agent);
    else if (E.What == Event::Raise)
      E.Where->Events->raise(hw::Module::Core, E.Number);
    else if (E.What == Event::Derive)
      E.Where->Events->derive(hw::Module(E.Number));
    else
      Current.set(E.Agent);
  }
}

bool Fabric::stepAgent(AgentId A) {
  Tile &T = *Tiles[A / SlotsPerTile];
  switch (unsigned Slot = A % SlotsPerTile) {
  case SwitchSlot:
    return T.Switch->step();
  case ControlSlot:
    return T.Control->step();
  case CoreSlot:
    return T.Core && T.Core->step();
  case TraceSlot:
    return T.Events->stepTraces();
  default: {
    DmaChannel *C = Slot >= FirstMM2SSlot
                        ? T.channel(hw::Direction::MM2S, Slot - FirstMM2SSlot)
                    : Slot >= FirstS2MMSlot
                        ? T.channel(hw::Direction::S2MM, Slot - FirstS2MMSlot)
                        : nullptr;
    return C && C->step();
  }
  }
}

bool Fabric::advance(uint64_t Limit) {
  if (Faulted || Cycle >= Limit)
    return false;
  if (Next.any())
    ++Cycle;
  else if (!Later.empty())
    Cycle = std::max(Cycle + 1, std::min(Limit, Later.top().When));
  else
    return false;
  std::swap(Current, Next);
  runEvents();
  if (Options.OrderSeed == 0) {
    for (unsigned W = 0; W < Current.Words.size(); ++W) {
      uint64_t Bits = Current.Words[W];
      Current.Words[W] = 0;
      for (; Bits; Bits &= Bits - 1) {
        AgentId A = W * 64 + __builtin_ctzll(Bits);
        if (stepAgent(A))
          Next.set(A);
      }
    }
    return true;
  }
  Order.clear();
  for (unsigned W = 0; W < Current.Words.size(); ++W) {
    for (uint64_t Bits = Current.Words[W]; Bits; Bits &= Bits - 1)
      Order.push_back(W * 64 + __builtin_ctzll(Bits));
    Current.Words[W] = 0;
  }
  for (size_t I = Order.size(); I > 1; --I) {
    // Knuth's linear congruential generator; the seed decides everything.
    OrderState = OrderState * 6364136223846793005ull + 1442695040888963407ull;
    std::swap(Order[I - 1], Order[(OrderState >> 33) % I]);
  }
  for (AgentId A : Order)
    if (stepAgent(A))
      Next.set(A);
  return true;
}

//===----------------------------------------------------------------------===//
// Locks, tokens, problems
//===----------------------------------------------------------------------===//

void Fabric::releaseLock(Tile &Owner, unsigned Lock, int Value, AgentId By) {
  SmallVector<AgentId, 4> Woken;
  LockBank::Change C = Owner.Locks.release(Lock, Value, By, Woken);
  wake(Woken);
  if (C == LockBank::Change::None)
    return;
  bool Over = C == LockBank::Change::Overflow;
  fault(formatv("lock {0} of {1} {2} when {3} added {4}; lock values are 0 to "
                "{5}",
                Lock, Owner.name(), Over ? "overflowed" : "underflowed",
                agentName(By), Value, LockBank::MaxValue));
}

void Fabric::setLock(Tile &Owner, unsigned Lock, uint32_t Value) {
  SmallVector<AgentId, 4> Woken;
  Owner.Locks.set(Lock, Value, Woken);
  wake(Woken);
}

void Fabric::deliverToFirmware(Tile &Shim, const StreamWord &W) {
  if (!W.Token) {
    // Kept packet headers come before nothing else than tokens here.
    warn(formatv("word {0:x8} arrived at the firmware through South 0 of {1}; "
                 "it is no task token",
                 W.Data, Shim.name()));
    return;
  }
  ++Tokens[W.Token - 1].Delivered;
  TokenArrived = true;
}

void Fabric::fault(const Twine &Text) {
  Faulted = true;
  Problems.push_back({Problem::Level::Fault, Cycle, Text.str()});
}

void Fabric::warn(const Twine &Text) {
  std::string S = Text.str();
  if (Warned.insert(S).second)
    Problems.push_back({Problem::Level::Warning, Cycle, std::move(S)});
}
