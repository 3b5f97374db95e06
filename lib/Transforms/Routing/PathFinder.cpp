//===- PathFinder.cpp - negotiated-congestion search ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Costs are integers, so that the result is the same on every machine. A port
// costs Base plus its history, times the number of streams already there.
//
//===----------------------------------------------------------------------===//

#include "PathFinder.h"

#include "Streams.h"
#include "llvm/ADT/STLExtras.h"

#include <queue>

using namespace aieforge;
using namespace aieforge::route;
using namespace llvm;

namespace {

constexpr uint64_t Base = 16;
/// Added to a port's cost each round that it stays overused.
constexpr uint32_t HistoryStep = 12;
/// Extra cost of sharing a lane with packets that have nothing to do with the
/// net: each could block the other, so a free lane is worth a small detour.
constexpr uint64_t SharingCost = 6 * Base;
/// Keeps other packets off the lanes of priority flows wherever possible.
constexpr uint64_t PriorityLaneCost = 4096 * Base;
constexpr unsigned MaxRounds = 80;
constexpr uint64_t MaxPressure = 1u << 16;

} // namespace

PathFinder::PathFinder(const Fabric &Graph, std::vector<Net> &Nets,
                       const std::vector<bool> &Blocked)
    : Graph(Graph), Nets(Nets), Blocked(Blocked), Use(Graph.size()),
      Best(Graph.size()), Previous(Graph.size()), Stamp(Graph.size()) {}

void PathFinder::remove(int N) {
  for (auto &[At, Children] : Nets[N].Tree)
    erase(Use[At].Nets, N);
  Nets[N].Tree.clear();
}

void PathFinder::insert(int N) {
  for (auto &[At, Children] : Nets[N].Tree)
    Use[At].Nets.push_back(N);
}

/// Whether nets of one id are one stream from \p At on.
bool PathFinder::sameStream(int A, int B, NodeId At) const {
  auto InA = Nets[A].Tree.find(At), InB = Nets[B].Tree.find(At);
  return InA != Nets[A].Tree.end() && InB != Nets[B].Tree.end() &&
         InA->second == InB->second;
}

bool PathFinder::conflict(int A, int B, NodeId At) const {
  if (A == B)
    return false;
  if (!Nets[A].PacketId || !Nets[B].PacketId)
    return true;
  return Nets[A].PacketId == Nets[B].PacketId && !sameStream(A, B, At);
}

unsigned PathFinder::conflicts(NodeId At, int Except) const {
  return count_if(Use[At].Nets,
                  [&](int Other) { return conflict(Except, Other, At); });
}

uint64_t PathFinder::cost(int N, NodeId At) const {
  uint64_t Streams = 0, Sharing = 0;
  for (int Other : Use[At].Nets) {
    if (conflict(N, Other, At)) {
      ++Streams;
      continue;
    }
    if (Nets[Other].Affinity != Nets[N].Affinity)
      Sharing = std::max(Sharing, SharingCost);
    if (Nets[Other].Priority && !Nets[N].Priority)
      Sharing = PriorityLaneCost;
  }
  return (Base + Use[At].History) * (1 + Streams * Pressure) + Sharing;
}

/// Ports from which a stream of the same id already leads to just \p Sink.
void PathFinder::findJoins(int N, NodeId Sink) {
  Joins.clear();
  if (!Nets[N].PacketId)
    return;
  for (int Other : Use[Sink].Nets) {
    if (Other == N || Nets[Other].PacketId != Nets[N].PacketId)
      continue;
    const auto &Tree = Nets[Other].Tree;
    NodeId At = Sink;
    while (true) {
      if (Nets[N].Tree.count(At))
        break;
      Joins.try_emplace(At, Other);
      auto Parent = find_if(
          Tree, [&](auto &Entry) { return is_contained(Entry.second, At); });
      if (Parent == Tree.end() || Parent->second.size() != 1 ||
          Parent->first == Nets[Other].Source)
        break;
      At = Parent->first;
    }
  }
}

