//===- RouteView.cpp - stream routes followed end to end ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/RouteView.h"

#include <set>

using namespace aieforge;
using namespace llvm;
using hw::Bundle;

StringRef aieforge::toString(RouteStop::Reason R) {
  switch (R) {
  case RouteStop::LeavesDevice:
    return "leaves the device";
  case RouteStop::PortDisabled:
    return "port is disabled";
  case RouteStop::NoRule:
    return "no packet rule matches";
  case RouteStop::NoMaster:
    return "no master port takes it";
  }
  return {};
}

namespace {
using Place = std::pair<hw::TileId, hw::Port>;

/// What data with one packet id does after it entered at one port.
struct Tree {
  std::vector<RouteHop> Hops;
  std::vector<RouteEnd> Destinations;
  std::vector<RouteStop> Stops;
  bool Loop = false;
  bool Packet = false; ///< A packet rule decided somewhere.
  bool operator==(const Tree &) const = default;
};

/// The switches of one image.
class Network {
public:
  explicit Network(const RegisterImage &I);
  std::vector<RouteView> routes() const;

private:
  bool isSource(hw::TileId T, hw::Port Slave, bool &Undriven) const;
  bool drives(const hw::TilePort &Master) const;
  RouteEnd source(hw::TileId T, hw::Port Slave) const;
  std::optional<unsigned> muxChannel(hw::TileId T, unsigned South,
                                     bool Inwards) const;

  Tree follow(hw::TileId T, hw::Port Slave, unsigned Id) const;
  void enter(Tree &To, std::set<Place> &Seen, Place P, unsigned Id) const;
  void leave(Tree &To, std::set<Place> &Seen, Place P, unsigned Id) const;
  void addRoutes(hw::TileId T, hw::Port Slave,
                 std::vector<RouteView> &To) const;

  const hw::Device &D;
  std::map<hw::TileId, SwitchView> Switches;
};
} // namespace

Network::Network(const RegisterImage &I) : D(I.device()) {
  for (SwitchView &V : switchViews(I))
    Switches.emplace(V.Tile, std::move(V));
}

/// Can data leave at the master port?
bool Network::drives(const hw::TilePort &Master) const {
  auto It = Switches.find(Master.Tile);
  if (It == Switches.end())
    return false;
  const SwitchView &V = It->second;
  return any_of(V.Circuits,
                [&](const CircuitView &C) {
                  return C.Master == Master.P && C.SlaveEnabled;
                }) ||
         any_of(V.PacketMasters, [&](const PacketMasterView &M) {
           return M.Master == Master.P;
         });
}

/// Data enters the network at the port, rather than from another switch.
bool Network::isSource(hw::TileId T, hw::Port Slave, bool &Undriven) const {
  Undriven = false;
  if (Slave.Bundle == Bundle::FIFO)
    return !drives({T, Slave});
  bool Shim = hw::isShim(D.kind(T.Column, T.Row));
  if (hw::opposite(Slave.Bundle) == Slave.Bundle ||
      (Shim && Slave.Bundle == Bundle::South))
    return true;
  std::optional<hw::TilePort> From = hw::neighbourMaster(D, T, Slave);
  Undriven = !From || !drives(*From);
  return Undriven;
}

std::optional<unsigned> Network::muxChannel(hw::TileId T, unsigned South,
                                            bool Inwards) const {
  for (const ShimMuxView &M : Switches.at(T).Mux)
    if (M.South == South && M.Inwards == Inwards)
      return M.Channel;
  return std::nullopt;
}

RouteEnd Network::source(hw::TileId T, hw::Port Slave) const {
  RouteEnd E{T, Slave, std::nullopt};
  if (Slave.Bundle == Bundle::DMA)
    E.Channel = Slave.Index;
  else if (Slave.Bundle == Bundle::South && hw::isShim(D.kind(T.Column, T.Row)))
    E.Channel = muxChannel(T, Slave.Index, /*Inwards=*/true);
  return E;
}

