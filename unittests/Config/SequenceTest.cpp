//===- SequenceTest.cpp - runtime sequences to instruction streams --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Formats/WordList.h"
#include "DesignText.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::test;
using namespace aieforge::txn;
using testing::ElementsAre;
using testing::HasSubstr;

using Words = std::vector<uint32_t>;

/// A device with transfers @in (MM2S 0) and @out (S2MM 0) on its first shim.
static std::string design(llvm::StringRef Device, llvm::StringRef Arguments,
                          llvm::StringRef Body) {
  return ("aie.device(" + Device + R"() {
  %shim = aie.tile(0, 0) {controller_id = #aie.packet_info<pkt_type = 0, pkt_id = 15>}
  %mem = aie.tile(0, 1)
  %core = aie.tile(0, 2)
  %lock = aie.lock(%core, 3)
  %rtp = aie.buffer(%core) {address = 1536 : i32, sym_name = "rtp"} : memref<16xi32>
  %big = aie.buffer(%mem) {address = 4096 : i32, sym_name = "big"} : memref<1024xi32>
  memref.global "private" constant @words : memref<3xi32> = dense<[1, 2, 3]>
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.shim_dma_allocation @out(%shim, S2MM, 0)
  aie.runtime_sequence()" +
          Arguments + ") {\n" + Body + "\n}\n}")
      .str();
}

static const char Passthrough[] = R"(
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<256xi32>
    aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 0 : i64, metadata = @out} : memref<256xi32>
    aiex.npu.dma_wait {symbol = @out}
)";

static Words passthroughWords(uint32_t Word0, uint32_t Word1, uint32_t Burst) {
  return {Word0,  Word1,      8,       0x12C,      1,         0,     0x1D020,
          0x30,   0x100,      0,       0,          0,         Burst, 0x02000000,
          0,      0x02000000, 0x81,    0x30,       0,         0,     0,
          0,      0x1D024,    0,       0,          0,         0,     0,
          0,      0,          0x1D214, 0,          1,         0x18,  1,
          0,      0x1D000,    0x30,    0x100,      0,         0,     0,
          Burst,  0x02000000, 0,       0x02000000, 0x81,      0x30,  0,
          0,      0,          0,       0x1D004,    0,         1,     0,
          0,      0,          3,       0,          0x1D200,   0,     0xF00,
          0x1F00, 0x1C,       0,       0,          0x1D204,   0,     0x80000000,
          0x18,   0x80,       0x10,    0,          0x00010100};
}

TEST(Sequence, Passthrough) {
  for (auto [Device, Word0, Word1, Burst] :
       {std::tuple<const char *, uint32_t, uint32_t, uint32_t>{
            "npu1", 0x06030100, 0x104, 0x80000000},
        {"npu2", 0x06040100, 0x108, 0xC0000000}}) {
    Lowered L = lowerSequence(design(
        Device, "%a: memref<256xi32>, %b: memref<256xi32>", Passthrough));
    ASSERT_TRUE(L.Stream) << L.Messages;
    EXPECT_EQ(L.Messages, "");
    EXPECT_EQ(dump(serialize(*L.Stream)),
              dump(bytesOfWords(passthroughWords(Word0, Word1, Burst))));
  }
}

static const BlockWrite &firstBlock(const Lowered &L) {
  for (const Op &O : L.Stream->Ops)
    if (auto *B = std::get_if<BlockWrite>(&O))
      return *B;
  static const BlockWrite None;
  return None;
}

static Lowered oneTransfer(llvm::StringRef Pattern, llvm::StringRef Type,
                           llvm::StringRef Extra = "") {
  return lowerSequence(
      design("npu1", ("%a: " + Type).str(),
             ("aiex.npu.dma_memcpy_nd(%a" + Pattern + ") {id = 2 : i64, " +
              Extra + " metadata = @in} : " + Type)
                 .str()));
}

