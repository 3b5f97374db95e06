//===- ScriptTest.cpp - commands and operations as text -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Script.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using llvm::Failed;
using llvm::FailedWithMessage;
using llvm::HasValue;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::HasSubstr;

static const hw::Device &npu1() { return *hw::findDevice("npu1"); }

TEST(Script, TakesLinesApart) {
  auto S = script::parse("# comment\n  one 1 two=2 # more\n\nthree { 1 0x2\n"
                         " 3 # in the list\n }\n");
  ASSERT_THAT_EXPECTED(S, Succeeded());
  ASSERT_EQ(S->size(), 2u);
  EXPECT_EQ((*S)[0].Line, 2u);
  EXPECT_EQ((*S)[0].Name, "one");
  EXPECT_THAT((*S)[0].Operands, ElementsAre("1"));
  EXPECT_EQ((*S)[0].Options.front().second, "2");
  EXPECT_FALSE((*S)[0].HasWords);
  EXPECT_EQ((*S)[1].Line, 4u);
  EXPECT_THAT((*S)[1].Words, ElementsAre(1, 2, 3));
  EXPECT_THAT_EXPECTED(script::parse("a {\n1\n"),
                       FailedWithMessage("line 1: the brace of a is never "
                                         "closed"));
  EXPECT_THAT_EXPECTED(
      script::parse("a { 1 } b"),
      FailedWithMessage(HasSubstr("\"b\" stands behind the closing brace")));
  EXPECT_THAT_EXPECTED(script::parse("a {\n0x1_ }"),
                       FailedWithMessage(HasSubstr("line 2: \"0x1_\"")));
}

TEST(Script, KindsOfText) {
  using script::Kind;
  EXPECT_EQ(script::kindOf("# a\n\n cdo version=0x200\n"), Kind::Cdo);
  EXPECT_EQ(script::kindOf("transaction\n"), Kind::Transaction);
  EXPECT_EQ(script::kindOf("packets # x"), Kind::Packets);
  EXPECT_EQ(script::kindOf("the_ROM_image:\n{\n"), Kind::None);
  EXPECT_EQ(script::kindOf(""), Kind::None);
}

static uint32_t addressOf(const char *Text) {
  std::string Whole = std::string("cdo\nwrite ") + Text + " 7\n";
  auto C = script::parseCdo(Whole, npu1());
  if (!C) {
    ADD_FAILURE() << llvm::toString(C.takeError());
    return 0;
  }
  return C->Commands.front().address();
}

TEST(Script, AddressesByName) {
  EXPECT_EQ(addressOf("0x232000"), 0x232000u);
  EXPECT_EQ(addressOf("(0,2)Core_Control"), 0x232000u);
  EXPECT_EQ(addressOf("(0,2)+0x32000"), 0x232000u);
  EXPECT_EQ(addressOf("(3,2)DMA_BD3_1"), hw::tileAddress(3, 2, 0x1D064));
  EXPECT_EQ(addressOf("(0,1)DMA_BD47_7"), hw::tileAddress(0, 1, 0xA05FC));
  EXPECT_EQ(addressOf("(0,2)program+0x10"), hw::tileAddress(0, 2, 0x20010));
  EXPECT_EQ(addressOf("(0,1)data+0x400"), hw::tileAddress(0, 1, 0x400));
  // A core tile's two modules both have a timer.
  EXPECT_EQ(addressOf("(0,2)mem.Timer_Control"),
            hw::tileAddress(0, 2, 0x14000));
  EXPECT_EQ(addressOf("(0,2)Timer_Control"), hw::tileAddress(0, 2, 0x34000));
  for (const char *Wrong :
       {"(0,2)DMA_BD16_0", "(4,0)+0", "(0,2)data+0x10000", "(0,2)Nothing",
        "(0,2)", "(0;2)+1", "(0,2)Core_Control2", "0x1_"})
    EXPECT_THAT_EXPECTED(
        script::parseCdo(std::string("cdo\nwrite ") + Wrong + " 7\n", npu1()),
        Failed())
        << Wrong;
}

