//===- SequenceTest.cpp - instruction sequences of 2023 -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Sequence.h"
#include "WordList.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::seq;
using namespace aieforge::test;
using llvm::Failed;
using llvm::FailedWithMessage;
using llvm::HasValue;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::HasSubstr;

/// A parameter for core (0,5), then 0xE1000 words from the first buffer by
/// MM2S 0 and as many into the second by S2MM 0, as in the files of 2023.
static std::vector<uint32_t> copyWords() {
  return {0x00000003, 0x01000405, 0x01000100,
          // WRITE32 to (0,5)
          0x02000500, 0x00005408, 0x00000002,
          // SHIM_BDS: one column, second buffer, BD 1
          0x06000111, 0, 0x000E1000, 0, 0, 0, 0x80000000, 0, 0, 0x02000000,
          // WRITE32 of the queue of S2MM 0
          0x02000000, 0x0001D204, 0x80000001,
          // SHIM_BDS: first buffer, BD 0
          0x06000100, 0, 0x000E1000, 0, 0, 0, 0x80000000, 0, 0, 0x02000000,
          0x02000000, 0x0001D214, 0x00000000,
          // SYNC on S2MM 0
          0x03000000, 0x00010100};
}

TEST(Sequence, ReadsTheOperations) {
  Bytes File = bytesOfWords(copyWords());
  Expected<Sequence> S = parse(File);
  ASSERT_THAT_EXPECTED(S, Succeeded());
  EXPECT_THAT(S->Header, ElementsAre(3, 0x01000405, 0x01000100));
  ASSERT_EQ(S->Ops.size(), 6u);
  EXPECT_EQ(opcodeName(S->Ops[0].opcode()), "WRITE32");
  EXPECT_EQ(S->Ops[0].row(), 5u);
  EXPECT_EQ(opcodeName(S->Ops[1].opcode()), "SHIM_BDS");
  EXPECT_EQ(S->Ops[1].Words.size(), 10u);
  EXPECT_EQ(opcodeName(S->Ops[5].opcode()), "SYNC");
  EXPECT_EQ(dump(serialize(*S)), dump(File));
  EXPECT_TRUE(looksLikeSequence(File));
}

TEST(Sequence, BecomesATransaction) {
  Expected<Sequence> S = parse(bytesOfWords(copyWords()));
  ASSERT_THAT_EXPECTED(S, Succeeded());
  const hw::Device &D = *hw::findDevice("npu1");
  Expected<txn::Transaction> T = toTransaction(*S, D);
  ASSERT_THAT_EXPECTED(T, Succeeded());
  std::vector<uint32_t> Bd = {0xE1000, 0, 0, 0, 0x80000000, 0, 0, 0x02000000};
  txn::Transaction Expected(D);
  Expected.Ops = {txn::Write{hw::tileAddress(0, 5, 0x5408), 2},
                  txn::BlockWrite{0x1D020, Bd},
                  txn::DdrPatch{0x1D024, 1},
                  txn::Write{0x1D204, 0x80000001},
                  txn::BlockWrite{0x1D000, Bd},
                  txn::DdrPatch{0x1D004, 0},
                  txn::Write{0x1D214, 0},
                  txn::Tct{hw::Direction::S2MM, 0, 0, 0, 1, 1}};
  EXPECT_EQ(*T, Expected);
  Sequence Other = *S;
  Other.Ops.push_back({{0x10000000}});
  EXPECT_THAT_EXPECTED(
      toTransaction(Other, D),
      FailedWithMessage(HasSubstr("operation 6 (TIMESTAMP) has no")));
}

TEST(Sequence, BdWritesOfCoresAreShorter) {
  std::vector<uint32_t> Words = {1, 0x01000203, 1, 2, 3, 4, 5, 6};
  EXPECT_THAT_EXPECTED(parse(bytesOfWords(Words)), Succeeded());
  Words[1] = 0x01000103; // The memory tile's have eight words.
  EXPECT_THAT_EXPECTED(parse(bytesOfWords(Words)), Failed());
}

TEST(Sequence, DamagedFiles) {
  Bytes File = bytesOfWords(copyWords());
  size_t Whole = 0;
  for (size_t Size = 0; Size < File.size(); ++Size) {
    Expected<Sequence> S = parse(BytesRef(File).take_front(Size));
    Whole += bool(S);
    if (!S)
      llvm::consumeError(S.takeError());
  }
  EXPECT_EQ(Whole, 6u) << "ends of the header and of all operations but one";
  EXPECT_THAT_EXPECTED(
      parse(bytesOfWords({0, 1})),
      FailedWithMessage(HasSubstr("the header length at offset 0x0")));
  EXPECT_THAT_EXPECTED(parse(bytesOfWords({0x41, 1})), Failed());
  EXPECT_THAT_EXPECTED(parse(bytesOfWords({1, 0x12000000})),
                       FailedWithMessage(HasSubstr(
                           "offset 0x4 (word 1): opcode 0x12 does not")));
  EXPECT_FALSE(looksLikeSequence(bytesOfWords({1, 0x12000000})));
}