TEST(Sequence, PatternOfThreeDimensions) {
  Lowered L = oneTransfer("[0, 0, 0, 0][1, 2, 32, 32][4096, 2048, 64, 1]",
                          "memref<64x64xi32>");
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_EQ(firstBlock(L).Address, 0x1D040u);
  EXPECT_EQ(firstBlock(L).Data, Words({0x800, 0, 0, 0x02000000, 0x8200003F,
                                       0x020007FF, 0, 0x02000000}));
}

TEST(Sequence, OutermostDimensionIterates) {
  // 4 blocks of 16 x 32 16-bit elements, 1024 elements apart.
  Lowered L = oneTransfer("[0, 0, 1, 2][4, 1, 16, 32][1024, 0, 64, 1]",
                          "memref<64x64xi16>", "issue_token = true,");
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_EQ(firstBlock(L).Data, Words({0x100, 0, 0, 0x01000000, 0x8100001F,
                                       0x02000000, 0x003001FF, 0x02000000}));
  std::vector<Op> Rest(L.Stream->Ops.begin() + 1, L.Stream->Ops.end());
  std::vector<Op> Expected = {DdrPatch{0x1D044, 0, (64 + 2) * 2},
                              MaskWrite{0x1D210, 0xF00, 0x1F00},
                              Write{0x1D214, 0x80030002}};
  EXPECT_EQ(Rest, Expected);
}

TEST(Sequence, StrideZeroRepeats) {
  Lowered L =
      oneTransfer("[0, 0, 0, 0][256, 1, 1, 64][0, 0, 0, 1]", "memref<64xi32>");
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_EQ(firstBlock(L).Data[6], 0u);
  EXPECT_EQ(std::get<Write>(L.Stream->Ops.back()).Value, 0x00FF0002u);
}

TEST(Sequence, PacketsAndBursts) {
  Lowered L = lowerSequence(design("npu1", "%a: memref<64xi32>", R"(
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1], packet = <pkt_type = 2, pkt_id = 5>) {id = 0 : i64, metadata = @in, burst_length = 64 : i64} : memref<64xi32>
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_EQ(firstBlock(L).Data,
            Words({64, 0, 0x402A0000, 0, 0, 0x02000000, 0, 0x02000000}));
}

