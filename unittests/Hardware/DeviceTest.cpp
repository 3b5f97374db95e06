//===- DeviceTest.cpp - devices, tiles and their addresses ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/Device.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge::hw;
using testing::ElementsAre;

TEST(Device, Npu1HasFourColumnsOfSixRows) {
  const Device *D = findDevice("npu1");
  ASSERT_TRUE(D);
  EXPECT_EQ(D->Gen, Generation::AIE2);
  EXPECT_EQ(D->Columns, 4u);
  EXPECT_EQ(D->Rows, 6u);
  EXPECT_EQ(D->TxnGeneration, 3u);
  EXPECT_EQ(D->PhysicalColumns, 4u);
  EXPECT_EQ(D->kind(0, 0), TileKind::ShimNoC);
  EXPECT_EQ(D->kind(3, 1), TileKind::Mem);
  EXPECT_EQ(D->kind(3, 5), TileKind::Core);
  EXPECT_TRUE(D->isCore(0, 2));
  EXPECT_FALSE(D->isCore(0, 1));
  EXPECT_FALSE(D->isCore(-1, 2));
  EXPECT_FALSE(D->isCore(0, 6));
}

TEST(Device, OlderNamesMeanNpu1) {
  for (const char *Name : {"npu1_4col", "npu", "ipu"})
    EXPECT_EQ(findDevice(Name), findDevice("npu1")) << Name;
  EXPECT_EQ(findDevice("xcvc1902"), nullptr);
}

TEST(Device, StartColumnsOfTheStrixFamilyAreAligned) {
  const Device *D = findDevice("npu2_2col");
  ASSERT_TRUE(D);
  EXPECT_THAT(std::vector<int>(D->StartColumns.begin(), D->StartColumns.end()),
              ElementsAre(0, 2, 4, 6));
  EXPECT_EQ(D->PhysicalColumns, 8u);
  EXPECT_EQ(D->TxnGeneration, 4u);
  EXPECT_EQ(allDevices().size(), 12u);
}

TEST(Device, AddressesAreColumnRowOffset) {
  EXPECT_EQ(tileAddress(3, 4, 0xABC00DEF), 0x06400DEFu);
  EXPECT_EQ(tileAddress(0, 2, 0x32000), 0x232000u);
  EXPECT_EQ((TileAddress{7, 5, 0xFFFFF}.encode()), 0x0E5FFFFFu);
  TileAddress A = TileAddress::decode(0x061A00C0);
  EXPECT_EQ(A.Column, 3u);
  EXPECT_EQ(A.Row, 1u);
  EXPECT_EQ(A.Offset, 0xA00C0u);
}

TEST(Device, TileResources) {
  const TileInfo &Core = tileInfo(TileKind::Core);
  EXPECT_EQ(Core.DataMemoryBytes, 65536u);
  EXPECT_EQ(Core.ProgramMemoryBytes, 16384u);
  EXPECT_EQ(Core.MemoryBanks, 4u);
  EXPECT_EQ(Core.Locks, 16u);
  EXPECT_EQ(Core.Dma.MaxWrap, 255u);
  EXPECT_EQ(Core.Dma.MaxStep, 8192u);
  EXPECT_EQ(Core.Dma.MaxLength, 16383u);
  const TileInfo &Mem = tileInfo(TileKind::Mem);
  EXPECT_EQ(Mem.DataMemoryBytes, 524288u);
  EXPECT_EQ(Mem.MemoryBanks, 8u);
  EXPECT_EQ(Mem.Locks, 64u);
  EXPECT_EQ(Mem.Bds, 48u);
  EXPECT_EQ(Mem.channels(Direction::MM2S), 6u);
  EXPECT_TRUE(Mem.Padding);
  EXPECT_EQ(Mem.Dma.Dims, 4u);
  EXPECT_EQ(Mem.Dma.WrapDims, 3u);
  const TileInfo &Shim = tileInfo(TileKind::ShimNoC);
  EXPECT_EQ(Shim.DataMemoryBytes, 0u);
  EXPECT_EQ(Shim.Dma.MaxLength, 0xFFFFFFFFull);
  EXPECT_EQ(Shim.Dma.MaxStep, 1u << 20);
  EXPECT_EQ(Shim.Dma.MaxIterationWrap, 64u);
  EXPECT_EQ(Shim.Dma.MaxRepeat, 256u);
  EXPECT_EQ(Shim.Dma.QueueDepth, 4u);
  EXPECT_EQ(tileInfo(TileKind::ShimPL).Bds, 0u);
}