bool PathFinder::routeSink(int N, NodeId Sink) {
  Net &This = Nets[N];
  findJoins(N, Sink);
  // The estimate never exceeds the true cost: the ports still to pass at the
  // lowest price. A join may come earlier than the sink, so then there is none.
  bool Estimate = Joins.size() <= 1;
  auto rest = [&](NodeId At) -> uint64_t {
    if (!Estimate || At == Sink)
      return 0;
    return (2 * Graph.distance(At, Sink) + !Graph[At].Master) * Base;
  };

  using Entry = std::pair<uint64_t, NodeId>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> Queue;
  ++Now;
  auto reach = [&](NodeId At, uint64_t Cost, NodeId From) {
    if (Stamp[At] == Now && Best[At] <= Cost)
      return;
    Stamp[At] = Now;
    Best[At] = Cost;
    Previous[At] = From;
    Queue.push({Cost + rest(At), At});
  };
  reach(This.Source, 0, -1);
  for (auto &[At, Children] : This.Tree)
    if (!Graph[At].Master)
      reach(At, 0, -1);

  while (!Queue.empty()) {
    auto [Priority, At] = Queue.top();
    Queue.pop();
    if (Priority != Best[At] + rest(At))
      continue;
    if (At == Sink || Joins.count(At)) {
      if (auto Join = Joins.find(At); Join != Joins.end() && At != Sink) {
        const auto &Other = Nets[Join->second].Tree;
        for (NodeId Step = At; Step != Sink;) {
          NodeId Next = Other.at(Step).front();
          This.Tree[Step] = {Next};
          Step = Next;
        }
      }
      This.Tree[Sink];
      for (NodeId Step = At; Previous[Step] >= 0; Step = Previous[Step]) {
        auto &Children = This.Tree[Previous[Step]];
        Children.push_back(Step);
        sort(Children);
      }
      return true;
    }
    for (NodeId Next : Graph.successors(At)) {
      if (Blocked[Next] || This.Tree.count(Next))
        continue;
      bool Joining = Joins.count(Next);
      reach(Next, Best[At] + (Joining ? Base : cost(N, Next)), At);
    }
  }
  return false;
}

Error PathFinder::routeNet(int N) {
  Net &This = Nets[N];
  SmallVector<NodeId> Order(This.Sinks.begin(), This.Sinks.end());
  // Near destinations first: far ones then branch off an existing trunk.
  sort(Order, [&](NodeId A, NodeId B) {
    return std::pair(Graph.distance(This.Source, A), A) <
           std::pair(Graph.distance(This.Source, B), B);
  });
  for (NodeId Sink : Order)
    if (!routeSink(N, Sink))
      return unreachableError(N, Sink);
  insert(N);
  return Error::success();
}

Error PathFinder::routeGroup(ArrayRef<int> Group) {
  std::vector<bool> Again(Nets.size(), true);
  Pressure = 1;
  for (unsigned Round = 0; Round != MaxRounds; ++Round) {
    for (int N : Group) {
      bool Reroute = Again[N] || any_of(Nets[N].Tree, [&](auto &Entry) {
                       return conflicts(Entry.first, N) != 0;
                     });
      if (!Reroute)
        continue;
      remove(N);
      if (Error E = routeNet(N))
        return E;
    }
    std::fill(Again.begin(), Again.end(), false);
    std::vector<NodeId> Overused;
    for (int N : Group)
      for (auto &[At, Children] : Nets[N].Tree)
        if (conflicts(At, N) && !is_contained(Overused, At))
          Overused.push_back(At);
    if (Overused.empty()) {
      Overused = overusedPacketPorts();
      if (Overused.empty())
        return Error::success();
      for (NodeId At : Overused)
        for (int N : Use[At].Nets)
          Again[N] = is_contained(Group, N);
    }
    for (NodeId At : Overused)
      Use[At].History += HistoryStep;
    Pressure = std::min(MaxPressure, Pressure + (Pressure + 1) / 2);
  }
  return congestionError();
}

