//===- InstructionTest.cpp - rules about instruction streams --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GoodFile.h"
#include "aieforge/Formats/InstructionElf.h"

#include <gmock/gmock.h>

using namespace aieforge;
using namespace llvm;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

Bytes stream(std::vector<txn::Op> Ops, StringRef Device = "npu1_1col") {
  txn::Transaction T(*hw::findDevice(Device));
  T.Ops = std::move(Ops);
  return txn::serialize(T);
}

txn::Op write(unsigned Column, unsigned Row) {
  return txn::Write{hw::tileAddress(Column, Row, 0x1D000), 1};
}

txn::Op patch(uint64_t Argument) {
  txn::DdrPatch P;
  P.Register = hw::tileAddress(0, 0, 0x1D004);
  P.Argument = Argument;
  return P;
}

TEST(CheckInstructions, RulesFireAlone) {
  Bytes Good = stream({write(0, 0), patch(0)});
  EXPECT_THAT(rulesOf(Good), IsEmpty());
  Bytes Bad = Good;
  Bad[1] = 0;
  EXPECT_THAT(rulesOf(Bad), ElementsAre("T01"));
  EXPECT_THAT(rulesOf(BytesRef(Good).drop_back(4)), ElementsAre("T02"));
  Bad = Good;
  Bad.resize(Good.size() + 8);
  EXPECT_THAT(rulesOf(Bad), ElementsAre("T02"));
  Bad = Good;
  Bad[16] = 77; // An operation that does not exist.
  EXPECT_THAT(rulesOf(Bad), ElementsAre("T03"));
  Bad = Good;
  Bad[8] = 3; // Two operations are there.
  EXPECT_THAT(rulesOf(Bad), ElementsAre("T03"));
  check::Options Strix;
  Strix.Device = check::findNpu("strix");
  EXPECT_THAT(rulesOf(Good, Strix), ElementsAre("T04"));
  check::Options Phoenix;
  Phoenix.Device = check::findNpu("phoenix");
  EXPECT_THAT(rulesOf(Good, Phoenix), IsEmpty());
  EXPECT_THAT(rulesOf(stream({}, "npu2"), Phoenix), ElementsAre("T04"));
  EXPECT_THAT(rulesOf(stream({write(1, 0)})), ElementsAre("T05"));
  EXPECT_THAT(rulesOf(stream({write(0, 6)})), ElementsAre("T05"));
  txn::Tct Wait;
  Wait.Column = 2;
  EXPECT_THAT(rulesOf(stream({Wait})), ElementsAre("T05"));
}

TEST(CheckInstructions, TextFiles) {
  std::string Text = txn::toHexText(stream({write(0, 0)}));
  EXPECT_THAT(rulesOf(Bytes(Text.begin(), Text.end())), IsEmpty());
  Text += "00000000\n00000000\n";
  EXPECT_THAT(rulesOf(Bytes(Text.begin(), Text.end())), ElementsAre("T02"));
}

TEST(CheckInstructions, WithTheXclbin) {
  Bytes Xclbin = serialize(goodFile());
  auto Pair = [&](const Bytes &Stream) {
    std::vector<check::InputFile> Files = {{"a.xclbin", Xclbin},
                                           {"a.bin", Stream}};
    auto All = check::checkFiles(Files);
    EXPECT_EQ(All.size(), 2u);
    EXPECT_TRUE(All[0].empty());
    return All[1];
  };
  EXPECT_TRUE(Pair(stream({write(0, 0), patch(4)})).empty());
  std::vector<Finding> Found = Pair(stream({write(0, 0), patch(2), patch(5)}));
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Rule, "M12");
  EXPECT_EQ(Found[0].What, "The stream uses host buffer 5; the xclbin's "
                           "kernels declare buffers 0 to 4");
  // The stream is for four columns, the partition has one.
  Found = Pair(stream({write(3, 0)}, "npu1"));
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Rule, "T05");
}

TEST(CheckInstructions, ElfWithTheXclbin) {
  // The stream of WithTheXclbin in an ELF file: its operations keep the number
  // of the buffer, its relocations count the kernel's arguments.
  auto Elf = [&](uint64_t Argument) {
    txn::Transaction T(*hw::findDevice("npu1_1col"));
    T.Ops = {txn::BlockWrite{hw::tileAddress(0, 0, 0x1D000),
                             std::vector<uint32_t>(8)},
             patch(Argument)};
    insts::InstructionElf E;
    E.Gen = insts::Generation::Partial;
    insts::SymbolNaming Names;
    Names.FirstArgument = 3;
    E.Programs.emplace_back().Parts = {
        cantFail(insts::relocatedText(T, Names))};
    return cantFail(insts::serialize(E));
  };
  Bytes Xclbin = serialize(goodFile()), Good = Elf(4), Bad = Elf(5);
  std::vector<check::InputFile> Files = {{"a.xclbin", Xclbin}, {"a.elf", Good}};
  EXPECT_THAT(check::checkFiles(Files)[1], IsEmpty());
  Files[1].Data = Bad;
  std::vector<Finding> Found = check::checkFiles(Files)[1];
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Rule, "M12");
  EXPECT_EQ(Found[0].Where, ".ctrltext");
  for (size_t Size = 52; Size < Good.size(); ++Size)
    EXPECT_THAT(rulesOf(BytesRef(Good).take_front(Size)), ElementsAre("E01"))
        << Size;
}

TEST(CheckInstructions, TruncationAtEveryByte) {
  Bytes Good = stream({write(0, 0), patch(1), txn::Tct()});
  for (size_t Size = 8; Size < Good.size(); ++Size)
    EXPECT_THAT(rulesOf(BytesRef(Good).take_front(Size)), ElementsAre("T02"))
        << Size;
}

} // namespace
