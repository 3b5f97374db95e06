//===- StreamText.cpp - switches, shim muxes, cascades as MLIR text -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Switches exactly as configured: flows would leave the ways to the router,
// which need not choose the same ones.
//
//===----------------------------------------------------------------------===//

#include "DesignText.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::raise;
using namespace llvm;

static std::string portText(hw::Port P) {
  return formatv("{0} : {1}", hw::toString(P.Bundle), P.Index);
}

/// Elements in the order of the registers' last writes.
template <typename T, typename OffsetOf>
static std::vector<T> inOrder(const Model &M, hw::TileId Tile,
                              ArrayRef<T> Elements, OffsetOf Offset) {
  std::vector<std::pair<size_t, size_t>> Order;
  for (auto [I, E] : enumerate(Elements))
    Order.emplace_back(M.lastWrite(Tile, Offset(E)), I);
  llvm::sort(Order);
  std::vector<T> Sorted;
  for (auto [Position, I] : Order)
    Sorted.push_back(Elements[I]);
  return Sorted;
}

namespace {

/// The switch of one tile.
class SwitchPrinter {
public:
  SwitchPrinter(raw_ostream &OS, const Model &M, const SwitchView &V)
      : OS(OS), M(M), V(V) {}

  /// The text of the switchbox, empty if there is nothing to say.
  void box();
  void mux();

private:
  using Amsel = std::pair<unsigned, unsigned>; ///< msel, arbiter
  void circuits();
  void amsels();
  void masters();
  void rules();
  static std::string name(Amsel A) {
    return formatv("%amsel_{0}_{1}", A.second, A.first);
  }
  static std::vector<Amsel> amselsOf(const PacketMasterView &P);
  bool dropsByDefault(hw::Port Master) const {
    return Master.Bundle == hw::Bundle::DMA ||
           (Master.Bundle == hw::Bundle::South && V.Tile.Row == 0);
  }
  std::map<hw::Port, std::vector<SlotView>> rulesBySlave() const;

  raw_ostream &OS;
  const Model &M;
  const SwitchView &V;
};

} // namespace

std::vector<SwitchPrinter::Amsel>
SwitchPrinter::amselsOf(const PacketMasterView &P) {
  std::vector<Amsel> All;
  for (unsigned Msel = 0; Msel < hw::mselsPerArbiter(); ++Msel)
    if (P.MselMask & 1u << Msel)
      All.push_back({Msel, P.Arbiter});
  return All;
}

/// The rules of each slave port that can be said: the first slots in a row,
/// all in use.
std::map<hw::Port, std::vector<SlotView>> SwitchPrinter::rulesBySlave() const {
  std::map<hw::Port, std::vector<SlotView>> All;
  for (const SlotView &S : V.Slots)
    if (S.SlaveEnabled && S.Config.Arbiter < hw::usedArbiters())
      All[S.Slave].push_back(S);
  for (auto It = All.begin(); It != All.end();) {
    bool InARow = true;
    for (auto [I, S] : enumerate(It->second))
      InARow &= S.Slot == I;
    It = InARow ? std::next(It) : All.erase(It);
  }
  return All;
}

void SwitchPrinter::circuits() {
  for (const CircuitView &C :
       inOrder<CircuitView>(M, V.Tile, V.Circuits, [&](const CircuitView &C) {
         return hw::masterConfigOffset(V.Kind,
                                       *hw::masterPort(V.Kind, C.Master));
       }))
    if (C.Slave && C.Legal && C.SlaveEnabled)
      OS << formatv("      aie.connect<{0}, {1}>\n", portText(*C.Slave),
                    portText(C.Master));
}

void SwitchPrinter::amsels() {
  std::set<Amsel> Used;
  for (const PacketMasterView &P : V.PacketMasters)
    if (P.Arbiter < hw::usedArbiters())
      for (Amsel A : amselsOf(P))
        Used.insert(A);
  for (const auto &[Slave, Slots] : rulesBySlave())
    for (const SlotView &S : Slots)
      Used.insert({S.Config.Msel, S.Config.Arbiter});
  for (Amsel A : Used)
    OS << formatv("      {0} = aie.amsel<{1}> ({2})\n", name(A), A.second,
                  A.first);
}

void SwitchPrinter::masters() {
  for (const PacketMasterView &P : inOrder<PacketMasterView>(
           M, V.Tile, V.PacketMasters, [&](const PacketMasterView &P) {
             return hw::masterConfigOffset(V.Kind,
                                           *hw::masterPort(V.Kind, P.Master));
           })) {
    if (!P.MselMask || P.Arbiter >= hw::usedArbiters())
      continue;
    OS << formatv("      aie.masterset({0}", portText(P.Master));
    for (Amsel A : amselsOf(P))
      OS << ", " << name(A);
    OS << ")";
    if (P.DropHeader != dropsByDefault(P.Master))
      OS << " {keep_pkt_header = " << (P.DropHeader ? "false" : "true") << "}";
    OS << "\n";
  }
}

