//===- Router.cpp - from flows to switch configurations -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks the flows, makes nets of them, has the nets routed and writes the
// switches and shim muxes that realise the routes.
//
//===----------------------------------------------------------------------===//

#include "Streams.h"
#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/STLExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::route;
using namespace llvm;

char RoutingError::ID;

std::string aieforge::route::portName(Port P) {
  return formatv("{0} : {1}", hw::toString(P.Bundle), P.Index);
}

std::string aieforge::route::toString(const Endpoint &E) {
  return formatv("({0}, {1}) {2}", E.At.Column, E.At.Row, portName(E.On));
}

std::map<TileId, std::vector<PacketStream>>
aieforge::route::packetStreams(const Fabric &Graph, ArrayRef<Net> Nets) {
  std::map<TileId, std::map<std::pair<Port, unsigned>, PacketStream>> Found;
  for (const Net &N : Nets) {
    if (!N.PacketId)
      continue;
    for (auto &[At, Children] : N.Tree) {
      if (Graph[At].Master)
        continue;
      PacketStream &S = Found[Graph[At].At][{Graph[At].On, *N.PacketId}];
      S.Slave = Graph[At].On;
      S.Id = *N.PacketId;
      S.Priority |= N.Priority;
      S.Masters.clear();
      for (NodeId Child : Children)
        S.Masters.push_back(Graph[Child].On);
    }
  }
  std::map<TileId, std::vector<PacketStream>> Result;
  for (auto &[At, Streams] : Found)
    for (auto &[Key, Stream] : Streams)
      Result[At].push_back(std::move(Stream));
  return Result;
}

namespace {

class Router {
public:
  Router(const hw::Device &Device, ArrayRef<Flow> Flows, const Routing &Given)
      : Graph(Device), Flows(Flows), Given(Given),
        Blocked(Graph.size(), false) {}

  Expected<Routing> run();

private:
  Expected<NodeId> resolve(const Endpoint &E, bool Source,
                           const Endpoint &Blame);
  Error block();
  Error collect();
  Error checkSharing();
  Error writeSwitches();
  void writeMuxes();

