//===- SwitchViews.cpp - stream switches and cores of a register image ----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/RegisterViews.h"
#include "aieforge/Hardware/Registers.h"

using namespace aieforge;
using namespace llvm;

namespace {
/// Collects the settings of one switch.
struct SwitchReader {
  const RegisterImage &I;
  const TileState &S;
  hw::TileId T;
  SwitchView V;

  void slave(unsigned Number);
  void master(unsigned Number);
  void mux(uint32_t Offset, bool Inwards, ArrayRef<hw::ShimMuxField> Fields);
};
} // namespace

void SwitchReader::slave(unsigned Number) {
  hw::Port P = hw::slavePorts(S.Kind)[Number];
  auto Config = hw::SlaveConfig::decode(
      I.value(T, hw::slaveConfigOffset(S.Kind, Number)));
  if (Config.Enabled)
    (Config.Packet ? V.PacketSlaves : V.CircuitSlaves).push_back(P);
  for (unsigned Slot = 0; Slot < hw::slotsPerSlave(); ++Slot) {
    auto Rule = hw::SlotConfig::decode(
        I.value(T, hw::slaveSlotOffset(S.Kind, Number, Slot)));
    if (Rule.Enabled)
      V.Slots.push_back({P, Slot, Rule, Config.Enabled && Config.Packet});
  }
}

void SwitchReader::master(unsigned Number) {
  hw::Port P = hw::masterPorts(S.Kind)[Number];
  auto Config = hw::MasterConfig::decode(
      I.value(T, hw::masterConfigOffset(S.Kind, Number)));
  if (!Config.Enabled)
    return;
  if (Config.Packet) {
    V.PacketMasters.push_back(
        {P, Config.Arbiter, Config.MselMask, Config.DropHeader});
    return;
  }
  CircuitView C;
  C.Master = P;
  ArrayRef<hw::Port> Slaves = hw::slavePorts(S.Kind);
  if (Config.SlavePort < Slaves.size()) {
    C.Slave = Slaves[Config.SlavePort];
    C.SlaveEnabled = is_contained(V.CircuitSlaves, *C.Slave);
    C.Legal = hw::isLegalConnection(S.Kind, Config.SlavePort, Number);
  }
  V.Circuits.push_back(C);
}

void SwitchReader::mux(uint32_t Offset, bool Inwards,
                       ArrayRef<hw::ShimMuxField> Fields) {
  uint32_t Word = I.value(T, Offset);
  for (const hw::ShimMuxField &F : Fields) {
    ShimMuxView M;
    M.South = F.South;
    M.Inwards = Inwards;
    M.Input = hw::ShimMuxInput(Word >> F.Lsb & ((1u << F.Width) - 1));
    if (M.Input == hw::ShimMuxInput::PL)
      continue;
    if (M.Input == hw::ShimMuxInput::DMA)
      M.Channel = hw::shimDmaChannel(
          Inwards ? hw::Direction::MM2S : hw::Direction::S2MM, F.South);
    V.Mux.push_back(M);
  }
}

SwitchView aieforge::switchView(const RegisterImage &I, hw::TileId T) {
  const TileState *S = I.tile(T);
  if (!S)
    return {T, I.device().kind(T.Column, T.Row), {}, {}, {}, {}, {}, {}};
  SwitchReader R{I, *S, T, {T, S->Kind, {}, {}, {}, {}, {}, {}}};
  for (unsigned N = 0; N < hw::slavePorts(S->Kind).size(); ++N)
    R.slave(N);
  for (unsigned N = 0; N < hw::masterPorts(S->Kind).size(); ++N)
    R.master(N);
  if (S->Kind == hw::TileKind::ShimNoC) {
    R.mux(hw::shimMuxOffset(), true, hw::shimMuxFields());
    R.mux(hw::shimDemuxOffset(), false, hw::shimDemuxFields());
  }
  return std::move(R.V);
}

std::vector<SwitchView> aieforge::switchViews(const RegisterImage &I) {
  std::vector<SwitchView> Views;
  for (const auto &[Tile, State] : I.tiles())
    if (SwitchView V = switchView(I, Tile); !V.empty())
      Views.push_back(std::move(V));
  return Views;
}

//===----------------------------------------------------------------------===//
// Cores
//===----------------------------------------------------------------------===//

CoreView aieforge::coreView(const RegisterImage &I, hw::TileId T) {
  static const WrittenBytes Nothing;
  constexpr hw::TileKind Core = hw::TileKind::Core;
  hw::Generation G = I.device().Gen;
  const TileState *S = I.tile(T);
  uint32_t ControlAt = hw::registerOffset(Core, "Core_Control", 0, 0, G);
  uint32_t Control = I.value(T, ControlAt);
  uint32_t Cascade =
      I.value(T, hw::registerOffset(Core, "Accumulator_Control", 0, 0, G));
  auto Get = [&](StringRef Register, StringRef Field, uint32_t Word) {
    return hw::registerField(Core, Register, Field, G).extract(Word) != 0;
  };
  CoreView V;
  V.Tile = T;
  V.ControlWritten = S && S->written(ControlAt);
  V.InReset = Get("Core_Control", "Reset", Control);
  V.Enabled = Get("Core_Control", "Enable", Control) && !V.InReset;
  V.CascadeFromWest = Get("Accumulator_Control", "Input", Cascade);
  V.CascadeToEast = Get("Accumulator_Control", "Output", Cascade);
  V.Program = S ? &S->Program : &Nothing;
  return V;
}

std::vector<CoreView> aieforge::coreViews(const RegisterImage &I) {
  std::vector<CoreView> Views;
  for (const auto &[Tile, State] : I.tiles()) {
    if (State.Kind != hw::TileKind::Core)
      continue;
    CoreView V = coreView(I, Tile);
    if (V.ControlWritten || !V.Program->empty())
      Views.push_back(V);
  }
  return Views;
}
