//===- ControlPacketsTest.cpp - register writes as packets ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/ControlPackets.h"
#include "WordList.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::ctrlpkt;
using namespace aieforge::test;
using llvm::Failed;
using llvm::FailedWithMessage;
using llvm::HasValue;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ControlPackets, HeaderWords) {
  // Words of files that the public compilers made.
  EXPECT_EQ(hw::StreamHeader{0x17}.encode(), 0x80000017u);
  EXPECT_EQ(hw::StreamHeader{0x15}.encode(), 0x00000015u);
  EXPECT_EQ(hw::StreamHeader{0x1B}.encode(), 0x8000001Bu);
  EXPECT_EQ(Packet::write(0x17, 0x1D000, {1, 2, 3, 4}).ControlWord,
            0x8031D000u);
  EXPECT_EQ(Packet::write(0x17, 0x1D010, {1, 2, 3, 4}).ControlWord,
            0x0031D010u);
  EXPECT_EQ(Packet::write(0x1B, 0x1420, uint32_t(8)).ControlWord, 0x00001420u);
  // One word (0), read (1 in bits 23:22), answer under id 5.
  EXPECT_EQ(Packet::read(3, 0x340D0, 1, 5).ControlWord,
            hw::withOddParity(0x054340D0));
}

TEST(ControlPackets, ParityMakesTheNumberOfOnesOdd) {
  EXPECT_EQ(hw::withOddParity(0), 0x80000000u);
  EXPECT_EQ(hw::withOddParity(1), 1u);
  EXPECT_EQ(hw::withOddParity(0x80000001), 1u);
  EXPECT_EQ(hw::withOddParity(0x7FFFFFFF), 0x7FFFFFFFu);
  EXPECT_FALSE(hw::hasOddParity(0));
}

/// The first packets of a buffer with slots of eight words.
static const std::vector<uint32_t> SlotWords = {
    0x80000017, 0x8031D000, 0x100,      0x30, 0x400000, 0, 0, 0,
    0x00000015, 0x000A0634, 0x81400000, 0,    0,        0, 0, 0,
};

TEST(ControlPackets, SlotsWithPadding) {
  Bytes File = bytesOfWords(SlotWords);
  std::vector<std::string> Warnings;
  Expected<Packets> P = parse(File, &Warnings);
  ASSERT_THAT_EXPECTED(P, Succeeded());
  ASSERT_EQ(P->size(), 2u);
  EXPECT_EQ((*P)[0].packetId(), 0x17u);
  EXPECT_EQ((*P)[0].control().Offset, 0x1D000u);
  EXPECT_THAT((*P)[0].Data, ElementsAre(0x100, 0x30, 0x400000, 0));
  EXPECT_EQ((*P)[0].PaddingWords, 2u);
  EXPECT_THAT((*P)[1].Data, ElementsAre(0x81400000));
  EXPECT_EQ((*P)[1].PaddingWords, 5u);
  EXPECT_THAT(Warnings, IsEmpty());
  EXPECT_EQ(dump(serialize(*P)), dump(File));
  EXPECT_TRUE(looksLikeControlPackets(File));
}

TEST(ControlPackets, BackToBack) {
  Packets P = {Packet::write(27, 0x1400, {0x260, 0, 0, 0}),
               Packet::write(27, 0x1420, uint32_t(8)),
               Packet::read(27, 0x1420, 2, 4),
               Packet::write(15, 0x1D204, uint32_t(0))};
  Bytes File = serialize(P);
  EXPECT_EQ(File.size(), 4u * (6 + 3 + 2 + 3));
  EXPECT_THAT_EXPECTED(parse(File), HasValue(P));
}

TEST(ControlPackets, DamagedOnes) {
  Bytes File = bytesOfWords(SlotWords);
  for (size_t Size = 0; Size < File.size(); ++Size) {
    BytesRef Cut = BytesRef(File).take_front(Size);
    Expected<Packets> P = parse(Cut);
    if (P) // Cut in the padding or behind a packet.
      EXPECT_EQ(serialize(*P), Cut.vec());
    else
      llvm::consumeError(P.takeError());
  }
  EXPECT_THAT_EXPECTED(parse(BytesRef(File).take_front(6)),
                       FailedWithMessage(HasSubstr("6 bytes, which is not")));
  EXPECT_THAT_EXPECTED(
      parse(BytesRef(File).take_front(16)),
      FailedWithMessage(HasSubstr("packet 0: the control header at offset 0x4 "
                                  "announces 4 words, but only 8 bytes")));
  File[0] ^= 1;
  std::vector<std::string> Warnings;
  EXPECT_THAT_EXPECTED(parse(File, &Warnings), Succeeded());
  EXPECT_THAT(Warnings,
              ElementsAre(HasSubstr("at offset 0x0: the stream header")));
  EXPECT_FALSE(looksLikeControlPackets(File));
  EXPECT_FALSE(looksLikeControlPackets(BytesRef(File).take_front(16)));
  EXPECT_FALSE(looksLikeControlPackets({}));
}

TEST(ControlPackets, FromRegisterOperations) {
  const hw::Device &D = *hw::findDevice("npu2");
  std::vector<RegisterOp> Ops = {
      RegisterOp::blockWrite(hw::tileAddress(0, 2, 0x1D000),
                             {1, 2, 3, 4, 5, 6}),
      RegisterOp::write(hw::tileAddress(0, 1, 0xC0000), 7),
      RegisterOp::maskWrite(hw::tileAddress(0, 0, 0x1F000), 0xC00, 0xFFF),
      RegisterOp::maskWrite(hw::tileAddress(0, 0, 0x1F000), 0xC000, 0x4000),
      RegisterOp::maskWrite(hw::tileAddress(0, 0, 0x1F004), 3, 1),
  };
  Packets P = fromRegisterOps(
      Ops, [](hw::TileId T) { return hw::defaultControllerId(T.Row); });
  EXPECT_THAT(P, ElementsAre(Packet::write(27, 0x1D000, {1, 2, 3, 4}),
                             Packet::write(27, 0x1D010, {5, 6}),
                             Packet::write(26, 0xC0000, uint32_t(7)),
                             Packet::write(15, 0x1F000, uint32_t(0x4C00)),
                             Packet::write(15, 0x1F004, uint32_t(1))));
  Expected<std::vector<RegisterOp>> Back = registerOps(
      P, [&](unsigned Id) { return defaultTile(D, /*Column=*/0, Id); });
  ASSERT_THAT_EXPECTED(Back, Succeeded());
  EXPECT_THAT(
      *Back,
      ElementsAre(
          RegisterOp::blockWrite(hw::tileAddress(0, 2, 0x1D000), {1, 2, 3, 4}),
          RegisterOp::blockWrite(hw::tileAddress(0, 2, 0x1D010), {5, 6}),
          RegisterOp::write(hw::tileAddress(0, 1, 0xC0000), 7),
          RegisterOp::write(hw::tileAddress(0, 0, 0x1F000), 0x4C00),
          RegisterOp::write(hw::tileAddress(0, 0, 0x1F004), 1)));
  P[0] = Packet::write(9, 0, uint32_t(1));
  EXPECT_THAT_EXPECTED(
      registerOps(P, [&](unsigned Id) { return defaultTile(D, 0, Id); }),
      FailedWithMessage(HasSubstr("packet 0 has packet id 9")));
}
