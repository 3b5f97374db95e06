//===- CodecTest.cpp - every AIE2 instruction and format ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Messages.h"
#include "aieforge/Target/AIE2/ISA.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

#include <random>

using namespace llvm;
using namespace aieforge::aie2;
using aieforge::test::messageOf;

namespace {

bool hasField(const OperandInfo &O) { return O.NumPieces && O.TiedTo < 0; }

/// A legal value of an operand.
int64_t randomValue(const OperandInfo &O, std::mt19937_64 &Random) {
  if (O.Kind == OperandKind::Reg)
    return int64_t(members(O.Class)[Random() % members(O.Class).size()]);
  int64_t Steps = (O.maxValue() - O.minValue()) / O.Scale;
  return O.minValue() + int64_t(Random() % (Steps + 1)) * O.Scale;
}

Instr randomInstr(Opcode Op, std::mt19937_64 &Random) {
  Instr I;
  I.Op = Op;
  for (unsigned N = 0; N < I.info().Operands.size(); ++N)
    if (hasField(I.info().Operands[N]))
      I.Values[N] = randomValue(I.info().Operands[N], Random);
  completeTies(I);
  return I;
}

void expectRoundTrip(const Instr &I) {
  Expected<uint64_t> Word = encodeInstr(I);
  ASSERT_EQ(messageOf(Word), "") << I.info().Name.str();
  EXPECT_EQ(*Word & I.info().DontCareMask, 0u);
  std::optional<Instr> Back = decodeInstr(I.info().InSlot, *Word);
  ASSERT_TRUE(Back) << I.info().Name.str() << " " << utohexstr(*Word);
  EXPECT_EQ(Back->info().Name, I.info().Name);
  EXPECT_EQ(Back->Values, I.Values) << I.info().Name.str();
}

TEST(Codec, EveryInstructionWithEveryOperandValue) {
  std::mt19937_64 Random(1);
  for (unsigned Op = 0; Op < NumOpcodes; ++Op) {
    Instr Base = randomInstr(Opcode(Op), Random);
    expectRoundTrip(Base);
    for (unsigned N = 0; N < Base.info().Operands.size(); ++N) {
      const OperandInfo &O = Base.info().Operands[N];
      if (!hasField(O))
        continue;
      Instr I = Base;
      auto Try = [&](int64_t V) {
        I.Values[N] = V;
        completeTies(I);
        expectRoundTrip(I);
      };
      if (O.Kind == OperandKind::Reg) {
        for (Reg R : members(O.Class))
          Try(int64_t(R));
      } else {
        Try(O.minValue());
        Try(O.maxValue());
        for (unsigned K = 0; K < 20; ++K)
          Try(randomValue(O, Random));
      }
      if (HasFatalFailure())
        return;
    }
  }
}

TEST(Codec, RefusesWhatHasNoCode) {
  Instr I =
      makeInstr(Opcode::ADD_add_r_ri, {int64_t(Reg::r1), int64_t(Reg::r2), 64});
  EXPECT_EQ(messageOf(encodeInstr(I)),
            "operand imm of add is 64, but must be in -64..63");
  I.set("imm", 63);
  I.set("dst", Reg::p1);
  EXPECT_EQ(messageOf(encodeInstr(I)),
            "operand dst of add cannot be p1; it takes a register "
            "of the class eR");
  I = makeInstr(Opcode::LDA_dms_spill, {int64_t(Reg::r1), 6});
  EXPECT_EQ(messageOf(encodeInstr(I)),
            "operand imm of lda is 6, but must be in -8192..8188 "
            "and a multiple of 4");
  // Negative only: -32 is the largest.
  I = makeInstr(Opcode::VST_dmw_sts_w_ag_spill, {int64_t(Reg::wl0), 0});
  EXPECT_NE(messageOf(encodeInstr(I)), "");
  I.set("imm", -32);
  EXPECT_EQ(messageOf(encodeInstr(I)), "");
}

/// Whether \p Word is an instruction of \p Op by the tables alone.
bool accepts(const InstrInfo &Info, uint64_t Word) {
  if ((Word & Info.FixedMask) != Info.FixedValue)
    return false;
  for (const OperandInfo &O : Info.Operands) {
    if (O.Kind != OperandKind::Reg)
      continue;
    uint64_t Raw = 0;
    for (unsigned P = 0; P < O.NumPieces; ++P)
      Raw |= (Word >> O.Pieces[P].Lsb & ((1u << O.Pieces[P].Width) - 1))
             << O.Pieces[P].ValueLsb;
    if (decodeRegister(O.Class, Raw) == Reg::NoRegister)
      return false;
  }
  return true;
}

// Looks at all instructions of the slot, so it checks the decoder's index, too.
TEST(Codec, NoWordIsTwoInstructions) {
  std::mt19937_64 Random(2);
  std::vector<std::vector<Opcode>> InSlot(NumSlots);
  for (unsigned Op = 0; Op < NumOpcodes; ++Op)
    InSlot[unsigned(info(Opcode(Op)).InSlot)].push_back(Opcode(Op));
  for (unsigned S = 0; S < NumSlots; ++S) {
    unsigned Bits = info(Slot(S)).Bits;
    bool All = Bits <= 16;
    unsigned Samples = All ? 1u << Bits : 100000;
    unsigned Instructions = 0;
    for (unsigned N = 0; N < Samples; ++N) {
      uint64_t Word = All ? N : Random() & ((uint64_t(1) << Bits) - 1);
      std::vector<Opcode> Found;
      for (Opcode Op : InSlot[S])
        if (accepts(info(Op), Word))
          Found.push_back(Op);
      ASSERT_LE(Found.size(), 1u) << utohexstr(Word);
      std::optional<Instr> I = decodeInstr(Slot(S), Word);
      ASSERT_EQ(I.has_value(), !Found.empty()) << utohexstr(Word);
      if (I) {
        EXPECT_EQ(I->Op, Found[0]);
      }
      Instructions += !Found.empty();
    }
    EXPECT_GT(Instructions, 0u);
  }
}

TEST(Codec, EveryFormat) {
  std::mt19937_64 Random(3);
  std::vector<std::vector<Opcode>> InSlot(NumSlots);
  for (unsigned Op = 0; Op < NumOpcodes; ++Op)
    InSlot[unsigned(info(Opcode(Op)).InSlot)].push_back(Opcode(Op));
  for (unsigned F = 0; F < NumFormats; ++F) {
    const FormatInfo &Info = info(Format(F));
    EXPECT_EQ(exactFormat(Info.SlotMask), Format(F)) << Info.Name.str();
    for (unsigned N = 0; N < 50; ++N) {
      Bundle B;
      for (unsigned S = 0; S < Info.NumSlots; ++S) {
        const auto &Ops = InSlot[unsigned(Info.Slots[S].Which)];
        B.Instrs.push_back(randomInstr(Ops[Random() % Ops.size()], Random));
      }
      SmallVector<uint8_t> Code;
      ASSERT_EQ(messageOf(encodeBundle(B, Code)), "");
      EXPECT_EQ(B.Fmt, Format(F)) << Info.Name.str();
      EXPECT_EQ(Code.size(), Info.Bytes);
      EXPECT_EQ(bundleSize(Code[0] | Code[1] << 8), Info.Bytes);
      Expected<Bundle> Back = decodeBundle(Code);
      ASSERT_EQ(messageOf(Back), "");
      EXPECT_EQ(Back->Fmt, Format(F));
      EXPECT_EQ(Back->Instrs, B.Instrs);
    }
  }
}

TEST(Codec, PadsToTheRequestedSize) {
  for (unsigned Bytes : {2, 4, 6, 8, 10, 12, 14, 16}) {
    Bundle B;
    SmallVector<uint8_t> Code;
    ASSERT_EQ(messageOf(encodeBundle(B, Code, Bytes)), "");
    EXPECT_EQ(Code.size(), Bytes);
    Expected<Bundle> Back = decodeBundle(Code);
    ASSERT_EQ(messageOf(Back), "");
    for (const Instr &I : Back->Instrs)
      EXPECT_TRUE(I.info().isNop());
  }
}

TEST(Codec, RefusesBytesThatAreNoBundle) {
  EXPECT_EQ(messageOf(decodeBundle({uint8_t(1)})),
            "a bundle needs at least 2 bytes, but 1 are left");
  EXPECT_EQ(messageOf(decodeBundle({uint8_t(0x19), uint8_t(0x82)})),
            "the bundle has 4 bytes, but only 2 are left");
  // All sizes, arbitrary contents: an answer or an error, never a crash.
  std::mt19937_64 Random(4);
  unsigned Refused = 0;
  for (unsigned N = 0; N < 100000; ++N) {
    uint64_t Words[2] = {Random(), Random()};
    Expected<Bundle> B = decodeBundle(aieforge::BytesRef(
        reinterpret_cast<const uint8_t *>(Words), 1 + Random() % 16));
    if (!B) {
      consumeError(B.takeError());
      ++Refused;
    }
  }
  EXPECT_GT(Refused, 0u);
}

// A bundle taken apart by hand: aie2 word 0x20704801ff1d.
TEST(Codec, BundleTakenApart) {
  const uint8_t Code[] = {0x1d, 0xff, 0x01, 0x48, 0x70, 0x20};
  Expected<Bundle> B = decodeBundle(Code);
  ASSERT_EQ(messageOf(B), "");
  EXPECT_EQ(B->Fmt, Format::I48_LDA_ALU);
  ASSERT_EQ(B->Instrs.size(), 2u);
  EXPECT_EQ(cantFail(encodeInstr(B->Instrs[0])), 0x40e09u);
  EXPECT_EQ(cantFail(encodeInstr(B->Instrs[1])), 0x003feu);
  const Instr &Lda = B->Instrs[0];
  EXPECT_EQ(Lda.reg(Lda.info().operandIndex("dst")), Reg::r1);
  EXPECT_EQ(Lda.reg(Lda.info().operandIndex("ptr")), Reg::p1);
  EXPECT_EQ(Lda.reg(Lda.info().operandIndex("ptr_wb")), Reg::p1);
  EXPECT_EQ(Lda.imm(Lda.info().operandIndex("imm")), 4);
}

TEST(Codec, CountersOfModifiersAreImplied) {
  Instr I = makeInstr(Opcode::LDA_2D_dms_lda,
                      {int64_t(Reg::r0), int64_t(Reg::p2), int64_t(Reg::d3)});
  EXPECT_EQ(I.reg(I.info().operandIndex("cnt_wb")), Reg::dc3);
  I = makeInstr(Opcode::LDA_3D_dms_lda,
                {int64_t(Reg::r0), int64_t(Reg::p2), int64_t(Reg::d1_3d)});
  EXPECT_EQ(I.reg(I.info().operandIndex("cnt_lo_wb")), Reg::dc1);
  EXPECT_EQ(I.reg(I.info().operandIndex("cnt_hi_wb")), Reg::dc5);
}

} // namespace
