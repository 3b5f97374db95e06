//===- IsaMap.h - LLVM's numbers and the ISA library's ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Both the LLVM target and the ISA library are generated from one file, each
// with its own enumerations. This maps opcodes, registers and operands of the
// former to the latter, by name.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_CODEGEN_ISAMAP_H
#define AIEFORGE_TARGET_AIE2_CODEGEN_ISAMAP_H

#include "AIE2.h"

#include "aieforge/Target/AIE2/ISA.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/MC/MCInst.h"

#include <vector>

namespace llvm {

class IsaMap {
public:
  static const IsaMap &get();

  /// The instruction of the machine; none for LLVM's own and pseudo opcodes.
  std::optional<aieforge::aie2::Opcode> opcode(unsigned Opcode) const {
    return Opcodes[Opcode];
  }
  aieforge::aie2::Reg reg(MCRegister Reg) const { return Registers[Reg.id()]; }
  /// The LLVM opcode of an instruction of the machine.
  unsigned opcode(aieforge::aie2::Opcode Op) const {
    return Backwards[unsigned(Op)];
  }
  MCRegister reg(aieforge::aie2::Reg R) const {
    return RegistersBack[unsigned(R)];
  }
  /// For each explicit operand the index into the ISA library's operands.
  ArrayRef<uint8_t> operands(unsigned Opcode) const { return Operands[Opcode]; }

  /// The machine instruction that \p Inst is. An operand that is an expression
  /// becomes 0 and its index is appended to \p Symbols.
  aieforge::Expected<aieforge::aie2::Instr>
  convert(const MCInst &Inst, SmallVectorImpl<const MCExpr *> *Symbols) const;

private:
  IsaMap();

  std::vector<std::optional<aieforge::aie2::Opcode>> Opcodes;
  std::vector<unsigned> Backwards;
  std::vector<aieforge::aie2::Reg> Registers;
  std::vector<MCRegister> RegistersBack;
  std::vector<SmallVector<uint8_t, 6>> Operands;
};

} // namespace llvm

#endif // AIEFORGE_TARGET_AIE2_CODEGEN_ISAMAP_H
