//===- StreamSwitch.cpp - the stream switch of one tile -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StreamSwitch.h"
#include "Fabric.h"
#include "aieforge/Hardware/StreamSwitch.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {
// FIFO depths and delays of AM020 chapter 2: ports to another tile 4 deep and 2
// cycles, masters that stay in the tile 2 deep and 1 cycle, slaves 4 deep and 2
// cycles, the FIFO port pair 16 words more.
constexpr unsigned ExternalDepth = 4, ExternalLatency = 2, LocalDepth = 2,
                   LocalLatency = 1, SlaveDepth = 4, SlaveLatency = 2,
                   FifoPortDepth = 16;
} // namespace

std::string aieforge::emu::portName(const char *Side, hw::Bundle B,
                                    unsigned Index) {
  return formatv("{0} {1} {2}", Side, hw::toString(B), Index).str();
}

StreamSwitch::StreamSwitch(Fabric &F, Tile &T) : F(F), T(T) {
  Owner.fill(-1);
  AgentId Self = T.agent(SwitchSlot);
  for (const hw::Port &P : hw::masterPorts(T.Kind)) {
    Master M{P.Bundle, P.Index};
    bool External = isExternal(P.Bundle);
    M.Fifo = StreamFifo(External ? ExternalDepth : LocalDepth,
                        External ? ExternalLatency : LocalLatency);
    M.Fifo.Producer = Self;
    Masters.push_back(M);
  }
  for (const hw::Port &P : hw::slavePorts(T.Kind)) {
    Slave S{P.Bundle, P.Index};
    S.Fifo = StreamFifo(
        P.Bundle == hw::Bundle::FIFO ? SlaveDepth + FifoPortDepth : SlaveDepth,
        SlaveLatency);
    S.Fifo.Consumer = Self;
    Slaves.push_back(S);
  }
}

void StreamSwitch::connect() {
  for (Master &M : Masters) {
    if (M.Bundle == hw::Bundle::FIFO) {
      M.LinkSwitch = this;
      M.LinkPort = slavePort(hw::Bundle::FIFO, M.Index);
    } else if (auto N =
                   hw::neighbourSlave(F.Device, T.Id, {M.Bundle, M.Index})) {
      Tile *Neighbour = F.tile(N->Tile.Column, N->Tile.Row);
      unsigned Port =
          Neighbour ? Neighbour->Switch->slavePort(N->P.Bundle, N->P.Index)
                    : NoPort;
      if (Port == NoPort)
        continue;
      M.LinkSwitch = Neighbour->Switch.get();
      M.LinkPort = Port;
    }
    if (M.LinkSwitch)
      M.LinkSwitch->Slaves[M.LinkPort].Fifo.Producer = T.agent(SwitchSlot);
  }
}

unsigned StreamSwitch::masterPort(hw::Bundle B, unsigned Index) const {
  return hw::masterPort(T.Kind, {B, Index}).value_or(NoPort);
}

unsigned StreamSwitch::slavePort(hw::Bundle B, unsigned Index) const {
  return hw::slavePort(T.Kind, {B, Index}).value_or(NoPort);
}

//===----------------------------------------------------------------------===//
// Configuration
//===----------------------------------------------------------------------===//

void StreamSwitch::writeMaster(unsigned Port, uint32_t Value) {
  hw::MasterConfig C = hw::MasterConfig::decode(Value);
  Master &M = Masters[Port];
  M.Enabled = C.Enabled;
  M.Packet = C.Packet;
  M.DropHeader = C.DropHeader;
  M.Slave = C.SlavePort;
  M.Arbiter = C.Arbiter;
  M.Msels = C.MselMask;
  if (M.Enabled && !M.Packet)
    checkRoute(M.Slave, Port);
  RoutesChanged = true;
  F.wake(T.agent(SwitchSlot));
}

void StreamSwitch::writeSlave(unsigned Port, uint32_t Value) {
  hw::SlaveConfig C = hw::SlaveConfig::decode(Value);
  Slaves[Port].Enabled = C.Enabled;
  Slaves[Port].Packet = C.Packet;
  RoutesChanged = true;
  F.wake(T.agent(SwitchSlot));
}

void StreamSwitch::writeSlot(unsigned Port, unsigned Slot, uint32_t Value) {
  hw::SlotConfig C = hw::SlotConfig::decode(Value);
  Slaves[Port].Slots[Slot] = {C.Enabled, C.Id, C.Mask, C.Msel, C.Arbiter};
  RoutesChanged = true;
  F.wake(T.agent(SwitchSlot));
}

