//===- IsaModel.h - data/aie2-isa.json as C++ values ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The instruction set of the AIE2 core as the generators of its tables read
// it. The file's key "schema" says what the members mean.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TBLGEN_ISAMODEL_H
#define AIEFORGE_TBLGEN_ISAMODEL_H

#include "Generator.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aieforge::tblgen::isa {

struct Slot {
  std::string Name;
  unsigned Bits;
  std::string NoOp;
};

struct SizeTest {
  uint64_t Mask, Value;
  unsigned Bits;
};

/// A 128-bit constant.
struct Word128 {
  uint64_t Lo, Hi;
};

struct Format {
  std::string Name;
  unsigned Bytes;
  Word128 Mask, Value;
  std::vector<std::pair<unsigned, unsigned>> Slots; ///< slot index, lsb
  unsigned slotMask() const;
};

struct Register {
  std::string Name, Asm, Bank;
  unsigned Bits, Code;
  std::vector<std::string> Subs;
  int Dwarf;
};

struct ClassCode {
  std::string Reg;
  unsigned Code, Mask;
};

struct RegisterClass {
  std::string Name;
  unsigned Bits;
  std::vector<ClassCode> Codes;
};

struct Piece {
  unsigned Lsb, Width, ValueLsb;
};

struct Operand {
  std::string Name, Kind, Class, Register, TiedTo, Bypass;
  bool IsOutput, Signed, NegativeOnly;
  unsigned Bits, Scale, Cycle;
  std::vector<Piece> Field;
};

struct Implicit {
  std::string Reg;
  unsigned Cycle;
};

struct Variant {
  std::string Class;
  std::vector<std::pair<std::string, std::vector<std::string>>> When;
};

struct Instruction {
  std::string Name, Mnemonic, Asm, Slot, Sched;
  uint64_t Mask, Value, DontCare;
  std::vector<Operand> Operands;
  std::vector<Implicit> Defs, Uses;
  std::vector<std::string> Flags;
  std::vector<Variant> Variants;
  std::string MemoryOp, Extend;
  unsigned MemoryBytes;
  bool ReadModifyWrite, TileRegister;
  int operandIndex(llvm::StringRef Name) const;
};

struct Unit {
  std::string Name;
  unsigned First, Count;
  bool Check;
};

struct SchedClass {
  std::string Name;
  std::vector<unsigned> Cycles, MemoryCycles;
  std::vector<std::string> Bypass; ///< "" where there is none
  std::vector<Unit> Units;
};

struct Reloc {
  std::string Name, Value;
  unsigned Type, Bytes;
  std::vector<Piece> Field;
  std::vector<std::string> UsedFor, Formats;
};

/// The whole file. Lists keep the order of the file.
struct Model {
  std::vector<Slot> Slots;
  std::vector<SizeTest> SizeTests;
  std::vector<Format> Formats;
  std::vector<Register> Registers;
  std::vector<RegisterClass> Classes;
  std::vector<Instruction> Instructions;
  std::vector<std::string> Units;
  std::vector<SchedClass> SchedClasses;
  std::vector<Reloc> Relocs;

  /// Values that the file only mentions, in order of first mention.
  std::vector<std::string> Banks, Bypasses, Flags, RelocValues;
};

/// Reads and checks the file. Errors name the member.
llvm::Expected<Model> readModel(Inputs In);

/// "delay_slots" -> "DelaySlots".
std::string camel(llvm::StringRef Snake);

} // namespace aieforge::tblgen::isa

#endif // AIEFORGE_TBLGEN_ISAMODEL_H
