//===- TransactionTest.cpp - instruction streams --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Transaction.h"
#include "WordList.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::test;
using namespace aieforge::txn;
using llvm::Failed;
using llvm::FailedWithMessage;
using llvm::HasValue;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::HasSubstr;

/// The pass-through of 256 words: in by MM2S 0 with BD 1, out by S2MM 0 with
/// BD 0 and a token.
static Transaction passthrough(const char *Device, uint32_t Burst) {
  Transaction T(*hw::findDevice(Device));
  std::vector<uint32_t> Bd = {0x100, 0, 0, 0, Burst, 0x02000000, 0, 0x02000000};
  T.Ops.push_back(BlockWrite{0x1D020, Bd});
  T.Ops.push_back(DdrPatch{0x1D024, 0, 0});
  T.Ops.push_back(Write{0x1D214, 1});
  T.Ops.push_back(BlockWrite{0x1D000, Bd});
  T.Ops.push_back(DdrPatch{0x1D004, 1, 0});
  T.Ops.push_back(MaskWrite{0x1D200, 0xF00, 0x1F00});
  T.Ops.push_back(Write{0x1D204, 0x80000000});
  T.Ops.push_back(Tct{hw::Direction::S2MM, 0, 0, 0, 1, 1});
  return T;
}

static std::vector<uint32_t> passthroughWords(uint32_t Word0, uint32_t Word1,
                                              uint32_t Burst) {
  return {Word0, Word1, 8, 0x12C,
          // BLOCKWRITE of BD 1
          1, 0, 0x1D020, 0x30, 0x100, 0, 0, 0, Burst, 0x02000000, 0, 0x02000000,
          // DDR_PATCH
          0x81, 0x30, 0, 0, 0, 0, 0x1D024, 0, 0, 0, 0, 0,
          // WRITE of the queue
          0, 0, 0x1D214, 0, 1, 0x18,
          // BLOCKWRITE of BD 0
          1, 0, 0x1D000, 0x30, 0x100, 0, 0, 0, Burst, 0x02000000, 0, 0x02000000,
          // DDR_PATCH
          0x81, 0x30, 0, 0, 0, 0, 0x1D004, 0, 1, 0, 0, 0,
          // MASKWRITE of the controller id
          3, 0, 0x1D200, 0, 0xF00, 0x1F00, 0x1C,
          // WRITE of the queue
          0, 0, 0x1D204, 0, 0x80000000, 0x18,
          // TCT
          0x80, 0x10, 0, 0x00010100};
}

TEST(Transaction, PassthroughOnNpu1) {
  Bytes Expected =
      bytesOfWords(passthroughWords(0x06030100, 0x104, 0x80000000));
  Transaction T = passthrough("npu1", 0x80000000);
  EXPECT_EQ(Expected.size(), 300u);
  EXPECT_EQ(dump(serialize(T)), dump(Expected));
  EXPECT_THAT_EXPECTED(parse(Expected), HasValue(T));
}

TEST(Transaction, PassthroughOnNpu2) {
  Bytes Expected =
      bytesOfWords(passthroughWords(0x06040100, 0x108, 0xC0000000));
  Transaction T = passthrough("npu2", 0xC0000000);
  EXPECT_EQ(dump(serialize(T)), dump(Expected));
  EXPECT_THAT_EXPECTED(parse(Expected), HasValue(T));
}

TEST(Transaction, HeadersOfOneColumnDevices) {
  EXPECT_EQ(wordsOf(serialize(Transaction(*hw::findDevice("npu1_1col"))))[0],
            0x06030100u);
  EXPECT_EQ(wordsOf(serialize(Transaction(*hw::findDevice("npu1_1col"))))[1],
            0x101u);
  EXPECT_EQ(wordsOf(serialize(Transaction(*hw::findDevice("npu2_1col"))))[1],
            0x101u);
}

