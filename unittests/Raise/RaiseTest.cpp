//===- RaiseTest.cpp - configurations back to designs ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Configurations written by hand, register by register. Raising lowers its own
// text again and compares, so "no losses" means that the way back is exact; the
// texts show that ops were used and not plain writes alone.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Raise/Raise.h"
#include "aieforge/Formats/CoreElf.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

using Ops = std::vector<RegisterOp>;

uint32_t core(uint32_t Offset) { return hw::tileAddress(0, 2, Offset); }
uint32_t mem(uint32_t Offset) { return hw::tileAddress(0, 1, Offset); }
uint32_t shim(uint32_t Offset) { return hw::tileAddress(0, 0, Offset); }

raise::Design raised(const Ops &O, const txn::Transaction *Stream = nullptr,
                     const char *Device = "npu1_1col") {
  raise::Source S;
  S.Device = hw::findDevice(Device);
  S.Ops = O;
  S.Stream = Stream;
  Expected<raise::Design> D = raise::raise(S, {});
  if (!D) {
    ADD_FAILURE() << llvm::toString(D.takeError());
    return {};
  }
  return std::move(*D);
}

/// Two locks, two BDs in a ring, a receiver: as the compile pipeline writes
/// them. Words as in the register reference.
Ops ring() {
  return {RegisterOp::write(core(0x1F000), 2),
          RegisterOp::write(core(0x1F010), 0),
          // Base 0x100 and 0x140 words, length 64, locks 0 and 1.
          RegisterOp::blockWrite(core(0x1D000),
                                 {0x100 << 14 | 64, 0, 0, 0, 0,
                                  1u << 27 | 1u << 26 | 1u << 25 | 1u << 18 |
                                      1u << 13 | 1u << 12 | 0x7Fu << 5}),
          RegisterOp::blockWrite(core(0x1D020),
                                 {0x140 << 14 | 64, 0, 0, 0, 0,
                                  1u << 26 | 1u << 25 | 1u << 18 | 1u << 13 |
                                      1u << 12 | 0x7Fu << 5}),
          RegisterOp::write(core(0x1DE04), 0)};
}

} // namespace

TEST(Raise, BdsLocksAndBuffers) {
  raise::Design D = raised(ring());
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.PlainWrites, IsEmpty());
  for (const char *Line :
       {"%buffer_0_2_400 = aie.buffer(%tile_0_2) {address = 1024 : i32, "
        "sym_name = \"buffer_0_2_400\"} : memref<64xi32>\n",
        "%buffer_0_2_500 = aie.buffer(",
        "%lock_0_2_0 = aie.lock(%tile_0_2, 0) {init = 2 : i32, ",
        "%lock_0_2_1 = aie.lock(%tile_0_2, 1) {init = 0 : i32, ",
        "aie.dma_start(S2MM, 0, ^bd0, ^end)\n",
        "aie.use_lock(%lock_0_2_0, AcquireGreaterEqual, %a0)\n",
        "aie.dma_bd(%buffer_0_2_400 : memref<64xi32> offset = 0 len = 64) "
        "{bd_id = 0 : i32}\n",
        "aie.use_lock(%lock_0_2_1, Release, %r0)\n", "aie.next_bd ^bd1\n",
        "aie.next_bd ^bd0\n"})
    EXPECT_THAT(D.Text, HasSubstr(Line));
}

TEST(Raise, OverlappingRangesAreOneBuffer) {
  Ops O = ring();
  O[3].Data[0] = 0x120 << 14 | 64; // Half of the first BD's range.
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.Text, HasSubstr("%buffer_0_2_400 : memref<96xi32> offset = 32 "
                                "len = 64"));
}

