//===- RegisterImageTest.cpp - configurations as register state -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Words are hand-made from the register reference or those of shipped images.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/RegisterImage.h"
#include "aieforge/Formats/RegisterText.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::Pair;

namespace {

const hw::Device &npu1() { return *hw::findDevice("npu1_1col"); }
const hw::Device &npu2() { return *hw::findDevice("npu2"); }

constexpr hw::TileId Shim{0, 0}, Mem{0, 1}, Core{0, 2};

uint32_t at(hw::TileId T, uint32_t Offset) {
  return T.Column << 25 | T.Row << 20 | Offset;
}

} // namespace

TEST(WrittenBytes, JoinsRanges) {
  WrittenBytes B;
  B.write(8, {8, 9});
  B.write(0, {0, 1});
  B.write(2, {2, 3}); // Touches the first.
  EXPECT_EQ(B.ranges().size(), 2u);
  B.write(4, {4, 5, 6, 7}); // Fills the hole.
  ASSERT_EQ(B.ranges().size(), 1u);
  EXPECT_THAT(B.flat(), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  EXPECT_EQ(B.size(), 10u);
  EXPECT_EQ(B.end(), 10u);
  EXPECT_EQ(B.word(1), 0x04030201u);
  EXPECT_EQ(B.word(7), std::nullopt);
}

TEST(WrittenBytes, OverwritesAndSwallows) {
  WrittenBytes B;
  B.write(2, {1});
  B.write(4, {2});
  B.write(6, {3, 4});
  B.write(1, {9, 9, 9, 9, 9, 9}); // 1..6: all of two, half of the last.
  EXPECT_THAT(B.ranges(), ElementsAre(Pair(1, Bytes{9, 9, 9, 9, 9, 9, 4})));
  B.write(2, {7});
  EXPECT_THAT(B.ranges(), ElementsAre(Pair(1, Bytes{9, 7, 9, 9, 9, 9, 4})));
  B.write(0, {});
  EXPECT_EQ(B.size(), 7u);
}

TEST(RegisterImage, AppliesCommandsInOrder) {
  // The worked example of one core at (0,2).
  cdo::Cdo C;
  using cdo::Command;
  C.Commands = {
      Command::nop(),
      Command::maskWrite(0x232000, 1, 0),
      Command::maskWrite(0x21DE10, 2, 2),
      Command::dmaWrite(0x220000,
                        {0x11111111, 0x22222222, 0x33333333, 0x44444444}),
      Command::maskWrite(0x21DE10, 2, 0),
      Command::maskWrite(0x232000, 2, 2),
      Command::maskWrite(0x232000, 2, 0),
      Command::write(0x21F000, 1),
      Command::nop(2),
      Command::dmaWrite(0x21D000, {0x04000040, 0, 0, 0, 0, 0x02000000}),
      Command::write64(0x21DE04, 0),
      Command::maskWrite64(0x21DE00, 0, 1),
      Command::maskWrite(0x232000, 1, 1),
  };
  RegisterImage I(npu1());
  EXPECT_THAT_ERROR(I.apply(C), Succeeded());
  EXPECT_EQ(I.words(), 19u);
  EXPECT_TRUE(I.unresolved().empty());
  ASSERT_EQ(I.tiles().size(), 1u);
  // Core_Control is 2 after reset; the pulse clears the bit.
  EXPECT_EQ(I.value(Core, 0x32000), 1u);
  EXPECT_EQ(I.value(Core, 0x32034), 0u);
  EXPECT_EQ(I.tile(Core)->Program.size(), 16u);
  EXPECT_EQ(I.tile(Core)->Program.word(4), 0x22222222u);

  std::vector<CoreView> Cores = coreViews(I);
  ASSERT_EQ(Cores.size(), 1u);
  EXPECT_TRUE(Cores[0].Enabled);
  EXPECT_THAT(lockViews(I), ElementsAre(LockView{Core, 0, 1}));
  std::vector<BdView> Bds = bdViews(I);
  ASSERT_EQ(Bds.size(), 1u);
  EXPECT_EQ(describe(Bds[0]), "base=0x4000 len=64");
  std::vector<ChannelView> Channels = channelViews(I);
  ASSERT_EQ(Channels.size(), 2u);
  EXPECT_EQ(channelName(Channels[0].Dir, Channels[0].Channel), "DMA S2MM 0");
  EXPECT_EQ(describe(Channels[0]), "starts BD 0");
  EXPECT_EQ(describe(Channels[1]), "");
}

TEST(RegisterImage, MaskedWritesKeepOtherBits) {
  RegisterImage I(npu1());
  EXPECT_EQ(coreView(I, Core).InReset, true);
  I.maskWrite(at(Core, 0x32000), 1, 1); // Still in reset.
  EXPECT_EQ(I.value(Core, 0x32000), 3u);
  EXPECT_FALSE(coreView(I, Core).Enabled);
  // Of memory as well: the last bytes of an odd-sized segment.
  I.write(at(Core, 0x100), 0x11223344);
  I.maskWrite(at(Core, 0x100), 0xFFFF, 0xAAAABBBB);
  EXPECT_EQ(I.tile(Core)->Data.word(0x100), 0x1122BBBBu);
}

TEST(RegisterImage, CollectsWritesThatLeadNowhere) {
  RegisterImage I(npu1());
  I.write(at({1, 2}, 0x32000), 1);            // There is one column.
  I.blockWrite(at(Core, 0x31FF8), {1, 2, 3}); // Two words before Core_Control.
  I.write(at(Core, 0x32002), 1);
  I.write(at(Core, 0x40000), 1);
  EXPECT_EQ(I.words(), 6u);
  EXPECT_EQ(I.unresolvedWords(), 5u);
  ASSERT_EQ(I.unresolved().size(), 4u);
  EXPECT_EQ(describe(npu1(), I.unresolved()[0]),
            "(1,2) 0x32000 (no such tile in npu1_1col)");
  EXPECT_EQ(I.unresolved()[1].Words, 2u);
  EXPECT_EQ(I.unresolved()[2].Why, UnresolvedWrite::Misaligned);
  EXPECT_EQ(I.unresolved()[3].Why, UnresolvedWrite::LockRequest);
  EXPECT_EQ(I.value(Core, 0x32000), 3u);
}

TEST(RegisterImage, FillsAreBounded) {
  RegisterImage I(npu1());
  cdo::Command Set(cdo::CommandId::Set, {0, at(Core, 0), 4, 6});
  EXPECT_THAT_ERROR(I.apply(Set), Succeeded());
  EXPECT_EQ(I.tile(Core)->Data.size(), 16u);
  EXPECT_EQ(I.tile(Core)->Data.word(12), 6u);
  Set.Payload[2] = 0xFFFFFFFF;
  EXPECT_THAT_ERROR(I.apply(Set), Succeeded());
  EXPECT_EQ(I.words(), 4 + 0xFFFFFFFFull);
  EXPECT_EQ(I.tile(Core)->Data.size(), 0x10000u);
  EXPECT_THAT_ERROR(
      I.apply(cdo::Command(cdo::CommandId::Write64, {1, 0x20, 0})),
      Succeeded());
  EXPECT_EQ(describe(npu1(), I.unresolved().back()), "0x100000020");
}

TEST(RegisterImage, ZeroisationClearsMemory) {
  RegisterImage I(npu1());
  I.write(at(Core, 0), 1);
  I.write(at(Core, 0x20000), 1);
  I.write(
      at(Core, hw::registerOffset(hw::TileKind::Core, "core.Memory_Control")),
      hw::registerField(hw::TileKind::Core, "core.Memory_Control",
                        "Memory_Zeroisation")
          .make(1));
  EXPECT_EQ(I.tile(Core)->Data.size(), 4u);
  EXPECT_TRUE(I.tile(Core)->Program.empty());
}

TEST(RegisterImage, StartColumnIsSubtracted) {
  RegisterImage I(npu1(), /*StartColumn=*/2);
  I.write(at({2, 2}, 0), 1);
  I.write(at({1, 2}, 0), 1);
  EXPECT_NE(I.tile(Core), nullptr);
  EXPECT_EQ(I.unresolvedWords(), 1u);
}

TEST(RegisterImage, TransactionsPatchHostAddresses) {
  txn::Transaction T(npu1());
  T.Ops = {
      txn::BlockWrite{0x1D020,
                      {0x100, 0, 0, 0, 0x80000000, 0x02000000, 0, 0x02000000}},
      txn::DdrPatch{0x1D024, 3, 0x40}, txn::MaskWrite{0x1D200, 0xF00, 0x1F00},
      txn::Write{0x1D204, 0x80030001},
      txn::Tct{hw::Direction::S2MM, 0, 0, 0, 1, 1}};
  RegisterImage I(npu1());
  EXPECT_THAT_ERROR(I.apply(T), Succeeded());
  std::vector<BdView> Bds = bdViews(I);
  ASSERT_EQ(Bds.size(), 1u);
  EXPECT_EQ(describe(Bds[0]), "host=arg3+0x40 len=256 burst=256 AxCache=2");
  std::vector<ChannelView> Channels = channelViews(I);
  ASSERT_EQ(Channels.size(), 1u);
  EXPECT_EQ(describe(Channels[0]), "starts BD 1 x 4 with token, controller id "
                                   "15");
}

TEST(BdView, MemoryTileSeesNeighbours) {
  // Words 1 and 7 of a shipped image.
  BdView V = decodeBd(npu2(), {1, 1}, 0,
                      {0x500, 0x001A0500, 0, 0, 0, 0, 0, 0x8141FF40});
  EXPECT_EQ(describe(V), "base=0x1400 len=1280 acquire lock 0 >= 1 release "
                         "lock 1 + 1 next BD 1");
  // West neighbour's memory and lock 5, east neighbour's lock 6.
  V = decodeBd(npu2(), {1, 1}, 0, {0x10, 0x10, 0, 0, 0, 0, 0, 0x81868105});
  EXPECT_EQ(describe(V), "base=0x40 of mem(0,1) len=16 acquire lock 5 of "
                         "mem(0,1) == 1 release lock 6 of mem(2,1) + 1");
  // Column 0 has no west neighbour.
  V = decodeBd(npu2(), {0, 1}, 0, {0x10, 0x10, 0, 0, 0, 0, 0, 0x80008105});
  EXPECT_EQ(describe(V), "base=0x40 (no memory there) len=16 acquire lock 5 "
                         "(no such lock) == 1");
}

TEST(BdView, Dimensions) {
  // [1,2,32,32][4096,2048,64,1] of i32.
  BdView V = decodeBd(
      npu1(), Shim, 1,
      {0x800, 0, 0, 0x02000000, 0x8200003F, 0x020007FF, 0, 0x02000000});
  EXPECT_FALSE(V.isLinear());
  EXPECT_EQ(describeDims(V), "size 32 step 1, size 32 step 64, step 2048");
  // 2 x 32 x 32 words, the last at 2048 + 31 * 64 + 31.
  EXPECT_EQ(V.lastWord(), 4063u);
  EXPECT_EQ(V.BurstBytes, 256u);

  // D0: 4 words, D1: 4 runs of 4 with step 4: one run of words after all.
  V = decodeBd(npu1(), Core, 0,
               {16, 0, 0x6000, 4 << 13 | 4 << 21, 0, 0x02000000});
  EXPECT_TRUE(V.isLinear());
  EXPECT_EQ(V.lastWord(), 15u);
  EXPECT_EQ(describeDims(V), "");

  // Zeros around the innermost dimension of a memory tile: 2 before, 1 after.
  V = decodeBd(npu1(), Mem, 24,
               {12, 0x08020000, 8 << 17, 0, 0, 1 << 17, 0, 0x80000000});
  EXPECT_EQ(describeDims(V), "size 8 step 1 zeros 2+1, step 1");
}

TEST(BdView, PacketsAndIteration) {
  BdView V = decodeBd(npu1(), Core, 2,
                      {8, 1u << 30 | 5 << 19 | 3 << 16, 0, 0,
                       15 | 3 << 13 | 1 << 19, 0x82000000});
  EXPECT_EQ(describe(V), "base=0x0 len=8 iteration 4 step 16 at 1 packet id 5 "
                         "type 3 no TLAST");
  EXPECT_EQ(describe(decodeBd(npu1(), Core, 2, {})), "base=0x0 len=0 (not "
                                                     "valid)");
}

/// Core (0,2) MM2S 0 down to shim S2MM 0.
static void writeCircuit(RegisterImage &I) {
  I.write(at(Core, 0x3F014), 0x80000001); // South0 from DMA0
  I.write(at(Core, 0x3F104), 0x80000000);
  I.write(at(Mem, 0xB001C), 0x8000000D); // South0 from North0
  I.write(at(Mem, 0xB0134), 0x80000000);
  I.write(at(Shim, 0x3F010), 0x8000000E); // South2 from North0
  I.write(at(Shim, 0x3F138), 0x80000000);
  I.maskWrite(at(Shim, 0x1F004), 0x30, 0x10);
}

TEST(RouteView, FollowsCircuits) {
  RegisterImage I(npu1());
  writeCircuit(I);
  EXPECT_TRUE(I.unresolved().empty());
  SwitchView S = switchView(I, Mem);
  ASSERT_EQ(S.Circuits.size(), 1u);
  EXPECT_TRUE(S.Circuits[0].Legal);
  EXPECT_TRUE(S.Circuits[0].SlaveEnabled);
  EXPECT_EQ(hw::toString(*S.Circuits[0].Slave), "North0");

  std::vector<RouteView> Routes = routeViews(I);
  ASSERT_EQ(Routes.size(), 1u);
  EXPECT_EQ(describe(npu1(), Routes[0]),
            "core(0,2) DMA MM2S 0 -> shim(0,0) DMA S2MM 0");
  EXPECT_EQ(Routes[0].Hops.size(), 3u);
  EXPECT_EQ(Routes[0].PacketIds, 0u);

  // A second branch: the core's own S2MM 1 takes the same slave port.
  I.write(at(Core, 0x3F008), 0x80000001);
  Routes = routeViews(I);
  ASSERT_EQ(Routes.size(), 1u);
  EXPECT_EQ(describe(npu1(), Routes[0]), "core(0,2) DMA MM2S 0 -> core(0,2) "
                                         "DMA S2MM 1, shim(0,0) DMA S2MM 0");
}

TEST(RouteView, ReportsWhereDataGetsStuck) {
  RegisterImage I(npu1());
  writeCircuit(I);
  I.write(at(Mem, 0xB0134), 0);
  std::vector<RouteView> Routes = routeViews(I);
  ASSERT_EQ(Routes.size(), 2u);
  EXPECT_EQ(describe(npu1(), Routes[0]),
            "shim(0,0) North0 (no data comes there) -> shim(0,0) DMA S2MM 0");
  EXPECT_TRUE(Routes[0].Undriven);
  EXPECT_EQ(describe(npu1(), Routes[1]),
            "core(0,2) DMA MM2S 0 -> nowhere: mem(0,1) North0, port is "
            "disabled");
}

TEST(RouteView, FollowsPackets) {
  RegisterImage I(npu1());
  // Shim MM2S 0 (South3), ids 3 and 4..7: TileControl and North0.
  I.write(at(Shim, 0x1F000), 0x400);
  I.write(at(Shim, 0x3F114), 0xC0000000);
  I.write(at(Shim, 0x3F250), 0x031F0112); // id 3, arbiter 2 msel 1
  I.write(at(Shim, 0x3F254), 0x041C0100); // ids 4-7, arbiter 0 msel 0
  I.write(at(Shim, 0x3F000), 0xC0000092); // TileControl: arbiter 2 msel 1
  uint32_t North0 = hw::masterConfigOffset(
      hw::TileKind::ShimNoC,
      *hw::masterPort(hw::TileKind::ShimNoC, {hw::Bundle::North, 0}));
  I.write(at(Shim, North0), 0xC0000008); // arbiter 0 msel 0
  std::vector<RouteView> Routes = routeViews(I);
  ASSERT_EQ(Routes.size(), 2u);
  EXPECT_EQ(describe(npu1(), Routes[0]),
            "shim(0,0) DMA MM2S 0 packet 3 -> shim(0,0) TileControl0");
  EXPECT_EQ(describe(npu1(), Routes[1]),
            "shim(0,0) DMA MM2S 0 packet 4-7 -> nowhere: mem(0,1) South0, port "
            "is disabled");
  EXPECT_EQ(describe(switchView(I, Shim).Slots[0].Config),
            "id 3 mask 0x1f -> arbiter 2 msel 1");
}

TEST(RouteView, EndsOfTheDeviceAndLoops) {
  RegisterImage I(npu1());
  // East0 of a one-column device.
  uint32_t East0 = hw::masterConfigOffset(
      hw::TileKind::Core,
      *hw::masterPort(hw::TileKind::Core, {hw::Bundle::East, 0}));
  I.write(at(Core, East0), 0x80000001);
  I.write(at(Core, 0x3F104), 0x80000000);
  // The FIFO feeds itself.
  I.write(at(Core, 0x3F010), 0x80000004);
  I.write(at(Core, 0x3F110), 0x80000000);
  std::vector<RouteView> Routes = routeViews(I);
  ASSERT_EQ(Routes.size(), 1u);
  EXPECT_EQ(describe(npu1(), Routes[0]),
            "core(0,2) DMA MM2S 0 -> nowhere: core(0,2) East0, leaves the "
            "device");
}

TEST(RegisterText, Fields) {
  const hw::Register &R = *hw::registerByName(
      hw::Generation::AIE2, hw::TileKind::Core, "Core_Control");
  EXPECT_EQ(describeFields(R, 1), "Enable=1");
  EXPECT_EQ(describeFields(R, 0), "Enable=0 Reset=0");
  EXPECT_EQ(describeFields(R, 0, 2), "Reset=0");
  EXPECT_EQ(describeFields(R, 0x11), "Enable=1 unnamed=0x10");
}
