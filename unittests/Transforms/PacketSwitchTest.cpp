//===- PacketSwitchTest.cpp - tests of arbiters, selects and rules --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../../lib/Transforms/Routing/PacketSwitch.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::route;
using hw::Bundle;
using testing::ElementsAre;
using testing::Pair;

namespace {

constexpr Port South0{Bundle::South, 0}, Dma0{Bundle::DMA, 0},
    Dma1{Bundle::DMA, 1}, North0{Bundle::North, 0};

TEST(PacketSwitch, IdsAreCoveredByTheFewestRules) {
  EXPECT_THAT(coverIds({5}, {}), ElementsAre(Pair(31, 5)));
  EXPECT_THAT(coverIds({4, 5}, {6}), ElementsAre(Pair(30, 4)));
  EXPECT_THAT(coverIds({0, 1, 2, 3}, {}), ElementsAre(Pair(28, 0)));
  // 0 and 3 share the cube {0, 1, 2, 3}, which 1 forbids.
  EXPECT_EQ(coverIds({0, 3}, {1}).size(), 2u);
  for (unsigned A = 1; A != 256; ++A) {
    std::vector<unsigned> Match, Avoid;
    for (unsigned Id = 0; Id != 8; ++Id)
      (A >> Id & 1 ? Match : Avoid).push_back(Id);
    auto Rules = coverIds(Match, Avoid);
    for (unsigned Id = 0; Id != 8; ++Id) {
      bool Hit = false;
      for (auto [Mask, Value] : Rules)
        Hit |= (Id & Mask) == Value;
      EXPECT_EQ(Hit, A >> Id & 1);
    }
  }
}

TEST(PacketSwitch, MastersTakenTogetherShareAnArbiter) {
  Switchbox Box;
  PacketShortage S = configurePackets(
      {{South0, 1, {Dma0}}, {South0, 2, {Dma0, North0}}, {South0, 3, {Dma1}}},
      {}, Box);
  EXPECT_EQ(S.What, PacketShortage::None);
  EXPECT_EQ(Box.Masters[Dma0].Amsels, (std::vector<Amsel>{{0, 0}, {0, 1}}));
  EXPECT_EQ(Box.Masters[North0].Amsels, (std::vector<Amsel>{{0, 1}}));
  EXPECT_EQ(Box.Masters[Dma1].Amsels, (std::vector<Amsel>{{1, 0}}));
  EXPECT_EQ(Box.Slaves[South0].Rules.size(), 3u);
}

TEST(PacketSwitch, PriorityStreamsCountFromTheTop) {
  Switchbox Box;
  configurePackets({{South0, 1, {Dma0}}, {South0, 2, {Dma1}, true}}, {}, Box);
  EXPECT_EQ(Box.Masters[Dma1].Amsels, (std::vector<Amsel>{{5, 3}}));
  EXPECT_EQ(Box.Masters[Dma0].Amsels, (std::vector<Amsel>{{0, 0}}));
}

TEST(PacketSwitch, SaysWhatRanOut) {
  Switchbox Box;
  std::vector<PacketStream> Many;
  for (unsigned Id = 0; Id != 5; ++Id)
    Many.push_back({South0, Id, {{Bundle::North, Id}}});
  EXPECT_EQ(configurePackets(Many, {}, Box).What, PacketShortage::Rules);
  // Five sets of masters that all contain DMA 0: one arbiter, four selects.
  std::vector<PacketStream> Tied;
  for (unsigned Id = 0; Id != 5; ++Id)
    Tied.push_back({{Bundle::South, Id}, Id, {Dma0, {Bundle::North, Id}}});
  Box = {};
  EXPECT_EQ(configurePackets(Tied, {}, Box).What, PacketShortage::Selects);
  std::vector<Amsel> Used;
  for (unsigned Arbiter = 0; Arbiter != 6; ++Arbiter)
    for (unsigned Msel = 0; Msel != 4; ++Msel)
      Used.push_back({Arbiter, Msel});
  Box = {};
  EXPECT_EQ(configurePackets({{South0, 1, {Dma0}}}, Used, Box).What,
            PacketShortage::Arbiters);
}

} // namespace