TEST(Raise, DimensionsPaddingIterationPacket) {
  // A memory tile's BD 0: own memory at word 0x20000; 4 x 8 words, step 16;
  // one word of padding before and two after; packet id 5 type 2; iteration of
  // 3 by 64 words.
  Ops O = {RegisterOp::blockWrite(mem(0xA0000),
                                  {1u << 31 | 2u << 28 | 5u << 23 | 44,
                                   1u << 26 | 0x20000, 8u << 17, 4u << 17 | 15,
                                   0, 2u << 17, 2u << 17 | 63, 1u << 31}),
           RegisterOp::write(mem(0xA0634), 3u << 16)};
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.PlainWrites, IsEmpty());
  EXPECT_THAT(
      D.Text,
      HasSubstr("len = 44 sizes = [4, 8] strides = [16, 1] pad "
                "[<const_pad_before = 0, const_pad_after = 0>, "
                "<const_pad_before = 1, const_pad_after = 2>]) {bd_id = 0 : "
                "i32, packet = #aie.packet_info<pkt_type = 2, pkt_id = 5>, "
                "iteration = #aie.bd_iteration<size = 3, stride = 64, current "
                "= 0>}"));
  EXPECT_THAT(D.Text,
              HasSubstr("aie.dma_start(MM2S, 0, ^bd0, ^end, repeat_count = "
                        "3)"));
}

TEST(Raise, NeighbourMemoryAndLocks) {
  // Memory tile (1,1): from the west neighbour's memory, with its lock 3.
  auto Mem1 = [](uint32_t Offset) { return hw::tileAddress(1, 1, Offset); };
  Ops O = {RegisterOp::blockWrite(
               Mem1(0xA0000),
               {16, 0x40, 0, 0, 0, 0, 0,
                1u << 31 | 1u << 24 | 64u << 16 | 1u << 15 | 0x7Fu << 8 | 3}),
           RegisterOp::write(Mem1(0xA0634), 0)};
  raise::Design D = raised(O, nullptr, "npu1_2col");
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.PlainWrites, IsEmpty());
  EXPECT_THAT(D.Text, HasSubstr("aie.memtile_dma(%tile_1_1)"));
  EXPECT_THAT(D.Text, HasSubstr("aie.buffer(%tile_0_1) {address = 256 : i32"));
  EXPECT_THAT(D.Text, HasSubstr("aie.use_lock(%lock_0_1_3, Acquire"));
  EXPECT_THAT(D.Text, HasSubstr("aie.use_lock(%lock_1_1_0, Release"));
}

TEST(Raise, ProgramsBecomeElfFiles) {
  Ops O = {RegisterOp::maskWrite(core(0x32000), 1, 0),
           RegisterOp::blockWrite(core(0x20000), {1, 2, 3, 4}),
           RegisterOp::blockWrite(core(0x800), {5, 6}),
           RegisterOp::maskWrite(core(0x32000), 2, 2),
           RegisterOp::maskWrite(core(0x32000), 2, 0),
           RegisterOp::write(core(0x1F000), 0),
           // Behind the locks: the start value of a buffer.
           RegisterOp::blockWrite(core(0x1000), {7, 7}),
           RegisterOp::maskWrite(core(0x32000), 1, 1)};
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.PlainWrites, IsEmpty());
  ASSERT_EQ(D.Cores.size(), 1u);
  EXPECT_EQ(D.Cores[0].Name, "core_0_2.elf");
  elf::CoreElf Core = llvm::cantFail(elf::parseCore(D.Cores[0].Elf));
  ASSERT_EQ(Core.Segments.size(), 2u);
  EXPECT_EQ(Core.Segments[0].Address, 0u);
  EXPECT_EQ(Core.Segments[0].Data.size(), 16u);
  EXPECT_EQ(Core.Segments[1].Address, 0x70800u);
  EXPECT_THAT(Core.Segments[1].Data, ElementsAre(5, 0, 0, 0, 6, 0, 0, 0));
  EXPECT_THAT(D.Text, HasSubstr("{elf_file = \"core_0_2.elf\"}"));
  EXPECT_THAT(D.Text, HasSubstr(": memref<2xi32> = dense<0x7>"));
}

TEST(Raise, Switches) {
  Ops O = {// Circuit South0 -> DMA0.
           RegisterOp::write(core(0x3F004), 0x80000005),
           RegisterOp::write(core(0x3F114), 0x80000000),
           // Packets with id 3 from South1 to DMA1, header kept; the slave.
           RegisterOp::write(core(0x3F008), 0xC0000000 | 1u << 3 | 2),
           RegisterOp::write(core(0x3F118), 0xC0000000),
           RegisterOp::write(core(0x3F260), 3u << 24 | 31u << 16 | 1u << 8 | 2),
           // MM2S 0 into the array, master South2 to S2MM 0.
           RegisterOp::maskWrite(shim(0x1F000), 3u << 10, 1u << 10),
           RegisterOp::maskWrite(shim(0x1F004), 3u << 4, 1u << 4)};
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.PlainWrites, IsEmpty());
  for (const char *Line :
       {"aie.connect<South : 0, DMA : 0>", "%amsel_2_0 = aie.amsel<2> (0)",
        "aie.masterset(DMA : 1, %amsel_2_0) {keep_pkt_header = true}",
        "aie.packet_rules(South : 1)", "aie.rule(0x1f, 0x3, %amsel_2_0)",
        "aie.connect<DMA : 0, North : 3>", "aie.connect<North : 2, DMA : 0>"})
    EXPECT_THAT(D.Text, HasSubstr(Line));
}