/// Ports of switches whose arbiters, selects or rules do not suffice.
std::vector<NodeId> PathFinder::overusedPacketPorts() const {
  std::vector<NodeId> Result;
  for (auto &[At, Streams] : packetStreams(Graph, Nets)) {
    Switchbox Box;
    PacketShortage Shortage = configurePackets(Streams, {}, Box);
    if (Shortage.What == PacketShortage::None)
      continue;
    std::vector<NodeId> Ports;
    for (const PacketStream &S : Streams) {
      if (Shortage.What == PacketShortage::Rules && S.Slave != Shortage.Slave)
        continue;
      Ports.push_back(Graph.find(At, S.Slave, false));
      for (const Port &Master : S.Masters)
        Ports.push_back(Graph.find(At, Master, true));
    }
    for (NodeId N : Ports)
      if (!is_contained(Result, N))
        Result.push_back(N);
  }
  return Result;
}

Error PathFinder::unreachableError(int N, NodeId Sink) const {
  Endpoint To{Graph[Sink].At, Graph[Sink].On};
  return routingError(
      Nets[N].From,
      "the flow from {0} to {1} cannot be routed: no path of legal stream "
      "switch connections leads there{2}",
      toString(Nets[N].From), toString(To),
      is_contained(Blocked, true) ? " around the given connections" : "");
}

Error PathFinder::congestionError() const {
  // Streams a side of a switch: the side with the largest excess is to blame.
  using Side = std::tuple<TileId, bool, hw::Bundle>;
  std::map<Side, SmallVector<int>> Wanted;
  std::map<Side, int> Lanes;
  for (size_t At = 0; At != Use.size(); ++At) {
    const Node &P = Graph[At];
    Side Where(P.At, P.Master, P.On.Bundle);
    Lanes[Where] += !Blocked[At];
    for (int N : Use[At].Nets)
      if (!is_contained(Wanted[Where], N))
        Wanted[Where].push_back(N);
  }
  std::optional<Side> Worst;
  int WorstExcess = 0;
  for (size_t At = 0; At != Use.size(); ++At) {
    const Node &P = Graph[At];
    if (none_of(Use[At].Nets, [&](int N) { return conflicts(At, N) != 0; }))
      continue;
    Side Where(P.At, P.Master, P.On.Bundle);
    int Excess = static_cast<int>(Wanted[Where].size()) - Lanes[Where];
    if (!Worst || Excess > WorstExcess) {
      Worst = Where;
      WorstExcess = Excess;
    }
  }
  if (!Worst) {
    for (auto &[At, Streams] : packetStreams(Graph, Nets)) {
      Switchbox Box;
      PacketShortage S = configurePackets(Streams, {}, Box);
      if (S.What != PacketShortage::None)
        return routingError(std::nullopt,
                            "the packet flows through the switch "
                            "of tile ({0}, {1}) need more than its {2}",
                            At.Column, At.Row,
                            S.What == PacketShortage::Arbiters
                                ? std::string("6 arbiters")
                            : S.What == PacketShortage::Selects
                                ? "4 master selects an arbiter"
                                : "4 rules on slave port " + portName(S.Slave));
    }
    return routingError(std::nullopt,
                        "some ports are wanted by several streams");
  }
  auto [At, Master, Bundle] = *Worst;
  sort(Wanted[*Worst]);
  std::string List;
  for (int N : Wanted[*Worst]) {
    List += List.empty() ? "" : "; ";
    List += "from " + toString(Nets[N].From);
    for (NodeId Sink : Nets[N].Sinks)
      List += " to " + toString(Endpoint{Graph[Sink].At, Graph[Sink].On});
  }
  return routingError(
      Nets[Wanted[*Worst].front()].From,
      "the switch of tile ({0}, {1}) "
      "is congested: its {2} {3} ports to the {4} are wanted by "
      "{5} streams: {6}",
      At.Column, At.Row, Lanes[*Worst], Master ? "master" : "slave",
      hw::toString(Bundle), Wanted[*Worst].size(), List);
}

Error PathFinder::run() {
  for (bool Priority : {true, false}) {
    SmallVector<int> Group;
    for (size_t N = 0; N != Nets.size(); ++N)
      if (Nets[N].Priority == Priority)
        Group.push_back(N);
    if (Error E = routeGroup(Group))
      return E;
  }
  return Error::success();
}
