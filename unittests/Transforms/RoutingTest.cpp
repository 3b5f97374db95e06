//===- RoutingTest.cpp - tests of the router ------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The checker below knows nothing of the router: it sends a word from every
// source through the switches as the hardware would.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Routing/Routing.h"
#include "llvm/ADT/STLExtras.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <random>
#include <set>

using namespace aieforge;
using namespace aieforge::route;
using hw::Bundle;
using testing::HasSubstr;

namespace {

using Key = std::tuple<unsigned, unsigned, Bundle, unsigned>;
Key key(TileId T, Port P) { return {T.Column, T.Row, P.Bundle, P.Index}; }
Key key(const Endpoint &E) { return key(E.At, E.On); }

class Checker {
public:
  Checker(const hw::Device &D, const std::vector<Flow> &Flows, const Routing &R)
      : D(D), Flows(Flows), R(R) {}

  void run() {
    for (auto &[T, Box] : R.Switches)
      checkSwitch(T, Box);
    std::map<std::pair<Key, int>, std::set<Key>> Wanted;
    std::map<std::pair<Key, int>, Endpoint> Sources;
    for (const Flow &F : Flows) {
      std::pair<Key, int> Id(key(F.Source), F.PacketId ? *F.PacketId : -1);
      Sources[Id] = F.Source;
      for (const Endpoint &E : F.Destinations)
        Wanted[Id].insert(key(E));
    }
    for (auto &[Id, Dests] : Wanted) {
      Reached.clear();
      Path.clear();
      Endpoint S = enter(Sources[Id]);
      walk(S.At, S.On, Id.second);
      EXPECT_EQ(Reached, Dests) << toString(Sources[Id]);
      if (Id.second < 0) {
        for (const Key &K : Path)
          EXPECT_TRUE(CircuitPorts.insert(K).second) << "shared by circuits";
      }
    }
    for (auto &[T, Box] : R.Switches) {
      for (const Connection &C : Box.Connections)
        EXPECT_TRUE(Seen.count(key(T, C.Slave))) << "dead connection";
      for (auto &[P, Rules] : Box.Slaves)
        EXPECT_TRUE(Seen.count(key(T, P))) << "dead rule";
    }
  }

private:
  void checkSwitch(TileId T, const Switchbox &Box) {
    hw::TileKind K = D.kind(T.Column, T.Row);
    std::set<Port> Masters;
    for (const Connection &C : Box.Connections) {
      EXPECT_LT(C.Slave.Index, hw::slaveCount(D, T, C.Slave.Bundle));
      EXPECT_LT(C.Master.Index, hw::masterCount(D, T, C.Master.Bundle));
      EXPECT_TRUE(hw::isLegalConnection(K, C.Slave, C.Master))
          << portName(C.Slave) << " to " << portName(C.Master);
      EXPECT_TRUE(Masters.insert(C.Master).second) << "master driven twice";
      EXPECT_FALSE(Box.Slaves.count(C.Slave)) << "circuit and packet slave";
    }
    for (auto &[P, Set] : Box.Masters) {
      EXPECT_TRUE(Masters.insert(P).second) << "circuit and packet master";
      EXPECT_LT(P.Index, hw::masterCount(D, T, P.Bundle));
      ASSERT_FALSE(Set.Amsels.empty());
      for (Amsel A : Set.Amsels) {
        EXPECT_EQ(A.Arbiter, Set.Amsels[0].Arbiter);
        EXPECT_LT(A.Arbiter, 6u);
        EXPECT_LT(A.Msel, 4u);
      }
    }
    for (auto &[P, Slave] : Box.Slaves) {
      EXPECT_LE(Slave.Rules.size(), 4u);
      for (const PacketRule &Rule : Slave.Rules) {
        EXPECT_EQ(Rule.Value & ~Rule.Mask, 0u);
        for (auto &[M, Set] : Box.Masters) {
          if (llvm::is_contained(Set.Amsels, Rule.Target)) {
            EXPECT_TRUE(hw::isLegalConnection(K, P, M))
                << portName(P) << " to " << portName(M);
          }
        }
      }
    }
  }