//===----------------------------------------------------------------------===//
// What has no op
//===----------------------------------------------------------------------===//

TEST(Raise, OtherRegistersArePlainWrites) {
  Ops O = ring();
  O.push_back(RegisterOp::write(core(0x32034), 46)); // Error_Halt_Event
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.PlainWrites, ElementsAre(HasSubstr("(0,2) Error_Halt_Event")));
  EXPECT_THAT(D.Text, HasSubstr("{aieforge.writes = [array<i64: 0x32034, "
                                "0x2e>]}"));
}

TEST(Raise, RegistersThatActGetAllTheirWrites) {
  // Interrupt_controller_1st_level_enable_A sets the bits that are written.
  Ops O = {RegisterOp::write(shim(0x35004), 1),
           RegisterOp::write(shim(0x35034), 1),
           RegisterOp::write(shim(0x35004), 0x10000)};
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.Text, HasSubstr("[array<i64: 0x35004, 0x1>, array<i64: "
                                "0x35034, 0x1>, array<i64: 0x35004, "
                                "0x10000>]"));
}

TEST(Raise, OddFieldsOfBds) {
  Ops O = ring();
  O[2].Data[1] = 5u << 24; // Out-of-order BD id.
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.PlainWrites, ElementsAre(HasSubstr("(0,2) DMA_BD0_1")));
  EXPECT_THAT(D.Text, HasSubstr("aie.dma_start(S2MM, 0"));
}

TEST(Raise, SecondTasksAndBdsForTheStream) {
  Ops O = ring();
  O.push_back(RegisterOp::write(core(0x1DE04), 1)); // Another task.
  O.push_back(RegisterOp::blockWrite(
      core(0x1D080), {0x200 << 14 | 8, 0, 0, 0, 0, 1u << 25})); // Not started.
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_EQ(D.PlainWrites.size(), 3u) << testing::PrintToString(D.PlainWrites);
}

TEST(Raise, CoresThatTheImageDoesNotStart) {
  Ops O = {RegisterOp::blockWrite(core(0x20000), {1, 2, 3, 4})};
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.Cores, IsEmpty());
  EXPECT_THAT(D.Text, Not(HasSubstr("aie.core")));
}

TEST(Raise, ShimTasksStayPlain) {
  Ops O = {
      RegisterOp::blockWrite(shim(0x1D000), {64, 0, 0, 0, 0, 0, 0, 1u << 25}),
      RegisterOp::write(shim(0x1D214), 0)};
  raise::Design D = raised(O);
  EXPECT_THAT(D.Losses, IsEmpty());
}

//===----------------------------------------------------------------------===//
// Instruction streams
//===----------------------------------------------------------------------===//

TEST(RaiseStream, EveryOperationThatHasAnOp) {
  txn::Transaction T(*hw::findDevice("npu1_1col"));
  T.Ops = {txn::BlockWrite{0x1D000, {64, 0, 0, 0, 0, 0, 0, 1u << 25}},
           txn::DdrPatch{0x1D004, 1, 64},
           txn::DdrPatch{0x1D024, 6, hw::hostAddressOffset() + 8},
           txn::BlockWrite{core(0x1D000), {1, 2, 3}, 0x200},
           txn::MaskWrite{0x1D210, 0xF00, 0x1F00},
           txn::Write{0x1D214, 0x80000000},
           txn::Preempt{2},
           txn::LoadPdi{3, 0x1000, 0x123456789},
           txn::CreateScratchpad{0, 64, 0},
           txn::UpdateReg{1, 1, 4, 0x1D004},
           txn::Tct{hw::Direction::MM2S, 0, 0, 0, 1, 1}};
  raise::Design D = raised({}, &T);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.Text, HasSubstr("%arg0: memref<1xi32>, %arg1: memref<17xi32>"));
}

