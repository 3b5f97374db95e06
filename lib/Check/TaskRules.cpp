//===- TaskRules.cpp - rules about DMA tasks and their BDs ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TaskRules.h"
#include "aieforge/Formats/RegisterViews.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;
using hw::BdField;

std::vector<uint32_t> check::bdWords(const RegisterImage &Image,
                                     hw::TileId Tile, const hw::BdLayout &L,
                                     unsigned Bd) {
  std::vector<uint32_t> Words;
  for (unsigned W = 0; W < L.Words; ++W)
    Words.push_back(Image.value(Tile, L.offset(Bd) + 4 * W));
  return Words;
}

static bool isWritten(const RegisterImage &Image, hw::TileId Tile,
                      const hw::BdLayout &L, unsigned Bd) {
  const TileState *S = Image.tile(Tile);
  for (unsigned W = 0; S && W < L.Words; ++W)
    if (S->written(L.offset(Bd) + 4 * W))
      return true;
  return false;
}

ChainWalk check::walkChain(const RegisterImage &Image, const Task &T) {
  const hw::BdLayout &L = hw::bdLayout(T.Kind);
  ChainWalk Walk;
  unsigned Bd = T.Push.Entry.StartBd;
  while (true) {
    auto Broken = ChainWalk::None;
    if (Bd >= L.Count || !hw::bdReachable(T.Kind, T.Push.Channel, Bd))
      Broken = ChainWalk::NoSuchBd;
    else if (!isWritten(Image, T.Tile, L, Bd))
      Broken = ChainWalk::NotWritten;
    std::vector<uint32_t> Words;
    if (Broken == ChainWalk::None) {
      Words = bdWords(Image, T.Tile, L, Bd);
      if (!L.get(Words, BdField::ValidBD))
        Broken = ChainWalk::Invalid;
    }
    if (Broken != ChainWalk::None) {
      Walk.Broken = Broken;
      Walk.BreakAt = Bd;
      return Walk;
    }
    Walk.Bds.push_back(Bd);
    if (!L.get(Words, BdField::UseNextBD))
      return Walk;
    Bd = L.get(Words, BdField::NextBD);
    if (is_contained(Walk.Bds, Bd)) {
      Walk.Endless = true;
      return Walk;
    }
  }
}

bool check::isOutOfOrder(const RegisterImage &Image, const Task &T) {
  if (T.Push.Dir != hw::Direction::S2MM)
    return false;
  const hw::ChannelRegisters *C =
      hw::channel(T.Kind, T.Push.Dir, T.Push.Channel);
  std::optional<hw::RegisterRef> Control =
      hw::findRegister(Image.device().Gen, T.Kind, C->Control);
  const hw::Field *F =
      Control ? Control->Reg->field("Enable_Out_of_Order") : nullptr;
  return F && F->extract(Image.value(T.Tile, C->Control));
}

void TaskRules::add(const char *Rule, const Task &T, unsigned Bd,
                    const Twine &What, StringRef Variant) {
  if (Told.insert({Rule, T.Tile, Bd}).second)
    R.add(Rule, Where, What, Variant);
}

Chain TaskRules::check(const Task &T, const Twine &Place) {
  Where = Place.str();
  if (isOutOfOrder(Image, T))
    return {};
  TaskKey Key{T.Tile, T.Push.Dir, T.Push.Channel, T.Push.Entry.StartBd,
              T.Push.Entry.Repeat};
  if (auto It = Checked.find(Key); It != Checked.end())
    return It->second;
  ChainWalk Walk = walkChain(Image, T);
  bool First = Walk.Bds.empty();
  std::string Which =
      First ? text("{0} starts BD {1}", channelName(T.Push.Dir, T.Push.Channel),
                   Walk.BreakAt)
            : text("BD {0} leads to BD {1}", Walk.Bds.back(), Walk.BreakAt);
  switch (Walk.Broken) {
  case ChainWalk::NoSuchBd:
    add("C05", T, Walk.BreakAt, Which + ", which that channel does not have");
    break;
  case ChainWalk::NotWritten:
    if (Whole)
      add("C04", T, Walk.BreakAt, Which + ", which is not configured");
    break;
  case ChainWalk::Invalid:
    add("C04", T, Walk.BreakAt, Which + ", whose valid bit is 0");
    break;
  case ChainWalk::None:
    break;
  }
  for (unsigned Bd : Walk.Bds)
    checkBd(T, Bd, Walk.Endless);
  Checked[Key] = Walk;
  return Walk;
}

void TaskRules::changed(hw::TileId Tile) {
  auto Begin = Checked.lower_bound({Tile, hw::Direction::S2MM, 0, 0, 0});
  auto End = Begin;
  while (End != Checked.end() && std::get<0>(End->first) == Tile)
    ++End;
  Checked.erase(Begin, End);
}

/// Fields whose values do not depend on the neighbours.
void TaskRules::checkFields(const Task &T, unsigned Bd) {
  const hw::BdLayout &L = hw::bdLayout(T.Kind);
  std::vector<uint32_t> Words = bdWords(Image, T.Tile, L, Bd);
  std::vector<uint32_t> Known(L.Words);
  for (const hw::BdFieldInfo &F : L.Fields)
    Known[F.Word] |= F.Bits.mask();
  for (unsigned W = 0; W < L.Words; ++W)
    if (uint32_t Odd = Words[W] & ~Known[W])
      add("C20", T, Bd,
          text("BD {0}: word {1} is {2:x8}; the bits {3:x8} belong to no field",
               Bd, W, Words[W], Odd),
          "bits");
  if (L.get(Words, BdField::BufferLength) == 0 &&
      L.get(Words, BdField::EnablePacket))
    add("C20", T, Bd,
        text("BD {0} sends a packet with 0 words; a packet has at least one",
             Bd));
  if (hw::isShim(T.Kind) && Array.Gen) {
    unsigned Burst = L.get(Words, BdField::BurstLength);
    if (Burst >= hw::shimBurstBytes(*Array.Gen).size())
      add("C20", T, Bd,
          text("BD {0}: burst length {1}; {2} has 0 to {3}", Bd, Burst,
               hw::toString(*Array.Gen),
               hw::shimBurstBytes(*Array.Gen).size() - 1));
  }
}