/// Data comes to a slave port.
void Network::enter(Tree &To, std::set<Place> &Seen, Place P,
                    unsigned Id) const {
  auto [T, Slave] = P;
  if (!Seen.insert(P).second) {
    To.Loop = true;
    return;
  }
  auto It = Switches.find(T);
  bool Circuit =
      It != Switches.end() && is_contained(It->second.CircuitSlaves, Slave);
  bool Packet =
      It != Switches.end() && is_contained(It->second.PacketSlaves, Slave);
  if (!Circuit && !Packet) {
    To.Stops.push_back({T, Slave, RouteStop::PortDisabled});
    return;
  }
  const SwitchView &V = It->second;
  SmallVector<hw::Port, 8> Masters;
  if (Circuit) {
    for (const CircuitView &C : V.Circuits)
      if (C.Slave == Slave)
        Masters.push_back(C.Master);
  } else {
    To.Packet = true;
    auto Rule = find_if(V.Slots, [&](const SlotView &S) {
      return S.Slave == Slave && S.matches(Id);
    });
    if (Rule == V.Slots.end()) {
      To.Stops.push_back({T, Slave, RouteStop::NoRule});
      return;
    }
    for (const PacketMasterView &M : V.PacketMasters)
      if (M.Arbiter == Rule->Config.Arbiter &&
          (M.MselMask >> Rule->Config.Msel & 1))
        Masters.push_back(M.Master);
  }
  if (Masters.empty())
    To.Stops.push_back({T, Slave, RouteStop::NoMaster});
  for (hw::Port Master : Masters) {
    To.Hops.push_back({T, Slave, Master});
    leave(To, Seen, {T, Master}, Id);
  }
}

/// Data leaves at a master port.
void Network::leave(Tree &To, std::set<Place> &Seen, Place P,
                    unsigned Id) const {
  auto [T, Master] = P;
  bool Shim = hw::isShim(D.kind(T.Column, T.Row));
  if (Master.Bundle == Bundle::FIFO)
    return enter(To, Seen, P, Id);
  if (Shim && Master.Bundle == Bundle::South) {
    To.Destinations.push_back(
        {T, Master, muxChannel(T, Master.Index, /*Inwards=*/false)});
    return;
  }
  if (hw::opposite(Master.Bundle) == Master.Bundle) {
    RouteEnd E{T, Master, std::nullopt};
    if (Master.Bundle == Bundle::DMA)
      E.Channel = Master.Index;
    To.Destinations.push_back(E);
    return;
  }
  if (std::optional<hw::TilePort> Next = hw::neighbourSlave(D, T, Master))
    enter(To, Seen, {Next->Tile, Next->P}, Id);
  else
    To.Stops.push_back({T, Master, RouteStop::LeavesDevice});
}

Tree Network::follow(hw::TileId T, hw::Port Slave, unsigned Id) const {
  Tree To;
  std::set<Place> Seen;
  enter(To, Seen, {T, Slave}, Id);
  return To;
}

void Network::addRoutes(hw::TileId T, hw::Port Slave,
                        std::vector<RouteView> &To) const {
  bool Undriven;
  if (!isSource(T, Slave, Undriven))
    return;
  std::vector<std::pair<Tree, uint32_t>> Ways;
  for (unsigned Id = 0; Id <= hw::maxPacketId(); ++Id) {
    Tree Way = follow(T, Slave, Id);
    if (!Way.Packet) {
      Ways.emplace_back(std::move(Way), 0);
      break; // Ids do not matter.
    }
    // Ids that the very first port has no rule for are not sent here.
    if (Way.Hops.empty() && Way.Stops.size() == 1 &&
        Way.Stops.front().Why == RouteStop::NoRule)
      continue;
    auto Same = find_if(Ways, [&](const auto &W) { return W.first == Way; });
    if (Same == Ways.end())
      Ways.emplace_back(std::move(Way), 1u << Id);
    else
      Same->second |= 1u << Id;
  }
  for (auto &[Way, Ids] : Ways)
    To.push_back({source(T, Slave), Undriven, Ids, std::move(Way.Hops),
                  std::move(Way.Destinations), std::move(Way.Stops), Way.Loop});
}

std::vector<RouteView> Network::routes() const {
  std::vector<RouteView> All;
  for (const auto &[T, V] : Switches)
    for (hw::Port Slave : hw::slavePorts(V.Kind))
      if (is_contained(V.CircuitSlaves, Slave) ||
          is_contained(V.PacketSlaves, Slave))
        addRoutes(T, Slave, All);
  return All;
}

std::vector<RouteView> aieforge::routeViews(const RegisterImage &I) {
  return Network(I).routes();
}
