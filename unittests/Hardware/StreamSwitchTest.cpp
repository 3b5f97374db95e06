//===- StreamSwitchTest.cpp - ports, routes and their registers -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/StreamSwitch.h"
#include "gtest/gtest.h"

using namespace aieforge::hw;

TEST(StreamSwitch, PortNumbers) {
  EXPECT_EQ(masterPort(TileKind::Core, {Bundle::Core, 0}), 0u);
  EXPECT_EQ(masterPort(TileKind::Core, {Bundle::South, 0}), 5u);
  EXPECT_EQ(masterPort(TileKind::Core, {Bundle::East, 3}), 22u);
  EXPECT_EQ(slavePort(TileKind::Core, {Bundle::Trace, 1}), 24u);
  EXPECT_EQ(slavePort(TileKind::Core, {Bundle::South, 5}), 10u);
  EXPECT_EQ(masterPort(TileKind::Core, {Bundle::South, 4}), std::nullopt);
  EXPECT_EQ(masterPort(TileKind::Mem, {Bundle::TileControl, 0}), 6u);
  EXPECT_EQ(masterPort(TileKind::Mem, {Bundle::East, 0}), std::nullopt);
  EXPECT_EQ(slavePort(TileKind::Mem, {Bundle::North, 3}), 16u);
  EXPECT_EQ(masterPort(TileKind::ShimNoC, {Bundle::South, 0}), 2u);
  EXPECT_EQ(slavePort(TileKind::ShimNoC, {Bundle::South, 7}), 9u);
  EXPECT_EQ(slavePort(TileKind::ShimNoC, {Bundle::Trace, 0}), 22u);
}

TEST(StreamSwitch, RegisterOffsets) {
  EXPECT_EQ(masterConfigOffset(TileKind::Core, 22), 0x3F058u);
  EXPECT_EQ(slaveConfigOffset(TileKind::Core, 24), 0x3F160u);
  EXPECT_EQ(slaveSlotOffset(TileKind::Core, 24, 3), 0x3F38Cu);
  EXPECT_EQ(masterConfigOffset(TileKind::Mem, 0), 0xB0000u);
  EXPECT_EQ(slaveSlotOffset(TileKind::Mem, 1, 2), 0xB0218u);
  EXPECT_EQ(slaveConfigOffset(TileKind::ShimNoC, 0), 0x3F100u);
  auto R = switchRegisterAt(TileKind::Mem, 0xB0218);
  ASSERT_TRUE(R);
  EXPECT_EQ(R->What, SwitchRegisterRef::Slot);
  EXPECT_EQ(R->Number, 1u);
  EXPECT_EQ(R->SlotIndex, 2u);
  EXPECT_FALSE(switchRegisterAt(TileKind::Core, 0x3F05C));
}

TEST(StreamSwitch, Legality) {
  auto Legal = [](TileKind K, Port S, Port M) {
    return isLegalConnection(K, S, M);
  };
  using enum Bundle;
  EXPECT_TRUE(Legal(TileKind::Core, {South, 2}, {DMA, 1}));
  EXPECT_TRUE(Legal(TileKind::Core, {South, 2}, {South, 2}));
  EXPECT_FALSE(Legal(TileKind::Core, {South, 2}, {South, 3}));
  EXPECT_FALSE(Legal(TileKind::Core, {Bundle::Core, 0}, {Bundle::Core, 0}));
  EXPECT_FALSE(Legal(TileKind::Core, {TileControl, 0}, {DMA, 0}));
  EXPECT_TRUE(Legal(TileKind::Core, {Trace, 0}, {DMA, 0}));
  EXPECT_FALSE(Legal(TileKind::Core, {Trace, 0}, {DMA, 1}));
  EXPECT_FALSE(Legal(TileKind::Core, {Trace, 0}, {North, 0}));
  EXPECT_TRUE(Legal(TileKind::Mem, {South, 3}, {North, 3}));
  EXPECT_FALSE(Legal(TileKind::Mem, {South, 3}, {North, 2}));
  EXPECT_TRUE(Legal(TileKind::Mem, {DMA, 4}, {DMA, 4}));
  EXPECT_FALSE(Legal(TileKind::Mem, {DMA, 4}, {DMA, 3}));
  EXPECT_TRUE(Legal(TileKind::Mem, {TileControl, 0}, {DMA, 5}));
  EXPECT_TRUE(Legal(TileKind::ShimNoC, {TileControl, 0}, {South, 0}));
  EXPECT_TRUE(Legal(TileKind::ShimNoC, {South, 3}, {South, 0}));
  EXPECT_TRUE(Legal(TileKind::ShimNoC, {Trace, 0}, {West, 0}));
  EXPECT_FALSE(Legal(TileKind::ShimNoC, {Trace, 0}, {West, 1}));
}