  Endpoint enter(Endpoint E) {
    if (hw::isShim(D.kind(E.At.Column, E.At.Row)) &&
        E.On.Bundle == Bundle::DMA) {
      Connection C{E.On, {Bundle::North, E.On.Index == 0 ? 3u : 7u}};
      auto Mux = R.ShimMuxes.find(E.At);
      EXPECT_TRUE(Mux != R.ShimMuxes.end() &&
                  llvm::is_contained(Mux->second, C));
      E.On = {Bundle::South, C.Master.Index};
    }
    return E;
  }

  void leave(TileId T, Port P) {
    if (hw::isShim(D.kind(T.Column, T.Row)) && P.Bundle == Bundle::South &&
        P.Index >= 2) {
      Port Dma{Bundle::DMA, P.Index - 2};
      auto Mux = R.ShimMuxes.find(T);
      EXPECT_TRUE(Mux != R.ShimMuxes.end() &&
                  llvm::is_contained(
                      Mux->second, Connection{{Bundle::North, P.Index}, Dma}));
      P = Dma;
    }
    Reached.insert(key(T, P));
  }

  void walk(TileId T, Port Slave, int Id) {
    Seen.insert(key(T, Slave));
    ASSERT_LT(Path.size(), 500u) << "a loop";
    auto It = R.Switches.find(T);
    ASSERT_TRUE(It != R.Switches.end()) << "no switch configured";
    const Switchbox &Box = It->second;
    std::vector<Port> Masters;
    if (Id < 0) {
      for (const Connection &C : Box.Connections)
        if (C.Slave == Slave)
          Masters.push_back(C.Master);
    } else {
      auto Rules = Box.Slaves.find(Slave);
      ASSERT_TRUE(Rules != Box.Slaves.end());
      std::set<Amsel> Targets;
      for (const PacketRule &Rule : Rules->second.Rules)
        if ((Id & Rule.Mask) == Rule.Value)
          Targets.insert(Rule.Target);
      ASSERT_EQ(Targets.size(), 1u) << "id " << Id << " at " << portName(Slave);
      for (auto &[M, Set] : Box.Masters)
        if (llvm::is_contained(Set.Amsels, *Targets.begin()))
          Masters.push_back(M);
    }
    EXPECT_FALSE(Masters.empty());
    for (Port M : Masters) {
      Path.push_back(key(T, M));
      if (auto Next = hw::neighbourSlave(D, T, M))
        walk(Next->Tile, Next->P, Id);
      else
        leave(T, M);
    }
  }

