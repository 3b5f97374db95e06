//===- CdoTest.cpp - reading, writing and merging CDOs --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Cdo.h"
#include "WordList.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::cdo;
using namespace aieforge::test;
using llvm::Failed;
using llvm::FailedWithMessage;
using llvm::HasValue;
using llvm::Succeeded;
using testing::HasSubstr;

/// One core at (0,2): load a program of four words.
static std::vector<RegisterOp> oneCoreElfs() {
  return {RegisterOp::maskWrite(0x232000, 1, 0),
          RegisterOp::maskWrite(0x21DE10, 2, 2),
          RegisterOp::blockWrite(
              0x220000, {0x11111111, 0x22222222, 0x33333333, 0x44444444}),
          RegisterOp::maskWrite(0x21DE10, 2, 0)};
}

static const uint32_t OneCoreElfsFile[] = {
    4,          0x004F4443, 0x200,      0x18,       0xFFB0B9A0, 0x111,
    0x00040107, 0,          0x232000,   1,          0,          0x00040107,
    0,          0x21DE10,   2,          2,          0x111,      0x00060105,
    0,          0x220000,   0x11111111, 0x22222222, 0x33333333, 0x44444444,
    0x00040107, 0,          0x21DE10,   2,          0};

TEST(Cdo, DriverForm) {
  EXPECT_EQ(dump(serialize(driverForm(oneCoreElfs()))),
            dump(bytesOfWords(OneCoreElfsFile)));
}

TEST(Cdo, DriverFormOfNothingHoldsANop) {
  EXPECT_EQ(dump(serialize(driverForm({}))),
            dump(bytesOfWords({4, 0x004F4443, 0x200, 1, 0xFFB0B9B7, 0x111})));
}

TEST(Cdo, LongFormBeginsAt255PayloadWords) {
  for (auto [Words, First, Second] :
       {std::tuple<unsigned, uint32_t, uint32_t>{252, 0x00FE0105, 0},
        {253, 0x00FF0105, 255},
        {254, 0x00FF0105, 256}}) {
    Cdo C;
    C.Commands.push_back(
        Command::dmaWrite(0x220000, std::vector<uint32_t>(Words, 7)));
    Bytes B = serialize(C);
    std::vector<uint32_t> W = wordsOf(B);
    EXPECT_EQ(W[5], First);
    EXPECT_EQ(W[6], Second);
    EXPECT_EQ(W.size(), 5 + 1 + 2 + Words + (Second != 0));
    EXPECT_THAT_EXPECTED(parse(B, Mode::Firmware), HasValue(C));
  }
}

TEST(Cdo, ReadsBackWhatItWrote) {
  Bytes File = bytesOfWords(OneCoreElfsFile);
  Warnings W;
  llvm::Expected<Cdo> C = parse(File, Mode::Firmware, &W);
  ASSERT_THAT_EXPECTED(C, Succeeded());
  EXPECT_TRUE(W.empty());
  EXPECT_EQ(serialize(*C), File);
  EXPECT_THAT_EXPECTED(registerOps(*C), HasValue(oneCoreElfs()));
}

TEST(Cdo, MergingKeepsTheEffects) {
  Cdo Merged = merge({driverForm(oneCoreElfs())});
  EXPECT_THAT_EXPECTED(registerOps(Merged), HasValue(oneCoreElfs()));
  Cdo Plain = plainForm(oneCoreElfs());
  EXPECT_THAT_EXPECTED(registerOps(Plain), HasValue(oneCoreElfs()));
  EXPECT_EQ(Plain.Commands.size(), 4u);
}

TEST(Cdo, MergingShortensCommands) {
  Cdo In;
  In.Commands = {Command(CommandId::End, {}),
                 Command::write64(0x1'00000004, 5),
                 Command::maskWrite64(0x2'00000004, 3, 1),
                 Command::dmaWrite(0x100, {9}),
                 Command::dmaWrite(0x1'00000100, {9}),
                 Command::nop(2)};
  Cdo Out = merge({In});
  std::vector<Command> Expected = {
      Command::write64(0x1'00000004, 5),
      Command::maskWrite64(0x2'00000004, 3, 1), Command::write(0x100, 9),
      Command::write64(0x1'00000100, 9), Command::nop(2)};
  EXPECT_EQ(Out.Commands, Expected);
}

TEST(Cdo, FirmwareModeRefusesWhatTheLoaderRefuses) {
  for (uint32_t Word : {0x00000100u, 0x00040101u}) {
    std::vector<uint32_t> Body = {Word};
    Body.resize(1 + (Word >> 16 & 0xFF));
    std::vector<uint32_t> File = {4, 0x004F4443, 0x200, uint32_t(Body.size())};
    File.push_back(headerChecksum(File));
    File.insert(File.end(), Body.begin(), Body.end());
    Bytes B = bytesOfWords(File);
    EXPECT_THAT_EXPECTED(parse(B, Mode::Firmware), Failed());
    Warnings W;
    llvm::Expected<Cdo> C = parse(B, Mode::Lenient, &W);
    ASSERT_THAT_EXPECTED(C, Succeeded());
    ASSERT_EQ(W.size(), 1u);
    EXPECT_THAT(W[0], HasSubstr("is not executed by the NPU's loader"));
    EXPECT_EQ(serialize(*C), B);
  }
}

TEST(Cdo, WrongChecksumIsAWarning) {
  Bytes File = bytesOfWords(OneCoreElfsFile);
  File[16] ^= 1;
  Warnings W;
  EXPECT_THAT_EXPECTED(parse(File, Mode::Firmware, &W), Succeeded());
  ASSERT_EQ(W.size(), 1u);
  EXPECT_THAT(W[0], HasSubstr("0xffb0b9a1"));
}

TEST(Cdo, BrokenFiles) {
  EXPECT_THAT_EXPECTED(
      parse(bytesOfWords({4, 0x004F4443, 0x200, 2, 0, 0x00020103})),
      FailedWithMessage(HasSubstr("the body length is 2 words")));
  EXPECT_THAT_EXPECTED(
      parse(bytesOfWords({4, 0x004F4443, 0x200, 2, 0, 0x00020103, 0})),
      FailedWithMessage(HasSubstr("beyond the end of the body")));
  EXPECT_THAT_EXPECTED(
      parse(bytesOfWords({4, 0x004F4443, 0x200, 2, 0, 0x00FF0105, ~0u})),
      FailedWithMessage(HasSubstr("4294967295 words goes beyond")));
  EXPECT_THAT_EXPECTED(
      parse(bytesOfWords({4, 0x004F4443, 0x200, 2, 0, 0x00010103, 0})),
      FailedWithMessage(HasSubstr("WRITE has 1 payload words; it takes 2")));
  EXPECT_THAT_EXPECTED(parse(bytesOfWords({4, 0, 0x200, 0, 0})),
                       FailedWithMessage(HasSubstr("identification")));
  EXPECT_THAT_EXPECTED(parse(bytesOfWords({5, 0, 0x200, 0, 0})),
                       FailedWithMessage(HasSubstr("header length is 5")));
}

TEST(Cdo, EveryTruncationIsAnError) {
  Bytes File = bytesOfWords(OneCoreElfsFile);
  for (size_t Size = 0; Size < File.size(); ++Size)
    EXPECT_THAT_EXPECTED(parse(BytesRef(File).take_front(Size)), Failed())
        << Size;
}
