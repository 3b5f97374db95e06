//===- SwitchRules.cpp - rules C10 to C17: stream switches ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayRules.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

namespace {
/// The rules about one tile's switch.
class SwitchRules {
public:
  SwitchRules(const ArrayState &A, hw::TileId T, const Twine &Image,
              Reporter &R)
      : A(A), S(A.Image, T), Where((Image + ", " + tileName(T)).str()), R(R) {}
  void run();

private:
  std::string master(unsigned P) const {
    return "master port " + hw::toString(hw::masterPorts(S.Kind)[P]);
  }
  std::string slave(unsigned P) const {
    return "slave port " + hw::toString(hw::slavePorts(S.Kind)[P]);
  }
  void checkCircuit(unsigned P);
  void checkPacketSlave(unsigned P);
  void checkEdge(unsigned P);
  void checkSlots(unsigned P);
  void checkLane(unsigned P, hw::Direction D);

  const ArrayState &A;
  SwitchState S;
  std::string Where;
  Reporter &R;
};
} // namespace

void SwitchRules::checkCircuit(unsigned P) {
  unsigned Slave = S.Masters[P].SlavePort;
  if (Slave >= S.Slaves.size()) {
    R.add("C10", Where,
          text("{0} is connected to slave port {1}; the switch has 0 to {2}",
               master(P), Slave, S.Slaves.size() - 1),
          "no-port");
    return;
  }
  if (!hw::isLegalConnection(S.Kind, Slave, P)) {
    R.add("C10", Where,
          text("{0} is connected to {1}; a {2} tile has no such connection",
               master(P), slave(Slave), hw::toString(S.Kind)));
    return;
  }
  if (!S.Slaves[Slave].Enabled)
    R.add("C11", Where,
          text("{0} is connected to {1}, which is not enabled", master(P),
               slave(Slave)));
  else if (S.Slaves[Slave].Packet)
    R.add("C11", Where,
          text("{0} has a circuit connection to {1}, which is in packet mode",
               master(P), slave(Slave)));
}

/// True if some packet id matches both.
static bool overlap(const hw::SlotConfig &A, const hw::SlotConfig &B) {
  return ((A.Id ^ B.Id) & A.Mask & B.Mask) == 0;
}

void SwitchRules::checkSlots(unsigned P) {
  const std::vector<hw::SlotConfig> &Slots = S.Slots[P];
  for (auto [I, A] : enumerate(Slots))
    for (auto [J, B] : enumerate(Slots))
      if (I < J && A.Enabled && B.Enabled && overlap(A, B) &&
          (A.Arbiter != B.Arbiter || A.Msel != B.Msel))
        R.add("C13", Where,
              text("slots {0} (id {1}, mask {2:x}) and {3} (id {4}, mask "
                   "{5:x}) of {6} match the same packets",
                   I, A.Id, A.Mask, J, B.Id, B.Mask, slave(P)));
}

void SwitchRules::checkPacketSlave(unsigned P) {
  bool Any = false;
  for (auto [I, Slot] : enumerate(S.Slots[P])) {
    if (!Slot.Enabled)
      continue;
    Any = true;
    std::string Which = text("slot {0} of {1} (id {2})", I, slave(P), Slot.Id);
    if (Slot.Arbiter >= hw::usedArbiters())
      R.add("C14", Where, text("{0} uses arbiter {1}", Which, Slot.Arbiter));
    std::vector<unsigned> Out = S.listeners(Slot);
    if (Out.empty())
      R.add("C12", Where,
            text("{0} sends to arbiter {1}, msel {2}, which no master port "
                 "listens to",
                 Which, Slot.Arbiter, Slot.Msel));
    for (unsigned M : Out)
      if (!hw::isLegalConnection(S.Kind, P, M))
        R.add("C10", Where,
              text("{0} leads to {1}; a {2} tile has no such connection", Which,
                   master(M), hw::toString(S.Kind)));
  }
  if (!Any)
    R.add("C12", Where,
          text("{0} is in packet mode, but has no enabled slot", slave(P)),
          "no-slot");
  checkSlots(P);
}

static bool isSlaveEnabled(const RegisterImage &Image, const hw::TilePort &P) {
  hw::TileKind K = Image.device().kind(P.Tile.Column, P.Tile.Row);
  std::optional<unsigned> Number = hw::slavePort(K, P.P);
  return Number && hw::SlaveConfig::decode(
                       Image.value(P.Tile, hw::slaveConfigOffset(K, *Number)))
                       .Enabled;
}