  const hw::Device &D;
  const std::vector<Flow> &Flows;
  const Routing &R;
  std::set<Key> Reached, Seen, CircuitPorts;
  std::vector<Key> Path;
};

const hw::Device &npu1() { return *hw::findDevice("npu1"); }

Endpoint dma(unsigned Column, unsigned Row, unsigned Channel) {
  return {{Column, Row}, {Bundle::DMA, Channel}};
}

Flow circuit(Endpoint From, std::vector<Endpoint> To) {
  Flow F;
  F.Source = From;
  F.Destinations = std::move(To);
  return F;
}

Flow packet(unsigned Id, Endpoint From, std::vector<Endpoint> To) {
  Flow F = circuit(From, std::move(To));
  F.PacketId = Id;
  return F;
}

Flow tokens(unsigned Column) {
  Flow F = packet(15, {{Column, 0}, {Bundle::TileControl, 0}},
                  {{{Column, 0}, {Bundle::South, 0}}});
  F.Priority = true;
  F.KeepHeader = true;
  return F;
}

Routing routed(const std::vector<Flow> &Flows) {
  Expected<Routing> R = routeFlows(npu1(), Flows);
  if (!R) {
    ADD_FAILURE() << llvm::toString(R.takeError());
    return {};
  }
  Checker(npu1(), Flows, *R).run();
  return *R;
}

std::string failure(const std::vector<Flow> &Flows, const Routing &Given = {}) {
  Expected<Routing> R = routeFlows(npu1(), Flows, Given);
  return R ? std::string("none") : llvm::toString(R.takeError());
}

TEST(Routing, ShimThroughMemTileToCoreAndBack) {
  Routing R = routed({circuit(dma(0, 0, 0), {dma(0, 1, 0)}),
                      circuit(dma(0, 1, 0), {dma(0, 2, 0)}),
                      circuit(dma(0, 2, 0), {dma(0, 0, 0)}), tokens(0)});
  const Switchbox &Shim = R.Switches[{0, 0}];
  EXPECT_EQ(Shim.Connections.size(), 2u);
  EXPECT_EQ(Shim.Connections[0].Slave, (Port{Bundle::South, 3}));
  EXPECT_EQ(Shim.Connections[1].Master, (Port{Bundle::South, 2}));
  // The token route is the same in every design.
  const MasterSet &Tokens = Shim.Masters.at({Bundle::South, 0});
  EXPECT_EQ(Tokens.Amsels, (std::vector<Amsel>{{5, 3}}));
  EXPECT_EQ(Tokens.KeepHeader, true);
  const SlaveRules &Rules = Shim.Slaves.at({Bundle::TileControl, 0});
  ASSERT_EQ(Rules.Rules.size(), 1u);
  EXPECT_EQ(Rules.Rules[0].Mask, 31u);
  EXPECT_EQ(Rules.Rules[0].Value, 15u);
  EXPECT_TRUE(Rules.Priority);
}

TEST(Routing, MulticastAcrossTheArray) {
  std::vector<Endpoint> Everyone;
  for (unsigned Column = 0; Column != 4; ++Column)
    for (unsigned Row = 2; Row != 6; ++Row)
      Everyone.push_back(dma(Column, Row, 1));
  routed({circuit(dma(1, 1, 2), Everyone)});
}

TEST(Routing, DoesNotDependOnTheOrderOfFlows) {
  std::vector<Flow> Flows;
  for (unsigned Column = 0; Column != 4; ++Column)
    for (unsigned Row = 2; Row != 6; ++Row) {
      Flows.push_back(
          circuit(dma(Column, 1, Row - 2), {dma(3 - Column, Row, 0)}));
      Flows.push_back(packet(Row, dma(Column, Row, 0), {dma(Column, 0, 0)}));
    }
  Routing A = routed(Flows);
  std::reverse(Flows.begin(), Flows.end());
  Routing B = routed(Flows);
  ASSERT_EQ(A.Switches.size(), B.Switches.size());
  for (auto &[T, Box] : A.Switches) {
    EXPECT_EQ(Box.Connections, B.Switches[T].Connections);
    EXPECT_EQ(Box.Slaves.size(), B.Switches[T].Slaves.size());
  }
}

TEST(Routing, PacketsOfOneSourceFanOut) {
  std::vector<Flow> Flows;
  for (unsigned Id = 0; Id != 4; ++Id)
    Flows.push_back(packet(Id, dma(0, 0, 0), {dma(0, 2 + Id, 0)}));
  routed(Flows);
}

TEST(Routing, PacketsFanInWithOneIdOrMany) {
  std::vector<Flow> Same, Distinct;
  for (unsigned Row = 2; Row != 6; ++Row) {
    Same.push_back(packet(7, dma(0, Row, 0), {dma(0, 0, 0)}));
    Distinct.push_back(packet(Row, dma(0, Row, 0), {dma(0, 0, 0)}));
  }
  routed(Same);
  routed(Distinct);
}

TEST(Routing, TracePacketsOfAllTilesReachOneShim) {
  std::vector<Flow> Flows;
  for (unsigned Row = 1; Row != 6; ++Row)
    Flows.push_back(
        packet(Row, {{1, Row}, {Bundle::Trace, 0}}, {dma(1, 0, 1)}));
  for (unsigned Row = 2; Row != 6; ++Row) {
    Flows.push_back(circuit(dma(1, 1, Row - 2), {dma(1, Row, 0)}));
    Flows.push_back(circuit(dma(1, Row, 0), {dma(1, 1, Row - 2)}));
  }
  routed(Flows);
}

TEST(Routing, ControlOverlayIsIndependentOfTheDesign) {
  std::vector<Flow> Overlay;
  for (unsigned Row = 0; Row != 6; ++Row) {
    Flow F = packet(20 + Row, dma(0, 0, Row < 3 ? 0 : 1),
                    {{{0, Row}, {Bundle::TileControl, 0}}});
    F.Priority = true;
    Overlay.push_back(F);
  }
  Overlay.push_back(tokens(0));
  Routing Alone = routed(Overlay);
  std::vector<Flow> All = Overlay;
  for (unsigned Row = 2; Row != 6; ++Row) {
    All.push_back(circuit(dma(0, 1, Row - 2), {dma(0, Row, 0)}));
    All.push_back(packet(Row, dma(0, Row, 0), {dma(0, 1, 0)}));
  }
  Routing Both = routed(All);
  for (auto &[T, Box] : Alone.Switches)
    for (auto &[P, Rules] : Box.Slaves) {
      const SlaveRules &Now = Both.Switches[T].Slaves[P];
      for (const PacketRule &Rule : Rules.Rules)
        EXPECT_TRUE(llvm::any_of(Now.Rules, [&](const PacketRule &Other) {
          return Other.Target == Rule.Target;
        }));
    }
}

TEST(Routing, KeepsAwayFromGivenConnections) {
  Routing Given;
  for (unsigned Lane = 0; Lane != 5; ++Lane)
    Given.Switches[{0, 2}].Connections.push_back(
        {{Bundle::South, Lane}, {Bundle::North, Lane}});
  std::vector<Flow> Flows = {circuit(dma(0, 2, 0), {dma(0, 3, 0)})};
  Expected<Routing> R = routeFlows(npu1(), Flows, Given);
  ASSERT_TRUE(static_cast<bool>(R));
  Checker(npu1(), Flows, *R).run();
  for (const Connection &C : R->Switches[{0, 2}].Connections)
    EXPECT_FALSE(llvm::is_contained(Given.Switches[{0, 2}].Connections, C));
}

TEST(Routing, NamesTheCongestedSwitch) {
  std::vector<Flow> Flows;
  for (unsigned Column = 0; Column != 4; ++Column)
    for (unsigned Row = 2; Row != 6; ++Row)
      for (unsigned Channel = 0; Channel != 2; ++Channel)
        if (Column < 2)
          Flows.push_back(circuit(dma(Column, Row, Channel),
                                  {dma(Column + 2, Row, Channel)}));
        else
          Flows.push_back(circuit(dma(Column, Row, Channel),
                                  {dma(Column - 2, Row, Channel)}));
  routed(Flows);
  // Seven streams up from one mem tile, which has six lanes.
  Flows.clear();
  for (unsigned Channel = 0; Channel != 6; ++Channel)
    Flows.push_back(
        circuit(dma(0, 1, Channel), {dma(0, 2 + Channel / 2, Channel % 2)}));
  Flows.push_back(circuit(dma(0, 0, 0), {dma(0, 5, 0)}));
  routed(Flows); // The last one goes around by another column.
  const hw::Device &One = *hw::findDevice("npu1_1col");
  Expected<Routing> R = routeFlows(One, Flows);
  ASSERT_FALSE(static_cast<bool>(R));
  std::string Text = llvm::toString(R.takeError());
  EXPECT_THAT(Text, HasSubstr("congested"));
  EXPECT_THAT(Text, HasSubstr("7 streams"));
}

TEST(Routing, RefusesWrongFlows) {
  EXPECT_THAT(failure({circuit(dma(0, 2, 2), {dma(0, 1, 0)})}),
              HasSubstr("(0, 2) DMA : 2: the Core tile has no such"));
  EXPECT_THAT(failure({circuit(dma(4, 2, 0), {dma(0, 1, 0)})}),
              HasSubstr("columns 0 to 3"));
  EXPECT_THAT(failure({circuit(dma(0, 0, 2), {dma(0, 1, 0)})}),
              HasSubstr("no such DMA channel"));
  EXPECT_THAT(failure({circuit(dma(0, 2, 0), {dma(0, 1, 0)}),
                       circuit(dma(0, 3, 0), {dma(0, 1, 0)})}),
              HasSubstr("destination of two flows"));
  EXPECT_THAT(failure({circuit(dma(0, 2, 0), {dma(0, 1, 0)}),
                       packet(1, dma(0, 3, 0), {dma(0, 1, 0)})}),
              HasSubstr("either circuit or packet"));
  EXPECT_THAT(failure({packet(32, dma(0, 3, 0), {dma(0, 1, 0)})}),
              HasSubstr("go up to 31"));
  Flow Keep = packet(1, dma(0, 2, 0), {dma(0, 1, 0)});
  Flow Drop = packet(2, dma(0, 3, 0), {dma(0, 1, 0)});
  Keep.KeepHeader = true;
  Drop.KeepHeader = false;
  EXPECT_THAT(failure({Keep, Drop}), HasSubstr("keep_pkt_header"));
  Routing Given;
  Given.Switches[{0, 1}].Connections.push_back(
      {{Bundle::South, 0}, {Bundle::DMA, 0}});
  EXPECT_THAT(failure({circuit(dma(0, 2, 0), {dma(0, 1, 0)})}, Given),
              HasSubstr("drives that port already"));
}

/// All DMA ends of the device in random order.
std::vector<Endpoint> shuffledEnds(std::mt19937 &Random) {
  std::vector<Endpoint> Ends;
  for (unsigned Column = 0; Column != 4; ++Column)
    for (unsigned Row = 0; Row != 6; ++Row)
      for (unsigned Channel = 0; Channel != (Row == 1 ? 6u : 2u); ++Channel)
        Ends.push_back(dma(Column, Row, Channel));
  for (size_t I = Ends.size(); I > 1; --I)
    std::swap(Ends[I - 1], Ends[Random() % I]);
  return Ends;
}

TEST(Routing, RandomCircuitsAreLegal) {
  std::mt19937 Random(3);
  unsigned Failed = 0;
  for (int Round = 0; Round != 60; ++Round) {
    std::vector<Endpoint> From = shuffledEnds(Random),
                          To = shuffledEnds(Random);
    std::vector<Flow> Flows;
    size_t Next = 0;
    for (unsigned I = 0, Count = 1 + Random() % 24; I != Count; ++I) {
      Flow F = circuit(From[I], {});
      for (unsigned J = Random() % 10 < 7 ? 1 : 1 + Random() % 4; J; --J)
        if (Next != To.size() && !(To[Next].At == F.Source.At))
          F.Destinations.push_back(To[Next++]);
      if (!F.Destinations.empty())
        Flows.push_back(F);
    }
    Expected<Routing> R = routeFlows(npu1(), Flows);
    if (!R) {
      llvm::consumeError(R.takeError());
      ++Failed;
      continue;
    }
    Checker(npu1(), Flows, *R).run();
  }
  EXPECT_LE(Failed, 6u);
}

TEST(Routing, RandomPacketsAreLegal) {
  std::mt19937 Random(4);
  unsigned Failed = 0;
  for (int Round = 0; Round != 60; ++Round) {
    std::vector<Endpoint> From = shuffledEnds(Random),
                          To = shuffledEnds(Random);
    std::vector<Flow> Flows;
    unsigned Circuits = Random() % 8, Packets = 1 + Random() % 16;
    for (unsigned I = 0; I != Circuits; ++I)
      if (!(From[I].At == To[I].At))
        Flows.push_back(circuit(From[I], {To[I]}));
    for (unsigned I = 0; I != Packets; ++I) {
      const Endpoint &S = From[Circuits + Random() % 8];
      const Endpoint &T = To[Circuits + Random() % 8];
      if (!(S.At == T.At))
        Flows.push_back(packet(I, S, {T}));
    }
    Flows.push_back(tokens(Random() % 4));
    Flows.back().PacketId = 31;
    Expected<Routing> R = routeFlows(npu1(), Flows);
    if (!R) {
      llvm::consumeError(R.takeError());
      ++Failed;
      continue;
    }
    Checker(npu1(), Flows, *R).run();
  }
  EXPECT_LE(Failed, 6u);
}

} // namespace
