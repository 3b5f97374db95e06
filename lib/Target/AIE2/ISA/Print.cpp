//===- Print.cpp - AIE2 bundles to assembly text --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Text.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace aieforge;
using namespace aieforge::aie2;

void aie2::printInstr(raw_ostream &OS, const Instr &I, OperandPrinter Hook) {
  const InstrInfo &Info = I.info();
  StringRef Rest = Info.Asm;
  while (!Rest.empty()) {
    // Text up to the next place holder, which is a byte 1 + operand index.
    size_t N = Rest.find_if([](char C) { return uint8_t(C) <= MaxOperands; });
    OS << Rest.take_front(N);
    if (N == StringRef::npos)
      return;
    unsigned Index = uint8_t(Rest[N]) - 1;
    Rest = Rest.drop_front(N + 1);
    if (Info.Operands[Index].isReg())
      OS << info(I.reg(Index)).Asm;
    else if (!Hook || !Hook(OS, I, Index))
      OS << I.imm(Index);
  }
}

void aie2::printBundle(raw_ostream &OS, const Bundle &B, OperandPrinter Hook) {
  interleave(
      B.Instrs, OS, [&](const Instr &I) { printInstr(OS, I, Hook); }, "; ");
}

std::string aie2::toString(const Bundle &B) {
  std::string Out;
  raw_string_ostream OS(Out);
  printBundle(OS, B);
  return Out;
}