void TaskRules::checkBd(const Task &T, unsigned Bd, bool Endless) {
  const hw::BdLayout &L = hw::bdLayout(T.Kind);
  std::vector<uint32_t> Words = bdWords(Image, T.Tile, L, Bd);
  if (L.get(Words, BdField::LockAcqEnable)) {
    checkLock(T, Bd, L.get(Words, BdField::LockAcqID), "waits for");
    // Negative: at least so many; else exactly so many.
    int64_t Value = L.get(Words, BdField::LockAcqValue);
    if (std::abs(Value) > hw::maxLockValue())
      add("C08", T, Bd,
          text("BD {0} waits until a lock is {1}", Bd, std::abs(Value)),
          "acquire");
  }
  if (L.get(Words, BdField::LockRelValue))
    checkLock(T, Bd, L.get(Words, BdField::LockRelID), "releases");
  checkFields(T, Bd);
  if (!hw::isShim(T.Kind))
    checkMemory(T, Bd, Endless);
}

/// The tile that a window of \p T's tile shows, or nothing.
static std::optional<hw::TileId> tileOf(const hw::Device &D, const Task &T,
                                        const hw::ReachWindow &W) {
  int Column = static_cast<int>(T.Tile.Column) + W.ColumnStep;
  int Row = static_cast<int>(T.Tile.Row) + W.RowStep;
  if (Column < 0 || Row < 0 || !D.contains(Column, Row))
    return std::nullopt;
  return hw::TileId{static_cast<unsigned>(Column), static_cast<unsigned>(Row)};
}

static bool mayUse(const hw::ReachWindow &W, unsigned Channel) {
  return Channel >= W.FirstChannel && Channel <= W.LastChannel;
}

void TaskRules::checkLock(const Task &T, unsigned Bd, unsigned Lock,
                          const char *What) {
  std::string Use = text("BD {0} {1} lock {2}", Bd, What, Lock);
  ArrayRef<hw::ReachWindow> Windows = hw::dmaWindows(T.Kind);
  if (Windows.empty()) {
    if (Lock >= hw::tileInfo(T.Kind).Locks)
      add("C03", T, Bd,
          text("{0}; the tile has {1}", Use, hw::tileInfo(T.Kind).Locks));
    return;
  }
  for (const hw::ReachWindow &W : Windows) {
    if (Lock < W.LockBase || Lock >= unsigned(W.LockBase) + W.Locks)
      continue;
    if (!tileOf(Image.device(), T, W))
      add("C03", T, Bd,
          text("{0}, which is in the {1} neighbour; there is none", Use,
               W.Name),
          "outside");
    else if (!mayUse(W, T.Push.Channel))
      add("C03", T, Bd,
          text("{0}, which is in the {1} neighbour; the channel is {2}", Use,
               W.Name, channelName(T.Push.Dir, T.Push.Channel)),
          "channel");
    return;
  }
  add("C03", T, Bd, Use + ", which does not exist");
}

void TaskRules::checkMemory(const Task &T, unsigned Bd, bool Endless) {
  BdView V = bdView(Image, T.Tile, Bd);
  if (V.Length == 0)
    return;
  uint64_t Begin = V.Address, Last = V.lastWord();
  // Every run of the BD moves it on, as often as it is told to.
  const BdIteration &I = V.Iteration;
  uint64_t Runs =
      Endless ? I.Wrap : std::min(I.Wrap, I.Current + 1 + T.Push.Entry.Repeat);
  if (I.Wrap > 1)
    Last += std::max<uint64_t>(I.Current, Runs - 1) * I.Step;
  uint64_t End = Begin + 4 * (Last + 1);
  auto Range = [&] {
    return text("BD {0} reaches from {1:x} to {2:x}", Bd, Begin, End - 1);
  };
  uint64_t Covered = Begin;
  for (const hw::ReachWindow &W : hw::dmaWindows(T.Kind)) {
    if (End <= W.Address || Begin >= uint64_t(W.Address) + W.Bytes)
      continue;
    if (!tileOf(Image.device(), T, W))
      return add("C02", T, Bd,
                 text("{0}; {1:x} to {2:x} is the memory of the {3} neighbour, "
                      "and there is none",
                      Range(), W.Address, W.Address + W.Bytes - 1, W.Name),
                 "outside");
    if (!mayUse(W, T.Push.Channel))
      return add("C02", T, Bd,
                 text("{0}; {1:x} to {2:x} is the memory of the {3} neighbour, "
                      "and the channel is {4}",
                      Range(), W.Address, W.Address + W.Bytes - 1, W.Name,
                      channelName(T.Push.Dir, T.Push.Channel)),
                 "channel");
    Covered = uint64_t(W.Address) + W.Bytes;
  }
  if (End > Covered)
    add("C02", T, Bd,
        text("{0}; the memory ends at {1:x}", Range(), Covered - 1));
}