void StreamSwitch::writeMerge(unsigned Arbiter, unsigned Word, uint32_t Value) {
  auto Bits = [&](const char *Register, const char *Name) {
    return hw::registerField(T.Kind, Register, Name).extract(Value);
  };
  Merge &M = Merges[Arbiter];
  if (Word == 0) {
    const char *R = "Stream_Switch_Deterministic_Merge_arb{0}_slave0_1";
    M.Port[0] = Bits(R, "Slave_ID_0");
    M.Packets[0] = Bits(R, "Packet_Count_0");
    M.Port[1] = Bits(R, "Slave_ID_1");
    M.Packets[1] = Bits(R, "Packet_Count_1");
  } else if (Word == 1) {
    const char *R = "Stream_Switch_Deterministic_Merge_arb{0}_slave2_3";
    M.Port[2] = Bits(R, "Slave_ID_2");
    M.Packets[2] = Bits(R, "Packet_Count_2");
    M.Port[3] = Bits(R, "Slave_ID_3");
    M.Packets[3] = Bits(R, "Packet_Count_3");
  } else {
    M.Enabled = Bits("Stream_Switch_Deterministic_Merge_arb{0}_ctrl", "Enable");
    M.Position = M.Done = 0;
  }
  F.wake(T.agent(SwitchSlot));
}

void StreamSwitch::checkRoute(unsigned SlavePort, unsigned MasterPort) {
  if (SlavePort < Slaves.size() &&
      hw::isLegalConnection(T.Kind, SlavePort, MasterPort))
    return;
  std::string From =
      SlavePort < Slaves.size()
          ? portName("slave", Slaves[SlavePort].Bundle, Slaves[SlavePort].Index)
          : formatv("slave port {0} (there are {1})", SlavePort, Slaves.size())
                .str();
  F.fault(formatv("stream switch {0}: {1} is routed to {2}, which this kind of "
                  "tile cannot connect",
                  T.name(), From,
                  portName("master", Masters[MasterPort].Bundle,
                           Masters[MasterPort].Index)));
}

void StreamSwitch::updateRoutes() {
  RoutesChanged = false;
  for (unsigned P = 0; P < Slaves.size(); ++P) {
    Slave &S = Slaves[P];
    S.Unroutable = false;
    if (S.Granted)
      continue; // A packet under way keeps its route.
    S.Matched = false;
    S.Targets.clear();
    if (!S.Enabled || S.Packet)
      continue;
    for (unsigned M = 0; M < Masters.size(); ++M)
      if (Masters[M].Enabled && !Masters[M].Packet && Masters[M].Slave == P)
        S.Targets.push_back(M);
  }
}

//===----------------------------------------------------------------------===//
// Moving words
//===----------------------------------------------------------------------===//

void StreamSwitch::pushSlave(unsigned Port, const StreamWord &W) {
  Slaves[Port].Fifo.push(W, F.now());
  BusySlaves |= 1u << Port;
  F.wake(T.agent(SwitchSlot));
}

StreamWord StreamSwitch::popSlave(unsigned Port) {
  Slave &S = Slaves[Port];
  StreamWord W = S.Fifo.pop();
  if (S.Fifo.empty())
    BusySlaves &= ~(1u << Port);
  if (S.Bundle == hw::Bundle::TileControl) {
    // Channels with task tokens and the control packet port share it.
    F.wake(T.agent(ControlSlot));
    for (auto *List : {&T.S2MM, &T.MM2S})
      for (auto &C : *List)
        F.wake(C->agent());
  }
  F.wake(S.Fifo.Producer);
  if (WatchedSlaves >> Port & 1)
    T.Events->port(/*Master=*/false, Port, W.Last);
  return W;
}

void StreamSwitch::pushMaster(unsigned Port, const StreamWord &W) {
  Masters[Port].Fifo.push(W, F.now());
  BusyMasters |= 1u << Port;
  F.wake(Masters[Port].Fifo.Consumer);
  if (WatchedMasters >> Port & 1)
    T.Events->port(/*Master=*/true, Port, W.Last);
}

StreamWord StreamSwitch::popMaster(unsigned Port) {
  Master &M = Masters[Port];
  StreamWord W = M.Fifo.pop();
  if (M.Fifo.empty())
    BusyMasters &= ~(1u << Port);
  F.wake(M.Fifo.Producer);
  return W;
}

bool StreamSwitch::moveToNeighbours() {
  bool Active = false;
  for (uint32_t Busy = BusyMasters; Busy; Busy &= Busy - 1) {
    unsigned P = __builtin_ctz(Busy);
    Master &M = Masters[P];
    bool ToFirmware =
        hw::isShim(T.Kind) && M.Bundle == hw::Bundle::South && M.Index == 0;
    if (!M.LinkSwitch && !ToFirmware)
      continue; // Somebody in the tile takes the words, or nobody.
    if (!M.Fifo.ready(F.now())) {
      Active = true;
      continue;
    }
    if (ToFirmware) {
      F.deliverToFirmware(T, popMaster(P));
      Active = true;
    } else if (M.LinkSwitch->canPushSlave(M.LinkPort)) {
      M.LinkSwitch->pushSlave(M.LinkPort, popMaster(P));
      Active = true;
    }
  }
  return Active;
}

