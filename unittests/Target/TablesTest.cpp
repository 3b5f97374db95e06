//===- TablesTest.cpp - look-ups in the AIE2 tables -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/ISA.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace aieforge::aie2;

namespace {

TEST(Tables, Registers) {
  EXPECT_EQ(info(Reg::l0).Asm, "r17:r16");
  EXPECT_EQ(info(Reg::l0).Subs[0], Reg::r16);
  EXPECT_EQ(info(Reg::cm3).Bits, 1024u);
  EXPECT_EQ(info(Reg::crSat).Code, 9u);
  EXPECT_EQ(findRegister("wl11"), Reg::wl11);
  EXPECT_FALSE(findRegister("wl12"));
}

// Codes of the irregular classes, from the rules in the reference.
TEST(Tables, OperandCodes) {
  for (unsigned N = 0; N < 32; ++N) {
    Reg R = Reg(unsigned(Reg::r0) + N);
    EXPECT_EQ(encodeRegister(RegClass::mMvSclSrc, R), int(N << 2));
    EXPECT_EQ(encodeRegister(RegClass::mAluCg, R), int(N << 1));
  }
  for (unsigned N = 0; N < 8; ++N) {
    auto Of = [N](Reg First) { return Reg(unsigned(First) + N); };
    EXPECT_EQ(encodeRegister(RegClass::mMvSclSrc, Of(Reg::p0)),
              int(N << 4 | 3));
    EXPECT_EQ(encodeRegister(RegClass::mMvSclSrc, Of(Reg::dj0)),
              int((N + 16) << 2 | 2));
    EXPECT_EQ(encodeRegister(RegClass::mLdaScl, Of(Reg::p0)), int(N << 4 | 13));
  }
  EXPECT_EQ(encodeRegister(RegClass::mMvSclDst, Reg::lc), 87);
  EXPECT_EQ(encodeRegister(RegClass::mMvSclDst, Reg::sp), 103);
  EXPECT_EQ(encodeRegister(RegClass::mMvSclSrc, Reg::CORE_ID), 55);
  EXPECT_EQ(encodeRegister(RegClass::mMvSclDst, Reg::CORE_ID), -1);
  EXPECT_EQ(encodeRegister(RegClass::mLdaScl, Reg::lr), 5);
  EXPECT_EQ(encodeRegister(RegClass::mLdaCg, Reg::lc), 21);
  EXPECT_EQ(encodeRegister(RegClass::mAluCg, Reg::lc), 1);
  EXPECT_EQ(encodeRegister(RegClass::eR, Reg::NoRegister), -1);
  // Bits that a decoder ignores.
  EXPECT_EQ(decodeRegister(RegClass::mMvAMWQDst, 2), Reg::q0);
  EXPECT_EQ(decodeRegister(RegClass::mMvAMWQDst, 2 | 4), Reg::q0);
  EXPECT_EQ(decodeRegister(RegClass::eCM, 9), Reg::NoRegister);
  EXPECT_EQ(decodeRegister(RegClass::eCM, 16), Reg::NoRegister);
}

TEST(Tables, EveryClassDecodesItsCodes) {
  for (unsigned C = 1; C < NumRegClasses; ++C) {
    EXPECT_FALSE(members(RegClass(C)).empty());
    for (Reg R : members(RegClass(C)))
      EXPECT_EQ(decodeRegister(RegClass(C), encodeRegister(RegClass(C), R)), R);
  }
}

TEST(Tables, Mnemonics) {
  EXPECT_EQ(opcodesOf("add").size(), 2u);
  EXPECT_EQ(opcodesOf("nopx").size(), 1u);
  EXPECT_TRUE(opcodesOf("ad").empty());
  unsigned Sum = 0;
  for (unsigned I = 0; I < NumOpcodes; ++I) {
    ArrayRef<Opcode> Same = opcodesOf(info(Opcode(I)).Mnemonic);
    EXPECT_TRUE(is_contained(Same, Opcode(I)));
    Sum += Same.front() == Opcode(I) ? Same.size() : 0;
  }
  EXPECT_EQ(Sum, NumOpcodes);
}

TEST(Tables, Timing) {
  const InstrInfo &Mul = info(Opcode::MUL_mul_r_rr);
  EXPECT_EQ(Mul.Operands[0].Cycle, 2u);
  // Loads write the register file of their destination.
  Instr Load = makeInstr(Opcode::LDA_dms_lda_idx_imm,
                         {int64_t(Reg::p3), int64_t(Reg::p0), 4});
  EXPECT_EQ(schedClass(Load).Name, "LDA_P");
  Load.set("dst", Reg::r3);
  EXPECT_EQ(schedClass(Load).Name, "LDA_R");
  Load.set("dst", Reg::lr);
  EXPECT_EQ(schedClass(Load).Name, "LDA");
  Instr Move =
      makeInstr(Opcode::VMOV_mv_x, {int64_t(Reg::x1), int64_t(Reg::bml2)});
  EXPECT_EQ(schedClass(Move).Name, "VMOV_X_XM_BM");
  EXPECT_TRUE(info(Opcode::JL).has(InstrFlag::Call));
  EXPECT_EQ(info(Opcode::ST_S8_ag_idx).Memory, MemoryOp::Store);
  EXPECT_TRUE(info(Opcode::ST_S8_ag_idx).ReadModifyWrite);
}

TEST(Tables, FormatChoice) {
  auto Bit = [](Slot S) { return 1u << unsigned(S); };
  EXPECT_EQ(smallestFormat(0), Format::I16_NOP);
  EXPECT_EQ(smallestFormat(Bit(Slot::Alu)), Format::I32_ALU);
  EXPECT_EQ(smallestFormat(Bit(Slot::Lng)), Format::I48_LNG);
  EXPECT_FALSE(smallestFormat(Bit(Slot::Lng) | Bit(Slot::Alu)));
  EXPECT_FALSE(exactFormat(Bit(Slot::St) | Bit(Slot::Mv) | Bit(Slot::Ldb)) ==
               std::nullopt);
}

// The patched bits of a relocation are the immediate's field, moved to the
// place of the slot in the bundle.
TEST(Tables, RelocationsPatchTheImmediate) {
  unsigned Checked = 0;
  for (unsigned F = 0; F < NumFormats; ++F) {
    const FormatInfo &Info = info(Format(F));
    for (const SlotPlace &P : ArrayRef(Info.Slots, Info.NumSlots)) {
      for (unsigned Op = 0; Op < NumOpcodes; ++Op) {
        if (info(Opcode(Op)).InSlot != P.Which)
          continue;
        const RelocInfo *R = relocationFor(Format(F), Opcode(Op));
        if (!R)
          continue;
        ++Checked;
        EXPECT_EQ(R->Bytes, Info.Bytes);
        const OperandInfo &Imm = info(Opcode(Op)).Operands.back();
        ASSERT_TRUE(Imm.isImm());
        ASSERT_EQ(R->NumPieces, Imm.NumPieces);
        for (unsigned A = 0; A < R->NumPieces; ++A) {
          bool Found = false;
          for (unsigned B = 0; B < Imm.NumPieces; ++B)
            Found |= R->Pieces[A].Lsb == Imm.Pieces[B].Lsb + P.Lsb &&
                     R->Pieces[A].Width == Imm.Pieces[B].Width &&
                     R->Pieces[A].ValueLsb == Imm.Pieces[B].ValueLsb;
          EXPECT_TRUE(Found) << R->Name.str() << " " << Info.Name.str();
        }
      }
    }
  }
  EXPECT_EQ(Checked, 178u);
  EXPECT_EQ(relocation(53)->Name, "R_AIE_53");
  EXPECT_EQ(relocation(54), nullptr);
}

} // namespace