TEST(StreamSwitch, Neighbours) {
  const Device &D = *findDevice("npu1");
  auto N = neighbourSlave(D, {1, 2}, {Bundle::North, 5});
  ASSERT_TRUE(N);
  EXPECT_EQ(N->Tile, (TileId{1, 3}));
  EXPECT_EQ(N->P, (Port{Bundle::South, 5}));
  EXPECT_FALSE(neighbourSlave(D, {1, 5}, {Bundle::North, 0}));
  EXPECT_FALSE(neighbourSlave(D, {3, 2}, {Bundle::East, 0}));
  EXPECT_FALSE(neighbourSlave(D, {1, 0}, {Bundle::South, 2}));
  EXPECT_FALSE(neighbourSlave(D, {1, 2}, {Bundle::DMA, 0}));
  auto Up = neighbourMaster(D, {1, 2}, {Bundle::West, 3});
  ASSERT_TRUE(Up);
  EXPECT_EQ(Up->Tile, (TileId{0, 2}));
  EXPECT_EQ(Up->P, (Port{Bundle::East, 3}));
  EXPECT_EQ(masterCount(D, {0, 2}, Bundle::West), 0u);
  EXPECT_EQ(masterCount(D, {1, 2}, Bundle::West), 4u);
  EXPECT_EQ(masterCount(D, {0, 5}, Bundle::North), 0u);
  EXPECT_EQ(masterCount(D, {0, 0}, Bundle::South), 6u);
}

TEST(StreamSwitch, ConfigurationWords) {
  EXPECT_EQ((MasterConfig{true, false, false, 5, 0, 0}.encode()), 0x80000005u);
  EXPECT_EQ((SlaveConfig{true, false}.encode()), 0x80000000u);
  EXPECT_EQ((SlaveConfig{true, true}.encode()), 0xC0000000u);
  // The token route of the shim: arbiter 5, msel 3, header kept.
  EXPECT_EQ((MasterConfig{true, true, false, 0, 5, 8}.encode()), 0xC0000045u);
  EXPECT_EQ((SlotConfig{true, 15, 31, 3, 5}.encode()), 0x0F1F0135u);
  EXPECT_EQ((MasterConfig{true, true, true, 0, 1, 1}.encode()), 0xC0000089u);
  SlotConfig S = SlotConfig::decode(0x0F1F0135);
  EXPECT_TRUE(S.Enabled);
  EXPECT_EQ(S.Id, 15u);
  EXPECT_EQ(S.Mask, 31u);
  EXPECT_EQ(S.Msel, 3u);
  EXPECT_EQ(S.Arbiter, 5u);
  MasterConfig M = MasterConfig::decode(0xC0000045);
  EXPECT_TRUE(M.Packet);
  EXPECT_EQ(M.MselMask, 8u);
  EXPECT_EQ(maxPacketId(), 31u);
  EXPECT_EQ(maxPacketType(), 7u);
  EXPECT_EQ(slotsPerSlave(), 4u);
}

TEST(StreamSwitch, ShimMux) {
  EXPECT_EQ(shimMuxOffset(), 0x1F000u);
  EXPECT_EQ(shimDemuxOffset(), 0x1F004u);
  ASSERT_TRUE(shimMuxField(3));
  EXPECT_EQ(shimMuxField(3)->Lsb, 10u);
  EXPECT_EQ(shimMuxField(7)->Lsb, 14u);
  EXPECT_EQ(shimMuxField(0), nullptr);
  EXPECT_EQ(shimDemuxField(2)->Lsb, 4u);
  EXPECT_EQ(shimDemuxField(5)->Lsb, 10u);
  EXPECT_EQ(shimDmaSouth(Direction::MM2S, 0), 3u);
  EXPECT_EQ(shimDmaSouth(Direction::MM2S, 1), 7u);
  EXPECT_EQ(shimDmaSouth(Direction::S2MM, 1), 3u);
  EXPECT_EQ(shimDmaChannel(Direction::S2MM, 2), 0u);
  EXPECT_EQ(shimDmaChannel(Direction::MM2S, 2), std::nullopt);
}