TEST(RaiseStream, TransfersOfTheUsualShape) {
  // 2 x 4 x 8 words, steps 64 and 16, from word 32 of argument 1, run three
  // times with a token; then a wait. AxCache is 2, as the run-time path has it.
  txn::Transaction T(*hw::findDevice("npu1_1col"));
  std::vector<uint32_t> Bd(8);
  const hw::BdLayout &L = hw::bdLayout(hw::TileKind::ShimNoC);
  for (auto [Field, Value] :
       {std::pair(hw::BdField::BufferLength, 64),
        std::pair(hw::BdField::D0Wrap, 8), std::pair(hw::BdField::D1Wrap, 4),
        std::pair(hw::BdField::D1Stepsize, 16),
        std::pair(hw::BdField::D2Stepsize, 64),
        std::pair(hw::BdField::AxCache, 2),
        std::pair(hw::BdField::BurstLength, 2),
        std::pair(hw::BdField::ValidBD, 1)})
    ASSERT_TRUE(L.set(Bd, Field, Value));
  T.Ops = {txn::BlockWrite{0x1D040, Bd}, txn::DdrPatch{0x1D044, 1, 128},
           txn::MaskWrite{0x1D210, 0xF00, 0x1F00},
           txn::Write{0x1D214, 0x80020002},
           txn::Tct{hw::Direction::MM2S, 0, 0, 0, 1, 1}};
  raise::Design D = raised({}, &T);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.Text, HasSubstr("aie.shim_dma_allocation @shim_0_MM2S_0(%tile_"
                                "0_0, MM2S, 0)"));
  EXPECT_THAT(
      D.Text,
      HasSubstr("aiex.npu.dma_memcpy_nd(%arg1[0, 0, 0, 32][3, 2, 4, 8]"
                "[0, 64, 16, 1]) {id = 2 : i64, metadata = "
                "@shim_0_MM2S_0, issue_token = true} : memref<152xi32>"));
  EXPECT_THAT(D.Text, HasSubstr("aiex.npu.dma_wait {symbol = @shim_0_MM2S_0}"));

  // One that asks for another cache policy is written word by word.
  ASSERT_TRUE(L.set(Bd, hw::BdField::AxCache, 3));
  T.Ops[0] = txn::BlockWrite{0x1D040, Bd};
  D = raised({}, &T);
  EXPECT_THAT(D.Losses, IsEmpty());
  EXPECT_THAT(D.Text, Not(HasSubstr("memcpy")));
}

TEST(RaiseStream, WhatIsLostIsNamed) {
  txn::Transaction T(*hw::findDevice("npu1_1col"));
  T.Ops = {txn::MaskPoll{0x1D228, 0, 1, false}, txn::RecordTimer{7},
           txn::MaskWrite{0x1D210, 0xF00, 0x1F00, 32}};
  raise::Design D = raised({}, &T);
  EXPECT_THAT(D.Losses, ElementsAre(HasSubstr("operation 0: a wait for"),
                                    HasSubstr("operation 1: RECORD_TIMER"),
                                    HasSubstr("operation 2: size field 32")));
  T.Ops.clear();
  T.Enc = txn::Encoding::V1_0;
  EXPECT_THAT(raised({}, &T).Losses, ElementsAre(HasSubstr("encoding 1.0")));
  T = txn::Transaction(*hw::findDevice("npu2_4col"));
  EXPECT_THAT(raised({}, &T).Losses, ElementsAre(HasSubstr("generation 4")));
}

TEST(Raise, SmallestDevice) {
  auto Name = [](hw::Generation G, unsigned Columns, const Ops &O) {
    const hw::Device *D = raise::smallestDevice(G, Columns, O);
    return D ? D->Name.str() : "none";
  };
  using hw::Generation;
  EXPECT_EQ(Name(Generation::AIE2, 1, {}), "npu1_1col");
  EXPECT_EQ(Name(Generation::AIE2, 4, {}), "npu1");
  EXPECT_EQ(Name(Generation::AIE2P, 1,
                 {RegisterOp::write(hw::tileAddress(2, 2, 0x1F000), 1)}),
            "npu2_3col");
  EXPECT_EQ(Name(Generation::AIE2, 6, {}), "none");
}