TEST(Script, EveryRegisterCanBeNamed) {
  for (const hw::Device *D : {hw::findDevice("npu1"), hw::findDevice("npu2")})
    for (unsigned Row : {0, 1, 2})
      for (uint32_t Offset = 0; Offset < 1 << 20; Offset += 4) {
        auto R = hw::findRegister(D->Gen, D->kind(0, Row), Offset);
        if (!R || R->Offset + 4 * R->Word != Offset)
          continue;
        std::string Name = (hw::toString(R->Reg->Mod) + "." + R->name()).str();
        std::string Text =
            "cdo\nwrite (0," + std::to_string(Row) + ")" + Name + " 0\n";
        auto C = script::parseCdo(Text, *D);
        ASSERT_THAT_EXPECTED(C, Succeeded()) << Text;
        ASSERT_EQ(C->Commands.front().address(),
                  hw::tileAddress(0, Row, Offset))
            << Text;
      }
}

TEST(Script, TextOfACdo) {
  using cdo::Command;
  cdo::Cdo C;
  C.Commands = {Command::nop(0),
                Command::nop(2),
                Command::write(0x232000, 1),
                Command::maskWrite(0x21DE10, 2, 3),
                Command::dmaWrite(0x220000, {1, 2, 0xFFFFFFFF}),
                Command::write64(0x100000004, 5),
                Command::maskWrite64(0x1DE00, 1, 0)};
  std::string Text = script::print(C, npu1());
  EXPECT_EQ(Text, "cdo version=0x200\n"
                  "nop\n"
                  "nop 0x0 0x0\n"
                  "write 0x00232000 0x1  # (0,2) Core_Control\n"
                  "mask_write 0x0021de10 0x2 0x3  # (0,2) DMA_MM2S_0_Ctrl\n"
                  "dma_write 0x220000 { 0x1 0x2 0xffffffff }"
                  "  # (0,2) program memory + 0x0\n"
                  "write64 0x100000004 0x5\n"
                  "mask_write64 0x1de00 0x1 0x0"
                  "  # (0,0) 0x1de00 (no such register)\n");
  EXPECT_THAT_EXPECTED(script::parseCdo(Text, npu1()), HasValue(C));
}

TEST(Script, OddCommandsKeepTheirForm) {
  cdo::Cdo C;
  C.Version = 0x300;
  C.Commands.emplace_back(cdo::CommandId::Nop, std::vector<uint32_t>(300));
  C.Commands.emplace_back(cdo::CommandId(0x77), std::vector<uint32_t>{1, 2});
  C.Commands.back().Module = 9;
  C.Commands.back().Reserved = 3;
  C.Commands.push_back(cdo::Command::write(1, 2));
  C.Commands.back().LongForm = true;
  C.Commands.emplace_back(cdo::CommandId::Set,
                          std::vector<uint32_t>{0, 0x100, 16, 0});
  C.Commands.emplace_back(cdo::CommandId::MaskPoll64,
                          std::vector<uint32_t>{0, 0x100, 1, 1, 500});
  EXPECT_THAT_EXPECTED(script::parseCdo(script::print(C, npu1()), npu1()),
                       HasValue(C));
}

TEST(Script, ErrorsOfCdos) {
  auto Fails = [](const char *Text, const char *Message) {
    EXPECT_THAT_EXPECTED(script::parseCdo(Text, npu1()),
                         FailedWithMessage(HasSubstr(Message)));
  };
  Fails("write 1 2", "begins with the statement \"cdo\"");
  Fails("cdo\nwrite 1", "line 2: write: the command has 1 payload words; it "
                        "takes 2");
  Fails("cdo\nwrote 1 2", "line 2: wrote: there is no such command");
  Fails("cdo\nwrite 1 2 key=3", "there is no option \"key\"");
  Fails("cdo\nwrite 0x100000000 2", "use write64");
  Fails("cdo device=npu7\n", "there is no device \"npu7\"");
  Fails("cdo\nwrite 1 0x100000000", "is no number of 32 bits");
}

/// One of every operation.
static txn::Transaction everything(txn::Encoding E) {
  using namespace txn;
  Transaction T(npu1());
  T.Enc = E;
  T.Ops = {Write{0x1D214, 2},
           BlockWrite{0x1D000, {4, 5, 6}, 7},
           MaskWrite{0x1D200, 9, 10, 32},
           MaskPoll{11, 12, 13, false},
           MaskPoll{14, 15, 16, true},
           Noop{},
           Preempt{2},
           LoadPdi{17, 18, 0xABC12345678},
           LoadPmStart{20, 21},
           CreateScratchpad{1, 64, 22},
           UpdateReg{31, 1, 23, 24},
           Tct{hw::Direction::MM2S, 1, 2, 3, 4, 5},
           Tct{},
           DdrPatch{25, 26, 27, 28, 29, 30},
           ReadRegs{{28, 29}},
           RecordTimer{30},
           MergeSync{16, 4, 0x1100, 12}};
  return T;
}