static std::vector<uint32_t> opWords(Op O, Encoding E = Encoding::V0_1) {
  Transaction T;
  T.Enc = E;
  T.Ops.push_back(std::move(O));
  std::vector<uint32_t> W = wordsOf(serialize(T));
  EXPECT_EQ(W.size() * 4, HeaderBytes + opSize(T.Ops[0], E));
  return {W.begin() + 4, W.end()};
}

TEST(Transaction, ReferenceVectors) {
  EXPECT_THAT(opWords(Write{hw::tileAddress(3, 4, 0xABC00DEF), 5}),
              ElementsAre(0, 0, 0x06400DEF, 0, 5, 24));
  EXPECT_THAT(opWords(BlockWrite{hw::tileAddress(1, 1, 0x64), {7}, 0x101}),
              ElementsAre(1, 0x101, 0x02100064, 20, 7));
  Tct Sync;
  Sync.Column = 3;
  Sync.Row = 4;
  Sync.Dir = hw::Direction::MM2S;
  Sync.Channel = 5;
  Sync.Columns = 1;
  Sync.Rows = 2;
  EXPECT_THAT(opWords(Sync), ElementsAre(0x80, 16, 0x00030401, 0x05010200));
  EXPECT_THAT(opWords(LoadPdi{2, 0x400, 0xABC12345678}),
              ElementsAre(0x00020008, 0x400, 0x12345678, 0x00000ABC));
  EXPECT_THAT(opWords(Preempt{3}), ElementsAre(0x306));
}

TEST(Transaction, ShortEncoding) {
  Encoding E = Encoding::V1_0;
  EXPECT_THAT(opWords(Write{0x1D214, 1}, E), ElementsAre(0, 0x1D214, 1));
  EXPECT_THAT(opWords(MaskWrite{0x1D200, 0xF00, 0x1F00}, E),
              ElementsAre(3, 0x1D200, 0xF00, 0x1F00));
  EXPECT_THAT(opWords(MaskPoll{0x1D228, 0, 0x78003C}, E),
              ElementsAre(4, 0x1D228, 0, 0x78003C));
  EXPECT_THAT(opWords(BlockWrite{0x1D000, {1, 2}}, E),
              ElementsAre(1, 0x1D000, 20, 1, 2));
  EXPECT_THAT(opWords(MergeSync{8, 4, 0, 12}, E), ElementsAre(0x84, 12, 0x408));
  Transaction T;
  T.Enc = E;
  EXPECT_EQ(wordsOf(serialize(T))[0], 1u);
}

/// One of every operation.
static Transaction everything(Encoding E) {
  Transaction T(*hw::findDevice("npu1"));
  T.Enc = E;
  bool Short = E == Encoding::V1_0;
  T.Ops = {Write{1, 2},
           BlockWrite{3, {4, 5, 6}, Short ? 0 : 7u},
           MaskWrite{8, 9, 10},
           MaskPoll{11, 12, 13, false},
           MaskPoll{14, 15, 16, true},
           Noop{},
           Preempt{2},
           LoadPdi{17, 18, 19},
           LoadPmStart{20, 21},
           CreateScratchpad{0, 64, 22},
           UpdateReg{31, 1, 23, 24},
           Tct{hw::Direction::MM2S, 1, 2, 3, 4, 5},
           DdrPatch{25, 26, 27},
           ReadRegs{{28, 29}},
           RecordTimer{30},
           MergeSync{16, 4, 0x1100, uint8_t(Short ? 12 : 16)}};
  return T;
}

TEST(Transaction, EveryOperationRoundTrips) {
  for (Encoding E : {Encoding::V0_1, Encoding::V1_0}) {
    Transaction T = everything(E);
    std::vector<std::string> Warnings;
    EXPECT_THAT_EXPECTED(parse(serialize(T), &Warnings), HasValue(T));
    EXPECT_TRUE(Warnings.empty());
  }
}