  Fabric Graph;
  ArrayRef<Flow> Flows;
  const Routing &Given;
  std::vector<bool> Blocked;
  std::vector<Net> Nets;
  std::map<NodeId, std::optional<bool>> KeepHeader;
  /// Shim DMA connections in use: tile and mux connection.
  std::set<std::pair<TileId, Connection>> Muxes;
  Routing Result;
};

/// The switch port of \p E, an end of the flow from \p Blame; shim DMA channels
/// enter and leave through the mux.
Expected<NodeId> Router::resolve(const Endpoint &E, bool Source,
                                 const Endpoint &Blame) {
  if (!Graph.device().contains(E.At.Column, E.At.Row))
    return routingError(
        E, "{0}: the device has columns 0 to {1} and rows 0 to {2}",
        toString(E), Graph.device().Columns - 1, Graph.device().Rows - 1);
  Port P = E.On;
  hw::TileKind Kind = Graph.device().kind(E.At.Column, E.At.Row);
  if (Kind == hw::TileKind::ShimNoC && P.Bundle == hw::Bundle::DMA) {
    std::optional<unsigned> Lane = hw::shimDmaSouth(
        Source ? hw::Direction::MM2S : hw::Direction::S2MM, P.Index);
    if (!Lane)
      return routingError(Blame, "{0}: the shim tile has no such DMA channel",
                          toString(E));
    Port South{hw::Bundle::South, *Lane};
    // The mux sees the same lane as a North port of its own.
    Port North{hw::Bundle::North, *Lane};
    Muxes.insert({E.At, Source ? Connection{P, North} : Connection{North, P}});
    P = South;
  }
  NodeId N = Graph.find(E.At, P, !Source);
  if (N < 0)
    return routingError(Blame, "{0}: the {1} tile has no such {2} port",
                        toString(E), hw::toString(Kind),
                        Source ? "stream switch slave"
                               : "stream switch master");
  return N;
}

Error Router::block() {
  auto mark = [&](TileId T, Port P, bool Master) -> Error {
    NodeId N = Graph.find(T, P, Master);
    if (N < 0)
      return routingError(
          std::nullopt,
          "switchbox of tile ({0}, {1}): there is no {2} port {3}", T.Column,
          T.Row, Master ? "master" : "slave", portName(P));
    Blocked[N] = true;
    return Error::success();
  };
  for (auto &[T, Box] : Given.Switches) {
    for (const Connection &C : Box.Connections) {
      if (Error E = mark(T, C.Slave, false))
        return E;
      if (Error E = mark(T, C.Master, true))
        return E;
    }
    for (auto &[P, Set] : Box.Masters)
      if (Error E = mark(T, P, true))
        return E;
    for (auto &[P, Rules] : Box.Slaves)
      if (Error E = mark(T, P, false))
        return E;
  }
  return Error::success();
}

Error Router::collect() {
  std::map<std::tuple<NodeId, int>, Net> BySource;
  for (const Flow &F : Flows) {
    if (F.PacketId && *F.PacketId > 31)
      return routingError(F.Source,
                          "packet flow {0} from {1}: packet ids go up to 31",
                          *F.PacketId, toString(F.Source));
    Expected<NodeId> Source = resolve(F.Source, true, F.Source);
    if (!Source)
      return Source.takeError();
    if (Blocked[*Source])
      return routingError(
          F.Source,
          "the flow from {0} cannot be routed: a given connection "
          "uses that port already",
          toString(F.Source));
    Net &N =
        BySource[{*Source, F.PacketId ? static_cast<int>(*F.PacketId) : -1}];
    N.From = F.Source;
    N.Source = *Source;
    N.PacketId = F.PacketId;
    N.Priority |= F.Priority;
    for (const Endpoint &To : F.Destinations) {
      Expected<NodeId> Sink = resolve(To, false, F.Source);
      if (!Sink)
        return Sink.takeError();
      if (Blocked[*Sink])
        return routingError(
            F.Source,
            "the flow from {0} to {1} cannot be routed: a given "
            "connection drives that port already",
            toString(F.Source), toString(To));
      if (!is_contained(N.Sinks, *Sink))
        N.Sinks.push_back(*Sink);
      if (!F.PacketId || !F.KeepHeader)
        continue;
      std::optional<bool> &Keep = KeepHeader[*Sink];
      if (Keep && *Keep != *F.KeepHeader)
        return routingError(F.Source,
                            "packet flows to {0} disagree about "
                            "keep_pkt_header: it is a property of the port",
                            toString(To));
      Keep = F.KeepHeader;
    }
  }
  for (auto &[Key, N] : BySource) {
    sort(N.Sinks);
    Nets.push_back(std::move(N));
  }
  return checkSharing();
}

/// One use a port: nothing is circuit and packet switched, or has two circuit
/// sources. Also finds which packet nets depend on each other anyway.
Error Router::checkSharing() {
  std::map<NodeId, int> SourceUse, SinkUse;
  EquivalenceClasses<int> Related;
  auto claim = [&](std::map<NodeId, int> &Uses, NodeId At, int N) -> Error {
    auto [It, New] = Uses.try_emplace(At, N);
    if (New)
      return Error::success();
    const Net &A = Nets[It->second], &B = Nets[N];
    Endpoint Where{Graph[At].At, Graph[At].On};
    if (!A.PacketId != !B.PacketId)
      return routingError(
          B.From,
          "{0} is an end of a flow and of a packet flow: a port is "
          "either circuit or packet switched",
          toString(Where));
    if (!A.PacketId)
      return routingError(B.From,
                          "{0} is the destination of two flows, from {1} and "
                          "from {2}",
                          toString(Where), toString(A.From), toString(B.From));
    Related.unionSets(It->second, N);
    return Error::success();
  };
  for (size_t N = 0; N != Nets.size(); ++N) {
    Related.insert(N);
    if (Error E = claim(SourceUse, Nets[N].Source, N))
      return E;
    for (NodeId Sink : Nets[N].Sinks)
      if (Error E = claim(SinkUse, Sink, N))
        return E;
  }
  for (size_t N = 0; N != Nets.size(); ++N)
    Nets[N].Affinity = Related.getLeaderValue(N);
  return Error::success();
}

Error Router::writeSwitches() {
  for (const Net &N : Nets) {
    if (N.PacketId)
      continue;
    for (auto &[At, Children] : N.Tree)
      if (!Graph[At].Master)
        for (NodeId Child : Children)
          Result.Switches[Graph[At].At].Connections.push_back(
              {Graph[At].On, Graph[Child].On});
  }
  for (auto &[At, Box] : Result.Switches)
    sort(Box.Connections);

  for (auto &[At, Streams] : packetStreams(Graph, Nets)) {
    SmallVector<Amsel> Used;
    if (auto It = Given.Switches.find(At); It != Given.Switches.end())
      for (auto &[P, Set] : It->second.Masters)
        append_range(Used, Set.Amsels);
    Switchbox &Box = Result.Switches[At];
    if (configurePackets(Streams, Used, Box).What != PacketShortage::None)
      return routingError(
          std::nullopt,
          "the packet flows through "
          "the switch of tile ({0}, {1}) need more arbiters and "
          "master selects than the given configuration leaves",
          At.Column, At.Row);
  }
  for (auto &[Sink, Keep] : KeepHeader)
    Result.Switches[Graph[Sink].At].Masters[Graph[Sink].On].KeepHeader = Keep;
  return Error::success();
}

void Router::writeMuxes() {
  for (auto &[At, C] : Muxes) {
    auto It = Given.ShimMuxes.find(At);
    if (It != Given.ShimMuxes.end() && is_contained(It->second, C))
      continue;
    Result.ShimMuxes[At].push_back(C);
  }
}

Expected<Routing> Router::run() {
  if (Error E = block())
    return E;
  if (Error E = collect())
    return E;
  if (Error E = PathFinder(Graph, Nets, Blocked).run())
    return E;
  if (Error E = writeSwitches())
    return E;
  writeMuxes();
  return std::move(Result);
}

} // namespace

Expected<Routing> aieforge::route::routeFlows(const hw::Device &Device,
                                              ArrayRef<Flow> Flows,
                                              const Routing &Given) {
  return Router(Device, Flows, Given).run();
}