TEST(Script, TextOfAStream) {
  for (txn::Encoding E : {txn::Encoding::V0_1, txn::Encoding::V1_0}) {
    txn::Transaction T = everything(E);
    std::string Text = script::print(T, npu1());
    EXPECT_THAT_EXPECTED(script::parseTransaction(Text, npu1()), HasValue(T));
    EXPECT_THAT(Text, HasSubstr("write 0x0001d214 0x2  # (0,0) "
                                "DMA_MM2S_0_Task_Queue\n"));
    EXPECT_THAT(Text, HasSubstr("maskwrite 0x0001d200 0xa 0x9 size=0x20"));
    EXPECT_THAT(Text, HasSubstr("\ntct direction=S2MM\n"));
  }
}

TEST(Script, StreamsWrittenByHand) {
  auto T = script::parseTransaction("transaction device=npu2_1col\n"
                                    "write (0,0)DMA_MM2S_0_Task_Queue 1\n"
                                    "tct direction=S2MM channel=1\n",
                                    npu1());
  ASSERT_THAT_EXPECTED(T, Succeeded());
  txn::Transaction Expected(*hw::findDevice("npu2_1col"));
  Expected.Ops = {txn::Write{0x1D214, 1},
                  txn::Tct{hw::Direction::S2MM, 1, 0, 0, 1, 1}};
  EXPECT_EQ(*T, Expected);
  auto Fails = [](const char *Text, const char *Message) {
    EXPECT_THAT_EXPECTED(script::parseTransaction(Text, npu1()),
                         FailedWithMessage(HasSubstr(Message)));
  };
  Fails("transaction version=2.0", "0.1 and 1.0 exist");
  Fails("transaction\nblockset 1", "no such operation");
  Fails("transaction\ntct direction=UP", "it is S2MM or MM2S");
  Fails("transaction\ntct direction=S2MM channel=256",
        "channel=256 is no number of 8 bits");
  Fails("transaction\nwrite 1 2 { 3 }", "words in braces");
  Fails("transaction\nnoop 1", "one operand too many");
}

TEST(Script, TextOfControlPackets) {
  using ctrlpkt::Packet;
  ctrlpkt::Packets P = {Packet::write(27, 0x1D000, {1, 2, 3, 4}),
                        Packet::read(27, 0x1D000, 2, 5),
                        Packet::write(9, 0x1234, uint32_t(5))};
  P[0].PaddingWords = 2;
  P[2].StreamWord ^= 0x80000300; // wrong parity, unnamed bits
  std::string Text = script::print(P, npu1());
  EXPECT_EQ(Text,
            "packets\n"
            "write 0x1d000 id=0x1b padding=0x2 { 0x1 0x2 0x3 0x4 }"
            "  # (?,2) DMA_BD0_0\n"
            "read 0x1d000 id=0x1b response=0x5 words=0x2  # (?,2) DMA_BD0_0\n"
            "write 0x1234 id=0x9 stream=0x309 { 0x5 }\n");
  EXPECT_THAT_EXPECTED(script::parsePackets(Text, npu1()), HasValue(P));
  auto Fails = [](const char *Text, const char *Message) {
    EXPECT_THAT_EXPECTED(script::parsePackets(Text, npu1()),
                         FailedWithMessage(HasSubstr(Message)));
  };
  Fails("packets\nwrite 0 id=1 { 1 2 3 4 5 }", "1 to 4 words, not 5");
  Fails("packets\nwrite 0 id=1", "1 to 4 words, not 0");
  Fails("packets\npoke 0 id=1 { 1 }", "no such operation");
  Fails("packets\nwrite 0 id=1 padding=0xffffffff { 1 }", "words of padding");
  Fails("packets\nwrite 0 id=1 control=0x80300000 { 1 }",
        "another number of words");
}
