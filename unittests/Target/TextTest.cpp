//===- TextTest.cpp - AIE2 bundles as text --------------------------------===//
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

std::string hexOf(ArrayRef<uint8_t> Code) {
  std::string Out;
  for (uint8_t B : Code)
    Out += (Out.empty() ? "" : " ") + toHex(ArrayRef(B), /*LowerCase=*/true);
  return Out;
}

/// The bytes of a line in hexadecimal, or the error.
std::string assemble(StringRef Line, unsigned MinBytes = 0) {
  Expected<Bundle> B = parseBundle(Line);
  if (!B)
    return "error: " + toString(B.takeError());
  SmallVector<uint8_t> Code;
  if (Error E = encodeBundle(*B, Code, MinBytes))
    return "error: " + toString(std::move(E));
  return hexOf(Code);
}

std::string disassemble(ArrayRef<uint8_t> Code) {
  Expected<Bundle> B = decodeBundle(Code);
  return B ? aieforge::aie2::toString(*B) : toString(B.takeError());
}

std::string disassemble(StringRef Hex) {
  std::string Packed;
  for (char C : Hex)
    if (C != ' ')
      Packed += C;
  std::string Raw = fromHex(Packed);
  return disassemble(arrayRefFromStringRef(Raw));
}

struct Example {
  const char *Bytes;
  const char *Text;
};

// Encodings fixed by the instruction set reference: its quoted examples, the
// start-up code of linked cores, and its two copy loops.
const Example Examples[] = {
    {"99 34 82 10", "and r1, r2, r3"},
    {"99 35 82 10", "or r1, r2, r3"},
    {"1d ff 01 48 70 20", "lda r1, [p1], #4; add r0, r0, #-1"},
    {"55 00 e0 0c 07 00", "movxm sp, #458752"},
    {"15 01 00 28 07 00", "jl #3664"},
    {"01 00", "nop"},
    {"95 01 40 00 00 00", "jnz r0, #0"},
    {"19 82 03 08", "st r1, [p0], #4"},
    {"19 18 00 10", "ret lr"},
    {"55 80 e0 00 00 00", "movxm ls, #64"},
    {"55 60 e1 08 00 00", "movxm le, #176"},
    {"59 16 70 1d", "mov lc, r0"},
    {"c0 03 00 00 00 00 00 00 00 00 00 38 70 20 00 00",
     "nopb; vlda wl0, [p1], #32; nops; nopxm; nopv"},
    {"c0 03 00 88 03 00 00 00 00 00 00 00 00 00 00 00",
     "nopb; nopa; nops; nopx; nopm; nopv"},
    {"c0 03 00 00 00 00 00 00 c0 81 03 00 00 00 00 00",
     "nopb; nopa; vst wl0, [p0], #32; nopxm; nopv"},
    {"c0 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
     "nopb; nopa; nops; nopxm; nopv"},
};

TEST(Text, KnownEncodings) {
  for (const Example &E : Examples) {
    EXPECT_EQ(assemble(E.Text), E.Bytes);
    EXPECT_EQ(disassemble(StringRef(E.Bytes)), E.Text);
  }
  // Twelve bytes; the reference quotes the first four.
  std::string Nops = assemble("nops ; nopb ; nopx ; nopm");
  EXPECT_EQ(Nops.substr(0, 11), "37 88 03 00");
  EXPECT_EQ(Nops.size(), 12u * 3 - 1);
}

TEST(Text, SlotsInAnyOrderAndSpacing) {
  EXPECT_EQ(assemble("  add r0,r0,#-1 ;lda  r1 , [ p1 ] , #0x4  "),
            "1d ff 01 48 70 20");
  EXPECT_EQ(assemble("movxm r0, #0xffffffff"), assemble("movxm r0, #-1"));
  EXPECT_EQ(assemble("vmov mcd, x1"), assemble("vmov MCD, x1"));
}

TEST(Text, PlacedByOperands) {
  auto SlotOf = [](StringRef Line) {
    Expected<Bundle> B = parseBundle(Line);
    EXPECT_EQ(messageOf(B), "");
    return B ? B->Instrs[0].info().Name.str() : "";
  };
  EXPECT_EQ(SlotOf("mov r1, SS"), "MOV_mv_ss2scl");
  EXPECT_EQ(SlotOf("mov ms, r1"), "MOV_mv_scl2ms");
  EXPECT_EQ(SlotOf("mov r1, r2"), "MOV_mv_scl");
  EXPECT_EQ(SlotOf("mov r1, #5"), "MOV_mv_cg");
  EXPECT_EQ(SlotOf("lda r1, [p0, dj1]"), "LDA_dms_lda_idx");
  EXPECT_EQ(SlotOf("lda q1, [p0, dj1]"), "LDA_dmv_lda_q_ag_idx");
  EXPECT_EQ(SlotOf("lda.3d r0, [p2], d3"), "LDA_3D_dms_lda");
  EXPECT_EQ(SlotOf("vmac cm0, cm1, x2, x3, r4"), "VMAC_vmac_cm_core_dense");
  EXPECT_EQ(SlotOf("vmac cm0, cm1, y2, qx3, r4"),
            "VMAC_vmac_cm_core_sparse_wide");
}