TEST(Transaction, EveryTruncationIsAnError) {
  for (Encoding E : {Encoding::V0_1, Encoding::V1_0}) {
    Bytes File = serialize(everything(E));
    for (size_t Size = 0; Size < File.size(); ++Size) {
      EXPECT_THAT_EXPECTED(parse(BytesRef(File).take_front(Size)), Failed());
      // Also with a size field that fits.
      if (Size < HeaderBytes)
        continue;
      Bytes Cut(File.begin(), File.begin() + Size);
      Cut[12] = Size & 0xFF;
      Cut[13] = Size >> 8;
      EXPECT_THAT_EXPECTED(parse(Cut), Failed());
    }
  }
}

TEST(Transaction, MaskWritesOf28And32Bytes) {
  Transaction T;
  T.Ops = {MaskWrite{1, 2, 3, 28}, MaskWrite{4, 5, 6, 32},
           MaskWrite{7, 8, 9, 24}, Write{10, 11}};
  Bytes File = serialize(T);
  EXPECT_EQ(File.size(), 16u + 28 + 32 + 32 + 24);
  EXPECT_THAT_EXPECTED(parse(File), HasValue(T));
}

TEST(Transaction, PaddingIsIgnored) {
  Transaction T = passthrough("npu1", 0x80000000);
  Bytes File = serialize(T);
  // Upper bytes of the opcodes, the word behind them, the patch's padding.
  for (size_t At :
       {0x11, 0x12, 0x71, 0x74, 0x75, 0xE9, 0xEC, 0x11D, 0x54, 0x57})
    File[At] = 0xA5;
  EXPECT_THAT_EXPECTED(parse(File), HasValue(T));
}

TEST(Transaction, WrongHeaders) {
  Bytes File = serialize(passthrough("npu1", 0x80000000));
  Bytes Version = File;
  Version[1] = 2;
  EXPECT_THAT_EXPECTED(parse(Version),
                       FailedWithMessage(HasSubstr("is 0.2; 0.1 and 1.0")));
  Bytes Count = File;
  Count[8] = 7;
  EXPECT_THAT_EXPECTED(
      parse(Count), FailedWithMessage(HasSubstr("says 7 operations, 8 are")));
  Bytes Unknown = File;
  Unknown[16] = 0x42;
  EXPECT_THAT_EXPECTED(
      parse(Unknown),
      FailedWithMessage(HasSubstr("operation 0 at offset 0x10: opcode 66")));
  Unknown[16] = 11;
  EXPECT_THAT_EXPECTED(parse(Unknown),
                       FailedWithMessage(HasSubstr("UPDATE_STATE_TABLE")));
  Bytes Longer = File;
  Longer.resize(File.size() + 8);
  std::vector<std::string> Warnings;
  EXPECT_THAT_EXPECTED(parse(Longer, &Warnings), Succeeded());
  EXPECT_THAT(Warnings, ElementsAre(HasSubstr("8 bytes behind the end")));
}

TEST(Transaction, TextFiles) {
  Bytes File = serialize(passthrough("npu1", 0x80000000));
  std::string Text = toHexText(File);
  EXPECT_EQ(Text.substr(0, 18), "06030100\n00000104\n");
  BytesRef TextBytes(reinterpret_cast<const uint8_t *>(Text.data()),
                     Text.size());
  EXPECT_TRUE(isHexText(TextBytes));
  EXPECT_FALSE(isHexText(File));
  EXPECT_THAT_EXPECTED(readInstructionFile(TextBytes), HasValue(File));
  EXPECT_THAT_EXPECTED(readInstructionFile(File), HasValue(File));
  Text.replace(9, 8, "000001zz");
  EXPECT_THAT_EXPECTED(
      readInstructionFile(BytesRef(
          reinterpret_cast<const uint8_t *>(Text.data()), Text.size())),
      FailedWithMessage(HasSubstr("line 2 is \"000001zz\"")));
}
