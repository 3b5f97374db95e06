//===- SwitchState.cpp - a stream switch as its registers have it ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayRules.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

SwitchState::SwitchState(const RegisterImage &Image, hw::TileId T)
    : Tile(T), Kind(Image.device().kind(T.Column, T.Row)) {
  // After reset all of these registers are 0.
  const TileState *State = Image.tile(T);
  auto Word = [&](uint32_t Offset) {
    return State ? State->written(Offset).value_or(0) : 0;
  };
  Masters.reserve(hw::masterPorts(Kind).size());
  for (size_t P = 0; P < hw::masterPorts(Kind).size(); ++P)
    Masters.push_back(
        hw::MasterConfig::decode(Word(hw::masterConfigOffset(Kind, P))));
  Slaves.reserve(hw::slavePorts(Kind).size());
  Slots.resize(hw::slavePorts(Kind).size());
  for (size_t P = 0; P < hw::slavePorts(Kind).size(); ++P) {
    Slaves.push_back(
        hw::SlaveConfig::decode(Word(hw::slaveConfigOffset(Kind, P))));
    Slots[P].reserve(hw::slotsPerSlave());
    for (unsigned S = 0; S < hw::slotsPerSlave(); ++S)
      Slots[P].push_back(
          hw::SlotConfig::decode(Word(hw::slaveSlotOffset(Kind, P, S))));
  }
}

std::vector<hw::SlotConfig> SwitchState::matching(unsigned Slave,
                                                  unsigned PacketId) const {
  std::vector<hw::SlotConfig> Found;
  for (const hw::SlotConfig &S : Slots[Slave])
    if (S.Enabled && ((S.Id ^ PacketId) & S.Mask) == 0)
      Found.push_back(S);
  return Found;
}

std::vector<unsigned> SwitchState::listeners(const hw::SlotConfig &Slot) const {
  std::vector<unsigned> Found;
  for (auto [P, M] : enumerate(Masters))
    if (M.Enabled && M.Packet && M.Arbiter == Slot.Arbiter &&
        (M.MselMask >> Slot.Msel & 1))
      Found.push_back(P);
  return Found;
}

std::vector<unsigned> SwitchState::reached(unsigned Slave,
                                           unsigned PacketId) const {
  std::vector<unsigned> Found;
  if (!Slaves[Slave].Enabled)
    return Found;
  if (Slaves[Slave].Packet) {
    for (const hw::SlotConfig &S : matching(Slave, PacketId))
      for (unsigned P : listeners(S))
        Found.push_back(P);
    llvm::sort(Found);
    Found.erase(llvm::unique(Found), Found.end());
    return Found;
  }
  for (auto [P, M] : enumerate(Masters))
    if (M.Enabled && !M.Packet && M.SlavePort == Slave)
      Found.push_back(P);
  return Found;
}

bool SwitchState::isUsed(unsigned Slave) const {
  if (!Slaves[Slave].Enabled)
    return false;
  if (!Slaves[Slave].Packet)
    return !reached(Slave, 0).empty();
  return any_of(Slots[Slave], [&](const hw::SlotConfig &S) {
    return S.Enabled && !listeners(S).empty();
  });
}

hw::ShimMuxInput check::laneInput(const RegisterImage &Image, hw::TileId Shim,
                                  hw::Direction D, unsigned South) {
  bool In = D == hw::Direction::MM2S;
  const hw::ShimMuxField *F =
      In ? hw::shimMuxField(South) : hw::shimDemuxField(South);
  if (!F)
    return hw::ShimMuxInput::PL;
  uint32_t Word =
      Image.value(Shim, In ? hw::shimMuxOffset() : hw::shimDemuxOffset());
  return static_cast<hw::ShimMuxInput>(Word >> F->Lsb & ((1u << F->Width) - 1));
}

std::optional<unsigned> check::dmaPort(hw::TileKind K, hw::Direction D,
                                       unsigned Channel) {
  hw::Port P{hw::Bundle::DMA, Channel};
  if (hw::isShim(K)) {
    std::optional<unsigned> South = hw::shimDmaSouth(D, Channel);
    if (!South)
      return std::nullopt;
    P = {hw::Bundle::South, *South};
  }
  return D == hw::Direction::MM2S ? hw::slavePort(K, P) : hw::masterPort(K, P);
}

bool check::isConnected(const RegisterImage &Image, const SwitchState &S,
                        hw::Direction D, unsigned Channel) {
  std::optional<unsigned> P = dmaPort(S.Kind, D, Channel);
  if (!P)
    return false;
  if (hw::isShim(S.Kind) &&
      laneInput(Image, S.Tile, D, *hw::shimDmaSouth(D, Channel)) !=
          hw::ShimMuxInput::DMA)
    return false;
  return D == hw::Direction::MM2S ? S.isUsed(*P) : S.Masters[*P].Enabled;
}