TEST(Text, Symbols) {
  SmallVector<SymbolRef, 2> Symbols;
  Expected<Bundle> B =
      parseBundle("nopb; jnz r3, #(loop+ 8); lda r1, [p1], #4", &Symbols);
  ASSERT_EQ(messageOf(B), "");
  ASSERT_EQ(Symbols.size(), 1u);
  EXPECT_EQ(Symbols[0].Name, "loop");
  EXPECT_EQ(Symbols[0].Addend, 8);
  EXPECT_EQ(Symbols[0].Op, Opcode::JNZ);
  EXPECT_EQ(Symbols[0].Operand, 1u);
  Symbols.clear();
  EXPECT_EQ(messageOf(parseBundle("movxm p0, #buf.1", &Symbols)), "");
  EXPECT_EQ(Symbols[0].Name, "buf.1");
  EXPECT_EQ(assemble("jl #main"),
            "error: column 5: a symbol cannot stand here");
}

TEST(Text, Messages) {
  EXPECT_EQ(assemble(""), "error: column 1: expected an instruction");
  EXPECT_EQ(assemble("nop;"), "error: column 5: expected an instruction");
  EXPECT_EQ(assemble("frob r1"), "error: column 1: unknown instruction 'frob'");
  EXPECT_EQ(assemble("add r0, r1, #64"),
            "error: column 14: operand imm of add is 64, but must be in "
            "-64..63");
  EXPECT_EQ(assemble("nopb; lda r0, [p0, #3]"),
            "error: column 21: operand imm of lda is 3, but must be in "
            "-128..124 and a multiple of 4");
  EXPECT_EQ(assemble("and r1, p2, r3"),
            "error: column 9: 'p2' cannot be operand src1 of and; it takes a "
            "register of the class eR");
  EXPECT_EQ(assemble("and r1, r2"), "error: column 11: expected ','");
  EXPECT_EQ(assemble("ret lr, r1"),
            "error: column 7: unexpected ', r1' after the instruction");
  EXPECT_EQ(assemble("and r1, r2, r3; or r4, r5, r6"),
            "error: column 17: and and or both need slot alu");
  EXPECT_EQ(assemble("padda [p0], #4; add r0, r0, #1; mov r1, r2; "
                     "lda r3, [p1], #4"),
            "error: column 45: padda and lda both need slot lda");
  EXPECT_EQ(assemble("add r0, r0, #1; movxm r1, #5"),
            "error: column 17: no bundle format holds movxm together with the "
            "instructions before it");
  EXPECT_EQ(assemble("sel.eqz r1, r2, r3, r26"),
            "error: column 21: expected 'r27'");
  EXPECT_EQ(assemble("vmac cm0, cm1, y2, x3, r4"),
            "error: column 20: 'x3' cannot be operand src2 of vmac; it takes "
            "a register of the class mQQXw");
  EXPECT_EQ(assemble("movxm r0, #0x100000000"),
            "error: column 12: operand imm of movxm is 4294967296, but must "
            "be in -2147483648..2147483647");
}

// parse(print(x)) == x for every instruction.
TEST(Text, EveryInstruction) {
  std::mt19937_64 Random(5);
  for (unsigned Op = 0; Op < NumOpcodes; ++Op) {
    for (unsigned N = 0; N < 20; ++N) {
      Instr I;
      I.Op = Opcode(Op);
      for (unsigned K = 0; K < I.info().Operands.size(); ++K) {
        const OperandInfo &O = I.info().Operands[K];
        if (O.Kind == OperandKind::Reg)
          I.Values[K] =
              int64_t(members(O.Class)[Random() % members(O.Class).size()]);
        else if (O.isImm())
          I.Values[K] =
              O.minValue() +
              int64_t(Random() % ((O.maxValue() - O.minValue()) / O.Scale)) *
                  O.Scale;
      }
      completeTies(I);
      std::string Text;
      raw_string_ostream OS(Text);
      printInstr(OS, I);
      Expected<Bundle> B = parseBundle(Text);
      ASSERT_EQ(messageOf(B), "") << Text;
      EXPECT_EQ(B->Instrs[0].info().Name, I.info().Name) << Text;
      EXPECT_EQ(B->Instrs[0].Values, I.Values) << Text;
    }
  }
}

} // namespace