void SwitchPrinter::rules() {
  std::map<hw::Port, std::vector<SlotView>> BySlave = rulesBySlave();
  std::vector<hw::Port> Slaves;
  for (const auto &[Slave, Slots] : BySlave)
    Slaves.push_back(Slave);
  for (hw::Port Slave : inOrder<hw::Port>(M, V.Tile, Slaves, [&](hw::Port P) {
         return hw::slaveConfigOffset(V.Kind, *hw::slavePort(V.Kind, P));
       })) {
    OS << formatv("      aie.packet_rules({0}) {{\n", portText(Slave));
    for (const SlotView &S : BySlave[Slave])
      OS << formatv("        aie.rule({0:x}, {1:x}, {2})\n", S.Config.Mask,
                    S.Config.Id, name({S.Config.Msel, S.Config.Arbiter}));
    OS << "      }\n";
  }
}

void SwitchPrinter::box() {
  if (V.Circuits.empty() && V.PacketMasters.empty() && V.Slots.empty())
    return;
  OS << formatv("    aie.switchbox({0}) {{\n", tileValue(V.Tile));
  circuits();
  amsels();
  masters();
  rules();
  OS << "    }\n";
}

void SwitchPrinter::mux() {
  if (V.Mux.empty())
    return;
  OS << formatv("    aie.shim_mux({0}) {{\n", tileValue(V.Tile));
  std::map<bool, unsigned> NocLanes;
  // Away from the array first, like the generator of the compile pipeline.
  for (bool Inwards : {false, true})
    for (const ShimMuxView &L : V.Mux) {
      if (L.Inwards != Inwards)
        continue;
      std::string Other;
      if (L.Input == hw::ShimMuxInput::DMA && L.Channel)
        Other = portText({hw::Bundle::DMA, *L.Channel});
      else if (L.Input == hw::ShimMuxInput::NoC)
        Other = portText({hw::Bundle::NOC, NocLanes[Inwards]++});
      else
        continue;
      std::string North = portText({hw::Bundle::North, L.South});
      OS << formatv("      aie.connect<{0}, {1}>\n", Inwards ? Other : North,
                    Inwards ? North : Other);
    }
  OS << "    }\n";
}

/// First of the last writes to the registers of a switch.
static size_t switchOrder(const Model &M, const SwitchView &V) {
  size_t First = NeverWritten;
  for (size_t I = 0; I < hw::masterPorts(V.Kind).size(); ++I)
    First =
        std::min(First, M.lastWrite(V.Tile, hw::masterConfigOffset(V.Kind, I)));
  for (size_t I = 0; I < hw::slavePorts(V.Kind).size(); ++I)
    First =
        std::min(First, M.lastWrite(V.Tile, hw::slaveConfigOffset(V.Kind, I)));
  return First;
}

static void printCascades(raw_ostream &OS, const Model &M) {
  uint32_t Offset =
      hw::registerOffset(hw::TileKind::Core, "Accumulator_Control");
  std::vector<CoreView> Written;
  for (const auto &[T, State] : M.Image.tiles())
    if (State.Kind == hw::TileKind::Core && State.written(Offset))
      Written.push_back(coreView(M.Image, T));
  llvm::sort(Written, [&](const CoreView &A, const CoreView &B) {
    return M.lastWrite(A.Tile, Offset) < M.lastWrite(B.Tile, Offset);
  });
  for (const CoreView &C : Written)
    OS << formatv("    aie.configure_cascade({0}, {1}, {2})\n",
                  tileValue(C.Tile), C.CascadeFromWest ? "West" : "North",
                  C.CascadeToEast ? "East" : "South");
}

void raise::printSwitches(raw_ostream &OS, const Model &M) {
  std::vector<SwitchView> Views = switchViews(M.Image);
  std::vector<std::pair<size_t, size_t>> Boxes, Muxes;
  for (auto [I, V] : enumerate(Views)) {
    Boxes.emplace_back(switchOrder(M, V), I);
    if (hw::isShim(V.Kind))
      Muxes.emplace_back(std::min(M.lastWrite(V.Tile, hw::shimMuxOffset()),
                                  M.lastWrite(V.Tile, hw::shimDemuxOffset())),
                         I);
  }
  llvm::sort(Boxes);
  llvm::sort(Muxes);
  for (auto [Order, I] : Boxes)
    SwitchPrinter(OS, M, Views[I]).box();
  for (auto [Order, I] : Muxes)
    SwitchPrinter(OS, M, Views[I]).mux();
  printCascades(OS, M);
}
