//===- Text.h - AIE2 bundles as assembly text -------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// "lda r1, [p1], #4; add r0, r0, #-1": one bundle a line, slots separated by
// semicolons. docs/assembly.md describes the syntax.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_TEXT_H
#define AIEFORGE_TARGET_AIE2_TEXT_H

#include "aieforge/Target/AIE2/Bundle.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace aieforge::aie2 {

/// A symbol that stands in the place of an immediate.
struct SymbolRef {
  std::string Name;
  int64_t Addend = 0;
  Opcode Op = Opcode::NOP; ///< the instruction it belongs to
  uint8_t Operand = 0;     ///< index of the operand
};

/// Prints immediate operand \p Operand of \p I in place of "#value" (the text
/// after the '#') and returns true, or returns false for the plain number.
using OperandPrinter =
    llvm::function_ref<bool(llvm::raw_ostream &, const Instr &, unsigned)>;

void printInstr(llvm::raw_ostream &OS, const Instr &I,
                OperandPrinter Hook = nullptr);
void printBundle(llvm::raw_ostream &OS, const Bundle &B,
                 OperandPrinter Hook = nullptr);
std::string toString(const Bundle &B);

/// Parses one line without label and comment: instructions in any order. The
/// bundle is not encoded yet, but all operand values are checked. Immediates
/// "#name" and "#(name+8)" are appended to \p Symbols with value 0; without
/// \p Symbols they are errors. Errors start with "column N: ".
Expected<Bundle>
parseBundle(llvm::StringRef Line,
            llvm::SmallVectorImpl<SymbolRef> *Symbols = nullptr);

} // namespace aieforge::aie2

#endif // AIEFORGE_TARGET_AIE2_TEXT_H