void SwitchRules::checkEdge(unsigned P) {
  hw::Port Port = hw::masterPorts(S.Kind)[P];
  bool Leaves = is_contained({hw::Bundle::North, hw::Bundle::South,
                              hw::Bundle::East, hw::Bundle::West},
                             Port.Bundle);
  // South of a shim tile is the way out to firmware and memory.
  if (!Leaves || (hw::isShim(S.Kind) && Port.Bundle == hw::Bundle::South))
    return;
  std::optional<hw::TilePort> Next = hw::neighbourSlave(A.Device, S.Tile, Port);
  if (Next && !isSlaveEnabled(A.Image, *Next))
    R.add("C11", Where,
          text("{0} leads to slave port {1} of {2}, which is not enabled",
               master(P), hw::toString(Next->P), tileName(Next->Tile)),
          "neighbour");
  if (!Next)
    R.add("C16", Where,
          text("{0} is in use, but leads out of the partition of {1} column{2}",
               master(P), A.Device.Columns, A.Device.Columns == 1 ? "" : "s"));
}

/// Lane South of a shim tile between switch and DMA.
void SwitchRules::checkLane(unsigned P, hw::Direction D) {
  bool In = D == hw::Direction::MM2S;
  hw::Port Port = In ? hw::slavePorts(S.Kind)[P] : hw::masterPorts(S.Kind)[P];
  if (Port.Bundle != hw::Bundle::South || !hw::shimDmaChannel(D, Port.Index) ||
      laneInput(A.Image, S.Tile, D, Port.Index) != hw::ShimMuxInput::PL)
    return;
  R.add("C17", Where,
        text("{0} is in use, but the {1} does not lead to the DMA",
             In ? slave(P) : master(P), In ? "multiplexer" : "demultiplexer"));
}

void SwitchRules::run() {
  for (auto [P, M] : enumerate(S.Masters)) {
    if (!M.Enabled)
      continue;
    if (!M.Packet)
      checkCircuit(P);
    else if (M.Arbiter >= hw::usedArbiters())
      R.add("C14", Where, text("{0} uses arbiter {1}", master(P), M.Arbiter));
    checkEdge(P);
    if (hw::isShim(S.Kind))
      checkLane(P, hw::Direction::S2MM);
  }
  for (unsigned P = 0; P < S.Slaves.size(); ++P) {
    if (!S.Slaves[P].Enabled)
      continue;
    if (S.Slaves[P].Packet)
      checkPacketSlave(P);
    if (hw::isShim(S.Kind) && S.isUsed(P))
      checkLane(P, hw::Direction::MM2S);
  }
}

void check::checkSwitches(const ArrayState &A, const Twine &Where,
                          Reporter &R) {
  for (const auto &[Tile, State] : A.Image.tiles())
    SwitchRules(A, Tile, Where, R).run();
}

void PortWatch::before(uint32_t Address, ArrayRef<uint32_t> Words,
                       const Twine &Where) {
  hw::TileAddress At = hw::TileAddress::decode(Address);
  if (!Image.device().contains(At.Column, At.Row))
    return;
  hw::TileKind K = Image.device().kind(At.Column, At.Row);
  if (hw::windowAt(K, At.Offset).What != hw::Window::Registers)
    return; // Programs and data, which are long.
  for (size_t I = 0; I < Words.size(); ++I) {
    uint32_t Offset = At.Offset + 4 * I;
    std::optional<hw::SwitchRegisterRef> Ref = hw::switchRegisterAt(K, Offset);
    if (!Ref)
      continue;
    uint32_t Old = Image.value(At.tile(), Offset), New = Words[I];
    if (Old == New)
      continue;
    std::string Place = (Where + ", " + tileName(At.tile())).str();
    if (Ref->What == hw::SwitchRegisterRef::Master &&
        hw::MasterConfig::decode(Old).Enabled &&
        hw::MasterConfig::decode(New).Enabled)
      R.add("C15", Place,
            text("master port {0} is configured as {1:x8} and then as {2:x8}",
                 hw::toString(hw::masterPorts(K)[Ref->Number]), Old, New));
    if (Ref->What == hw::SwitchRegisterRef::Slot &&
        hw::SlotConfig::decode(Old).Enabled &&
        hw::SlotConfig::decode(New).Enabled)
      R.add("C15", Place,
            text("slot {0} of slave port {1} is configured as {2:x8} and then "
                 "as {3:x8}",
                 Ref->SlotIndex, hw::toString(hw::slavePorts(K)[Ref->Number]),
                 Old, New));
  }
}