TEST(Sequence, LaterArgumentsCarryTheHostOffset) {
  Lowered L = lowerSequence(
      design("npu1",
             "%a: memref<8xi32>, %b: memref<8xi32>, %c: memref<8xi32>, "
             "%d: memref<8xi32>, %e: memref<8xi32>, %f: memref<8xi32>",
             R"(
    aiex.npu.dma_memcpy_nd(%f[0, 0, 0, 4][1, 1, 1, 4][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<8xi32>
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_EQ(std::get<DdrPatch>(L.Stream->Ops[1]),
            (DdrPatch{0x1D004, 5, 0x80000010}));
}

TEST(Sequence, ViewsOfAnArgument) {
  Lowered L = lowerSequence(design("npu1", "%a: memref<8x16xi32>", R"(
    %v = memref.subview %a[2, 0] [4, 16] [1, 1] : memref<8x16xi32> to memref<4x16xi32, strided<[16, 1], offset: 32>>
    aiex.npu.dma_memcpy_nd(%v[0, 0, 1, 0][1, 1, 1, 16][0, 0, 16, 1]) {id = 0 : i64, metadata = @in} : memref<4x16xi32, strided<[16, 1], offset: 32>>
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_EQ(std::get<DdrPatch>(L.Stream->Ops[1]).Offset, (32u + 16) * 4);
}

TEST(Sequence, RegisterOps) {
  Lowered L = lowerSequence(design("npu1", "", R"(
    %a = arith.constant 2 : i32
    %v = arith.constant -1 : i32
    %m = arith.constant 240 : i32
    aiex.npu.write32(%a, %v) : i32, i32
    aiex.npu.write32(%a, %v) {column = 3 : i32, row = 4 : i32} : i32, i32
    aiex.npu.write32(%a, %v) {buffer = @rtp} : i32, i32
    aiex.npu.maskwrite32(%a, %v, %m) {column = 0 : i32, row = 2 : i32} : i32, i32, i32
    aiex.npu.rtp_write(@rtp, 3, %v) : i32
    %g = memref.get_global @words : memref<3xi32>
    aiex.npu.blockwrite(%g) {address = 100 : ui32, column = 1 : i32, row = 1 : i32} : memref<3xi32>
    aiex.set_lock(%lock, 5)
    aiex.core_reset(%core)
    aiex.npu.preempt {level = 3 : ui8}
    aiex.npu.load_pdi {id = 2 : i32, size = 1024 : i32, address = 11806310474360 : ui64}
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  std::vector<Op> Expected = {Write{2, ~0u},
                              Write{0x06400002, ~0u},
                              Write{0x00200608, ~0u},
                              MaskWrite{0x00200002, ~0u, 240},
                              Write{0x0020060C, ~0u},
                              BlockWrite{0x02100064, {1, 2, 3}, 0x101},
                              Write{0x0021F030, 5},
                              MaskWrite{0x00232000, 2, 2},
                              MaskWrite{0x00232000, 0, 2},
                              Preempt{3},
                              LoadPdi{2, 1024, 0xABCDE345678}};
  Expected[10] = LoadPdi{2, 1024, 11806310474360};
  EXPECT_EQ(L.Stream->Ops, Expected);
}

TEST(Sequence, OlderSpellings) {
  Lowered L = lowerSequence(design("npu1", "%a: memref<64xi32>", R"(
    aiex.npu.write32 {address = 119300 : ui32, value = 5 : ui32, column = 0 : i32, row = 0 : i32}
    aiex.npu.sync {column = 3 : i32, row = 4 : i32, direction = 1 : i32, channel = 5 : i32, column_num = 1 : i32, row_num = 2 : i32}
    aiex.npu.push_queue(0, 0, S2MM : 1) {bd_id = 2 : i32, issue_token = true, repeat_count = 3 : i32}
    aiex.npu.address_patch {addr = 118788 : ui32, arg_idx = 0 : i32, arg_plus = 64 : i32}
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  std::vector<Op> Expected = {
      Write{119300, 5}, Tct{hw::Direction::MM2S, 5, 3, 4, 1, 2},
      MaskWrite{0x1D208, 0xF00, 0x1F00}, Write{0x1D20C, 0x80030002},
      DdrPatch{118788, 0, 64}};
  EXPECT_EQ(L.Stream->Ops, Expected);
}

TEST(Sequence, WriteBdOfAMemoryTile) {
  Lowered L = lowerSequence(design("npu1", "", R"(
    aiex.npu.writebd {column = 3 : i32, row = 1 : i32, bd_id = 6 : i32, buffer_length = 1 : i32, buffer_offset = 2 : i32, enable_packet = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, d0_size = 6 : i32, d0_stride = 5 : i32, d1_size = 8 : i32, d1_stride = 7 : i32, d2_size = 0 : i32, d2_stride = 9 : i32, iteration_current = 11 : i32, iteration_size = 13 : i32, iteration_stride = 12 : i32, next_bd = 5 : i32, use_next_bd = 1 : i32, valid_bd = 1 : i32, lock_rel_val = 4 : i32, lock_rel_id = 3 : i32, lock_acq_enable = 1 : i32, lock_acq_val = 2 : i32, lock_acq_id = 1 : i32, d0_zero_before = 0 : i32, d1_zero_before = 0 : i32, d2_zero_before = 0 : i32, d0_zero_after = 0 : i32, d1_zero_after = 0 : i32, d2_zero_after = 0 : i32}
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_EQ(firstBlock(L).Address, 0x061A00C0u);
  EXPECT_EQ(firstBlock(L).Data, Words({1, 0x00580002, 0x000C0005, 0x00100007, 9,
                                       0, 0x059A000C, 0x84038201}));
}

TEST(Sequence, LoopsRunAllTheirIterations) {
  Lowered L = lowerSequence(design("npu1", "%a: memref<1024xi32>", R"(
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.for %i = %c0 to %c3 step %c1 {
      %n = arith.index_cast %i : index to i64
      %w = arith.constant 256 : i64
      %o = arith.muli %n, %w : i64
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, %o][1, 1, 1, 256][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @in} : memref<1024xi32>
      aiex.npu.dma_wait {symbol = @in}
    }
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  std::vector<uint64_t> Offsets;
  for (const Op &O : L.Stream->Ops)
    if (auto *P = std::get_if<DdrPatch>(&O))
      Offsets.push_back(P->Offset);
  EXPECT_THAT(Offsets, ElementsAre(0, 1024, 2048));
  EXPECT_EQ(L.Stream->Ops.size(), 15u);
}

TEST(Sequence, MissingTokenIsAdded) {
  Lowered L = lowerSequence(design("npu1", "%a: memref<64xi32>", R"(
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    aiex.npu.dma_wait {symbol = @in}
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_THAT(L.Messages,
              HasSubstr("warning: this transfer is waited for but asks for no "
                        "completion token"));
  std::vector<Op> Rest(L.Stream->Ops.begin() + 2, L.Stream->Ops.end());
  std::vector<Op> Expected = {MaskWrite{0x1D210, 0xF00, 0x1F00},
                              Write{0x1D214, 0x80000000},
                              Tct{hw::Direction::MM2S, 0, 0, 0, 1, 1}};
  EXPECT_EQ(Rest, Expected);
}

TEST(Sequence, TasksOnAShim) {
  // The reference example, on column 0: 16-bit elements, 64 of offset.
  Lowered L = lowerSequence(design("npu2", "%a: memref<1024xi16>", R"(
    %t = aiex.dma_configure_task_for @in {
      aie.dma_bd(%a : memref<1024xi16>, 64, 256, [<size = 4, stride = 128>, <size = 64, stride = 1>])
      aie.end
    } {issue_token = true, repeat_count = 2 : i32}
    aiex.dma_start_task(%t)
    aiex.dma_await_task(%t)
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  std::vector<Op> Expected = {
      BlockWrite{
          0x1D000,
          {0x80, 0x80, 0, 0x02000000, 0xC040003F, 0x02000000, 0, 0x02000000}},
      DdrPatch{0x1D004, 0, 128}, MaskWrite{0x1D210, 0xF00, 0x1F00},
      Write{0x1D214, 0x80020000}, Tct{hw::Direction::MM2S, 0, 0, 0, 1, 1}};
  EXPECT_EQ(L.Stream->Ops, Expected);
}

TEST(Sequence, TaskChainsAndFreeNumbers) {
  Lowered L = lowerSequence(design("npu1", "%a: memref<64xi32>", R"(
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @out} : memref<64xi32>
    %t = aiex.dma_configure_task(%shim, MM2S, 1) {
      aie.dma_bd(%a : memref<64xi32>, 0, 32)
      aie.next_bd ^two
    ^two:
      aie.dma_bd(%a : memref<64xi32>, 32, 32)
      aie.end
    }
    aiex.dma_start_task(%t)
    aiex.dma_free_task(%t)
    %u = aiex.dma_configure_task(%mem, S2MM, 1) {
      aie.dma_bd(%big : memref<1024xi32>, 8, 16)
      aie.end
    } {issue_token = true}
    aiex.dma_start_task(%u)
    aiex.dma_await_task(%u)
)"));
  ASSERT_TRUE(L.Stream) << L.Messages;
  // The memcpy names BD 0, so the task gets 1 and 2; an odd channel of a
  // memory tile begins at 24 and its addresses at the own tile's window.
  std::vector<Op> Rest(L.Stream->Ops.begin() + 4, L.Stream->Ops.end());
  std::vector<Op> Expected = {
      BlockWrite{0x1D020, {32, 0, 0, 0, 0x80000000, 0x02000000, 0, 0x16000000}},
      DdrPatch{0x1D024, 0, 0},
      BlockWrite{0x1D040,
                 {32, 128, 0, 0, 0x80000000, 0x02000000, 0, 0x02000000}},
      DdrPatch{0x1D044, 0, 128}, Write{0x1D21C, 1},
      // The BD, then the address in it, as in streams of other tools.
      BlockWrite{0x1A0300, {16, 32, 0, 0, 0, 0, 0, 0x80000000}},
      MaskWrite{0x1A0304, 0x20408, 0x7FFFF},
      MaskWrite{0x1A0608, 0x1A00, 0x1F00}, Write{0x1A060C, 0x80000018},
      Tct{hw::Direction::S2MM, 1, 0, 1, 1, 1}};
  EXPECT_EQ(Rest, Expected);
}

TEST(Sequence, ImpossibleTransfersAreErrors) {
  const std::pair<const char *, const char *> Cases[] = {
      {"[0, 0, 0, 0][1, 1, 2, 1031][0, 0, 2048, 1]", "memref<4096xi32>"},
      {"[0, 0, 0, 0][65, 1, 1, 8][8, 0, 0, 1]", "memref<4096xi32>"},
      {"[0, 0, 0, 0][257, 1, 1, 8][0, 0, 0, 1]", "memref<4096xi32>"},
      {"[0, 0, 0, 0][1, 1, 1, 3][0, 0, 0, 1]", "memref<64xi16>"},
      {"[0, 0, 0, 1][1, 1, 1, 4][0, 0, 0, 1]", "memref<64xi16>"},
      {"[0, 0, 0, 0][1, 1, 4, 4][0, 0, 0, 1]", "memref<64xi32>"},
      {"[0, 0, 0, 0][1, 1, 4, 4][0, 0, 1048577, 1]", "memref<64xi32>"},
      {"[0, 0, 0, 0][1, 1, 0, 4][0, 0, 0, 1]", "memref<64xi32>"},
  };
  for (auto [Pattern, Type] : Cases) {
    Lowered L = oneTransfer(Pattern, Type);
    EXPECT_FALSE(L.Stream) << Pattern;
    EXPECT_THAT(L.Messages, HasSubstr("error: ")) << Pattern;
  }
}

TEST(Sequence, LargeTransfersAreSplit) {
  // 1024 words are one more than the innermost count takes: 2 x 512.
  Lowered L = oneTransfer("[0, 0, 0, 0][1, 1, 2, 1024][0, 0, 2048, 1]",
                          "memref<4096xi32>");
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_EQ(firstBlock(L).Data,
            Words({2048, 0, 0, 512u << 20, 2u << 30 | 2u << 20 | 511,
                   0x02000000 | 2047, 0, 0x02000000}));
}

TEST(Sequence, WaitsThatNeverReturnAreErrors) {
  Lowered L = lowerSequence(design("npu1", "%a: memref<64xi32>", R"(
    aiex.npu.dma_wait {symbol = @out}
)"));
  EXPECT_FALSE(L.Stream);
  EXPECT_THAT(L.Messages, HasSubstr("would block here forever"));
  L = lowerSequence(design("npu1", "%a: memref<64xi32>", R"(
    %t = aiex.dma_configure_task_for @in {
      aie.dma_bd(%a : memref<64xi32>, 0, 64)
      aie.end
    }
    aiex.dma_start_task(%t)
    aiex.dma_await_task(%t)
)"));
  EXPECT_FALSE(L.Stream);
  EXPECT_THAT(L.Messages, HasSubstr("waits for a task that issues no token"));
}

TEST(Sequence, FullQueuesAreWarnedAbout) {
  std::string Body;
  for (int I = 0; I < 6; ++I)
    Body += "aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) "
            "{id = " +
            std::to_string(I) + " : i64, metadata = @in} : memref<64xi32>\n";
  Lowered L = lowerSequence(design("npu1", "%a: memref<64xi32>", Body));
  ASSERT_TRUE(L.Stream) << L.Messages;
  EXPECT_THAT(L.Messages, HasSubstr("more than 4 tasks are queued"));
}