TEST(Device, MemoryTileChannelsHaveHalfOfTheBds) {
  EXPECT_TRUE(bdReachable(TileKind::Mem, 0, 23));
  EXPECT_FALSE(bdReachable(TileKind::Mem, 0, 24));
  EXPECT_TRUE(bdReachable(TileKind::Mem, 5, 47));
  EXPECT_FALSE(bdReachable(TileKind::Mem, 5, 23));
  EXPECT_FALSE(bdReachable(TileKind::Mem, 5, 48));
  EXPECT_TRUE(bdReachable(TileKind::ShimNoC, 1, 15));
  EXPECT_FALSE(bdReachable(TileKind::ShimNoC, 1, 16));
}

TEST(Device, BurstLengths) {
  EXPECT_EQ(shimBurstCode(Generation::AIE2, 64), 0u);
  EXPECT_EQ(shimBurstCode(Generation::AIE2, 256), 2u);
  EXPECT_EQ(shimBurstCode(Generation::AIE2, 512), std::nullopt);
  EXPECT_EQ(shimBurstCode(Generation::AIE2P, 512), 3u);
  // No wish means the longest.
  EXPECT_EQ(shimBurstCode(Generation::AIE2, 0), 2u);
  EXPECT_EQ(shimBurstCode(Generation::AIE2P, 0), 3u);
}

TEST(Device, CoresSeeFourWindows) {
  const ReachWindow *South = coreWindowAt(0x40010);
  ASSERT_TRUE(South);
  EXPECT_EQ(South->RowStep, -1);
  EXPECT_EQ(South->LockBase, 0u);
  const ReachWindow *West = coreWindowAt(0x5FFFF);
  ASSERT_TRUE(West);
  EXPECT_EQ(West->ColumnStep, -1);
  EXPECT_EQ(West->LockBase, 16u);
  const ReachWindow *North = coreWindowAt(0x60000);
  ASSERT_TRUE(North);
  EXPECT_EQ(North->RowStep, 1);
  const ReachWindow *Own = coreWindowAt(0x70000);
  ASSERT_TRUE(Own);
  EXPECT_EQ(Own->LockBase, 48u);
  EXPECT_EQ(Own->Name, "own");
  EXPECT_EQ(coreWindowAt(0x3FFFF), nullptr);
  EXPECT_EQ(coreWindowAt(0x80000), nullptr);
}

TEST(Device, MemoryTileDmasSeeThreeTiles) {
  llvm::ArrayRef<ReachWindow> W = dmaWindows(TileKind::Mem);
  ASSERT_EQ(W.size(), 3u);
  EXPECT_EQ(W[0].ColumnStep, -1);
  EXPECT_EQ(W[0].LastChannel, 3);
  EXPECT_EQ(W[2].Address, 0x100000u);
  EXPECT_EQ(W[2].LockBase, 128u);
  const ReachWindow &Own = ownDmaWindow(TileKind::Mem);
  EXPECT_EQ(Own.Address, 0x80000u);
  EXPECT_EQ(Own.LockBase, 64u);
  EXPECT_EQ(Own.LastChannel, 5);
  EXPECT_EQ(ownDmaWindow(TileKind::Core).Address, 0u);
  EXPECT_TRUE(dmaWindows(TileKind::ShimNoC).empty());
}

TEST(Device, ControllerIds) {
  EXPECT_EQ(defaultControllerId(0), 15u);
  EXPECT_EQ(defaultControllerId(1), 26u);
  EXPECT_EQ(defaultControllerId(5), 31u);
  EXPECT_EQ(pdiIdCode(), 0x14CA8093u);
}
