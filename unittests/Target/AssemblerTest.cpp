//===- AssemblerTest.cpp - assembly files to objects ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Assembler.h"
#include "Messages.h"
#include "aieforge/Formats/Elf.h"
#include "aieforge/Target/AIE2/Disassembler.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::aie2;
using aieforge::test::messageOf;
using llvm::StringRef;

namespace {

std::string hexOf(const Bytes &Data) {
  return llvm::toHex(Data, /*LowerCase=*/true);
}

/// The object made of \p Source, read back.
elf::File assembled(StringRef Source) {
  Expected<AssembledObject> O = assemble(Source, "t.s");
  EXPECT_EQ(messageOf(O), "");
  return O ? llvm::cantFail(elf::parse(O->Elf)) : elf::File();
}

std::string contentsOf(const elf::File &F, StringRef Name) {
  return hexOf(F.Sections[F.findSection(Name)].Contents);
}

std::string errorOf(StringRef Source) {
  return messageOf(assemble(Source, "t.s"));
}

// The bytes are those of the instruction set reference, with the operands that
// relocations fill still zero.
TEST(Assembler, ScalarCopyLoop) {
  elf::File F = assembled(R"(
    .globl copy
    .type copy, @function
copy:
    lda r1, [p1], #4; add r0, r0, #-1
    nop
    jnz r0, #copy
    nop
    nop
    nop
    nop
    st  r1, [p0], #4   // fifth delay slot
    ret lr
    nop
    nop
    nop
    nop
    nop
)");
  EXPECT_EQ(contentsOf(F, ".text"), "1dff01487020"
                                    "0100"
                                    "950140000000"
                                    "0100010001000100"
                                    "19820308"
                                    "19180010"
                                    "01000100010001000100");
  auto R = llvm::cantFail(elf::relocations(F, F.findSection(".rela.text")));
  ASSERT_EQ(R.size(), 1u);
  EXPECT_EQ(R[0].Offset, 8u);
  EXPECT_EQ(R[0].Type, 1u); // R_AIE_1
  auto S = llvm::cantFail(elf::symbols(F));
  EXPECT_EQ(S[R[0].Symbol].Name, "copy");
  EXPECT_EQ(S[R[0].Symbol].Type, llvm::ELF::STT_FUNC);
}

TEST(Assembler, VectorCopyLoop) {
  elf::File F = assembled(R"(
    .align 16
    movxm ls, #64
    movxm le, #176
    mov   lc, r0
    nopb; vlda wl0, [p1], #32; nops; nopxm; nopv
    nopb; nopa; nops; nopx; nopm; nopv
    nopb; nopa; vst wl0, [p0], #32; nopxm; nopv
    ret lr
)");
  EXPECT_EQ(contentsOf(F, ".text"), "5580e0000000"
                                    "5560e1080000"
                                    "5916701d"
                                    "c0030000000000000000003870200000"
                                    "c0030088030000000000000000000000"
                                    "c003000000000000c081030000000000"
                                    "19180010");
  // With labels the addresses come from relocations of type R_AIE_42.
  F = assembled("movxm ls, #first\nfirst:\nmovxm le, #(first+16)\n");
  auto R = llvm::cantFail(elf::relocations(F, F.findSection(".rela.text")));
  ASSERT_EQ(R.size(), 2u);
  EXPECT_EQ(R[0].Type, 42u);
  EXPECT_EQ(R[1].Type, 42u);
  EXPECT_EQ(R[1].Addend, 16);
}

TEST(Assembler, RelocationFollowsTheFormat) {
  elf::File F = assembled("jl #f\n"
                          "nopb; nopa; nops; jl #f; nopv\n"
                          "lda r0, [p0], #4; movxm p1, #f\n"
                          "mova r0, #f\n"
                          "movx r0, #f\n"
                          "mov r0, #f\n"
                          ".data\n.word f, f+4\n");
  auto R = llvm::cantFail(elf::relocations(F, F.findSection(".rela.text")));
  ASSERT_EQ(R.size(), 6u);
  unsigned Types[] = {1, 0, 44, 9, 17, 29};
  uint32_t Offsets[] = {0, 6, 22, 32, 36, 40};
  for (unsigned I = 0; I < 6; ++I)
    EXPECT_EQ(R[I].Offset, Offsets[I]);
  EXPECT_EQ(R[0].Type, Types[0]);
  EXPECT_EQ(R[1].Type, Types[1]);
  EXPECT_EQ(R[2].Type, Types[2]);
  // mova, movx and mov alone: the 32-bit formats, within the documented ranges
  // of types.
  EXPECT_TRUE(R[3].Type >= 9 && R[3].Type <= 15);
  EXPECT_TRUE(R[4].Type >= 16 && R[4].Type <= 27);
  EXPECT_TRUE(R[5].Type >= 28 && R[5].Type <= 40);
  auto D = llvm::cantFail(elf::relocations(F, F.findSection(".rela.data")));
  ASSERT_EQ(D.size(), 2u);
  EXPECT_EQ(D[0].Type, 50u);
  EXPECT_EQ(D[1].Addend, 4);
}

TEST(Assembler, DataAndExpressions) {
  elf::File F = assembled(R"(
    .set  Size, 3
    .section .rodata.t, "a", @progbits
first:
    .word 1, -1, 0x12345678, Size+1
    .short 65535, -2
    .byte 1, second-first
second:
    .align 4
    .asciz "a//\"\n"
    .bss
    .align 32
    .zero 100
)");
  EXPECT_EQ(contentsOf(F, ".rodata.t"), "01000000ffffffff7856341204000000"
                                        "fffffeff"
                                        "0116"
                                        "0000"
                                        "612f2f220a00");
  const elf::Section &Bss = F.Sections[F.findSection(".bss")];
  EXPECT_EQ(Bss.Type, llvm::ELF::SHT_NOBITS);
  EXPECT_EQ(Bss.Size, 100u);
  EXPECT_EQ(Bss.Alignment, 32u);
}

TEST(Assembler, AlignsCodeWithWideNoOps) {
  elf::File F = assembled("nop\n.align 64\nret lr\n");
  const Bytes &Text = F.Sections[F.findSection(".text")].Contents;
  ASSERT_EQ(Text.size(), 68u);
  // Three bundles of 16 bytes and one of 14.
  EXPECT_EQ(Text[2] & 1, 0);
  EXPECT_EQ(Text[18] & 1, 0);
  EXPECT_EQ(Text[34] & 1, 0);
  EXPECT_EQ(Text[50] & 15, 15);
  EXPECT_EQ(F.Sections[F.findSection(".text")].Alignment, 64u);
}

TEST(Assembler, PrivateLabelsReferToTheSection) {
  elf::File F = assembled("nop\n.align 16\n.Lx:\nj #(.Lx+2)\n");
  auto R = llvm::cantFail(elf::relocations(F, F.findSection(".rela.text")));
  auto S = llvm::cantFail(elf::symbols(F));
  ASSERT_EQ(R.size(), 1u);
  EXPECT_EQ(S[R[0].Symbol].Type, llvm::ELF::STT_SECTION);
  EXPECT_EQ(R[0].Addend, 18);
  EXPECT_EQ(S.size(), 2u);
}

TEST(Assembler, WarnsAboutUnalignedTargets) {
  auto O = llvm::cantFail(assemble(
      "nop\nloop:\njnz r0, #loop\n.type f,@function\nf: nop\n", "t.s"));
  ASSERT_EQ(O.Warnings.size(), 2u);
  EXPECT_EQ(O.Warnings[0], "t.s:5: the function 'f' at offset 0x8 is not a "
                           "multiple of 16; put .align 16 before it");
  EXPECT_EQ(O.Warnings[1], "t.s:3: the branch target 'loop' at offset 0x2 is "
                           "not a multiple of 16; put .align 16 before it");
}

TEST(Assembler, Messages) {
  EXPECT_EQ(errorOf("nop\n  add r0, r1, #99 // c\nfrob\n"),
            "t.s:2:16: operand imm of add is 99, but must be in -64..63\n"
            "t.s:3:1: unknown instruction 'frob'");
  EXPECT_EQ(errorOf("x:\nx:\n"), "t.s:2:1: 'x' is already defined in line 1");
  EXPECT_EQ(errorOf(".data\nnop\n"), "t.s:2:1: instructions belong into a code "
                                     "section, but this is .data");
  EXPECT_EQ(errorOf(".wrod 1\n"), "t.s:1:1: unknown directive '.wrod'");
  EXPECT_EQ(errorOf(".byte 256\n"), "t.s:1:1: 256 does not fit into 1 bytes");
  EXPECT_EQ(errorOf(".word a-b\n"),
            "t.s:1:1: the difference needs two labels of one section");
  EXPECT_EQ(errorOf(".set N, 5000\nmova r0, #N\n"),
            "t.s:2:1: 5000 does not fit; it must be in -1024..1023");
  EXPECT_EQ(errorOf("add r0, r0, #sym\n"),
            "t.s:1:1: 'sym': add does not take a symbol; use movxm");
  EXPECT_EQ(errorOf("j #.Lnowhere\n"), "t.s:1:1: '.Lnowhere' is not defined");
}

TEST(Disassembler, ListsAnObject) {
  Bytes Elf =
      llvm::cantFail(assemble("copy: lda r1, [p1], #4; add r0, r0, #-1\n"
                              "jnz r0, #(copy+32)\n.short 0\n",
                              "t.s"))
          .Elf;
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  EXPECT_EQ(llvm::cantFail(disassembleElf(OS, Elf)), 1u);
  EXPECT_EQ(Out, "section .text\n"
                 "copy:\n"
                 "00000  1d ff 01 48 70 20                                "
                 "lda r1, [p1], #4; add r0, r0, #-1\n"
                 "00006  95 01 40 00 00 00                                "
                 "jnz r0, #(copy+32)\n"
                 "0000c  00 00                                            "
                 ".short 0x0  // the bundle has 16 bytes, but only 2 are "
                 "left\n");
}

} // namespace