// Finds the arbiter of the packet at the front of each packet-mode slave.
bool StreamSwitch::matchHeaders() {
  bool Waiting = false;
  for (uint32_t Busy = BusySlaves; Busy; Busy &= Busy - 1) {
    unsigned P = __builtin_ctz(Busy);
    Slave &S = Slaves[P];
    if (!S.Enabled || !S.Packet || S.Granted || S.Unroutable)
      continue;
    if (!S.Matched) {
      if (!S.Fifo.ready(F.now()))
        continue;
      uint32_t Header = S.Fifo.front().Data;
      for (const PacketSlot &Slot : S.Slots)
        if (!S.Matched && Slot.Enabled &&
            (Header & Slot.Mask) == (Slot.Id & Slot.Mask)) {
          S.Matched = true;
          S.Arbiter = Slot.Arbiter;
          S.Msel = Slot.Msel;
        }
      if (!S.Matched) {
        S.Unroutable = true;
        F.fault(formatv("stream switch {0}: a packet with id {1} (header "
                        "{2:x8}) arrived at {3}, and no enabled slot of that "
                        "port matches it",
                        T.name(), Header & hw::maxPacketId(), Header,
                        portName("slave", S.Bundle, S.Index)));
        continue;
      }
      if (!hasOddParity(Header))
        F.warn(formatv("stream switch {0}: the packet header {1:x8} at {2} has "
                       "even parity",
                       T.name(), Header, portName("slave", S.Bundle, S.Index)));
    }
    Waiting = true;
  }
  return Waiting;
}

void StreamSwitch::grantArbiters() {
  for (unsigned A = 0; A < NumArbiters; ++A) {
    if (Owner[A] >= 0)
      continue;
    auto Wants = [&](unsigned P) {
      const Slave &S = Slaves[P];
      return S.Enabled && S.Packet && S.Matched && !S.Granted && S.Arbiter == A;
    };
    unsigned Chosen = NoPort;
    if (A < Merges.size() && Merges[A].Enabled) {
      Merge &M = Merges[A];
      for (unsigned Skip = 0; Skip < 4 && M.Packets[M.Position] == 0; ++Skip)
        M.Position = (M.Position + 1) % 4;
      unsigned P = M.Port[M.Position];
      if (P < Slaves.size() && Wants(P))
        Chosen = P;
    } else {
      for (unsigned I = 1; I <= Slaves.size() && Chosen == NoPort; ++I)
        if (unsigned P = (LastOwner[A] + I) % Slaves.size(); Wants(P))
          Chosen = P;
    }
    if (Chosen == NoPort)
      continue;
    Slave &S = Slaves[Chosen];
    S.Targets.clear();
    for (unsigned M = 0; M < Masters.size(); ++M)
      if (Masters[M].Enabled && Masters[M].Packet && Masters[M].Arbiter == A &&
          (Masters[M].Msels >> S.Msel & 1))
        S.Targets.push_back(M);
    if (S.Targets.empty()) {
      S.Unroutable = true;
      S.Matched = false;
      F.fault(formatv("stream switch {0}: a packet at {1} goes to arbiter {2}, "
                      "msel {3}, but no master port listens to that",
                      T.name(), portName("slave", S.Bundle, S.Index), A,
                      S.Msel));
      continue;
    }
    for (unsigned M : S.Targets)
      checkRoute(Chosen, M);
    Owner[A] = Chosen;
    LastOwner[A] = Chosen;
    S.Granted = true;
    S.HeaderNext = true;
  }
}

bool StreamSwitch::moveFromSlave(unsigned P) {
  Slave &S = Slaves[P];
  if (!S.Enabled || S.Targets.empty() || (S.Packet && !S.Granted))
    return false;
  if (!S.Fifo.ready(F.now()))
    return true;
  bool Header = S.Packet && S.HeaderNext;
  for (unsigned M : S.Targets)
    if (Masters[M].Fifo.full() && !(Header && Masters[M].DropHeader))
      return false;
  StreamWord W = popSlave(P);
  for (unsigned M : S.Targets)
    if (!(Header && Masters[M].DropHeader))
      pushMaster(M, W);
  if (!S.Packet)
    return true;
  S.HeaderNext = false;
  if (!W.Last)
    return true;
  // The packet is through: the arbiter takes the next one.
  unsigned A = S.Arbiter;
  Owner[A] = -1;
  S.Granted = S.Matched = false;
  S.Targets.clear();
  if (A < Merges.size() && Merges[A].Enabled) {
    Merge &M = Merges[A];
    if (++M.Done >= M.Packets[M.Position]) {
      M.Done = 0;
      M.Position = (M.Position + 1) % 4;
    }
  }
  if (RoutesChanged)
    updateRoutes();
  return true;
}

bool StreamSwitch::step() {
  if (RoutesChanged)
    updateRoutes();
  bool Active = moveToNeighbours();
  if (matchHeaders())
    grantArbiters();
  for (uint32_t Busy = BusySlaves; Busy; Busy &= Busy - 1) {
    unsigned P = __builtin_ctz(Busy);
    Active |= moveFromSlave(P);
    // A header that is still on its way through the FIFO.
    if (const Slave &S = Slaves[P];
        S.Enabled && !S.Fifo.empty() && !S.Fifo.ready(F.now()))
      Active = true;
  }
  return Active;
}
