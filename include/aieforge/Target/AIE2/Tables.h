//===- Tables.h - the AIE2 instruction set as tables ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers, instructions, bundle formats, relocations and pipeline timing of
// the AIE2 core, generated from data/aie2-isa.json. Enumerators are spelled as
// in that file: Opcode::ADD_add_r_ri, Reg::r0, Format::I16_NOP, RegClass::eR.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_TABLES_H
#define AIEFORGE_TARGET_AIE2_TABLES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

// enum class Slot, RegBank, Reg, RegClass, Opcode, Format, SchedClassId, Unit,
// Bypass, RelocValue and InstrFlag, with a constant Num<Name>s for each.
#include "aieforge/Target/AIE2/ISAEnums.inc"

namespace aieforge::aie2 {

struct RegInfo {
  llvm::StringLiteral Name; ///< as in the tables: "l0", "d0_3d"
  llvm::StringLiteral Asm;  ///< as printed: "r17:r16", "d0"
  RegBank Bank;
  uint16_t Bits;
  uint8_t Code;    ///< index of a control or status register
  uint8_t NumSubs; ///< direct sub-registers
  Reg Subs[4];     ///< from least to most significant
  int16_t Dwarf;   ///< DWARF number, -1 if there is none
};

enum class OperandKind : uint8_t {
  Reg,         ///< a register of Class, in the field
  Imm,         ///< an immediate, in the field
  CodeAddress, ///< an absolute byte address in program memory, in the field
  Fixed,       ///< always FixedReg; no field
  /// A count register that a 2D/3D address modifier (operand TiedTo) steps; no
  /// field of its own. Which one of the modifier's registers: Implied.
  Implied,
};

enum class ImpliedReg : uint8_t {
  None,
  Count,     ///< dc of a d register
  CountLow,  ///< dc of the low dimension of a d*_3d register
  CountHigh, ///< dc of its high dimension
};

/// \c Width bits at \c Lsb of the slot or bundle word hold the bits of the
/// value from \c ValueLsb on.
struct FieldPiece {
  uint8_t Lsb;
  uint8_t Width;
  uint8_t ValueLsb;
};

struct OperandInfo {
  llvm::StringLiteral Name;
  OperandKind Kind;
  bool IsOutput;
  int8_t TiedTo; ///< index of the input operand that shares the register, or -1
  RegClass Class;
  Reg FixedReg;
  ImpliedReg Implied;
  uint8_t Bits; ///< width of an immediate's field
  bool IsSigned;
  bool NegativeOnly; ///< value = (field - 2^Bits) * Scale
  uint8_t Scale;     ///< value = field * Scale
  uint8_t Cycle;     ///< pipeline cycle (1 = issue) of the read or write
  Bypass Forwarding;
  uint8_t NumPieces;
  FieldPiece Pieces[2];

  bool isReg() const {
    return Kind != OperandKind::Imm && Kind != OperandKind::CodeAddress;
  }
  bool isImm() const { return !isReg(); }
  /// Smallest and largest legal value of an immediate, in its own unit.
  int64_t minValue() const;
  int64_t maxValue() const;
};

/// A register that an instruction reads or writes without naming it.
struct ImplicitReg {
  Reg Register;
  uint8_t Cycle;
};

/// Register files have different write ports: the timing of an instruction
/// whose operands are in these banks.
struct SchedVariant {
  struct Condition {
    uint8_t Operand;
    uint32_t Banks; ///< OR of 1 << RegBank
  };
  SchedClassId Class;
  uint8_t NumConditions;
  Condition Conditions[2];
};

enum class MemoryOp : uint8_t { None, Load, Store };
enum class Extension : uint8_t { None, Sign, Zero };

struct InstrInfo {
  llvm::StringLiteral Name;     ///< spelling of the Opcode
  llvm::StringLiteral Mnemonic; ///< as written
  llvm::StringLiteral Asm;      ///< template with {operand} place holders
  Slot InSlot;
  uint32_t Flags; ///< OR of 1 << InstrFlag
  uint64_t FixedMask;
  uint64_t FixedValue;
  uint64_t DontCareMask;
  llvm::ArrayRef<OperandInfo> Operands; ///< outputs, then inputs
  llvm::ArrayRef<ImplicitReg> ImplicitDefs;
  llvm::ArrayRef<ImplicitReg> ImplicitUses;
  SchedClassId Sched; ///< the union of all variants
  llvm::ArrayRef<SchedVariant> Variants;
  MemoryOp Memory;
  uint8_t MemoryBytes; ///< bytes of an access, 0 when not a plain access
  Extension Extend;
  bool ReadModifyWrite; ///< part-word store
  bool TileRegister;    ///< accesses registers of the tile, not data memory

  bool has(InstrFlag F) const { return Flags >> unsigned(F) & 1; }
  bool isNop() const { return has(InstrFlag::Nop); }
  /// Index of the operand called \p Name, or -1.
  int operandIndex(llvm::StringRef Name) const;
};

/// Exclusive use of a unit in \c NumCycles pipeline cycles from \c FirstCycle;
/// a \c Check hold may overlap other check holds but no exclusive one.
struct UnitHold {
  Unit What;
  uint8_t FirstCycle;
  uint8_t NumCycles;
  bool Check;
};

struct SchedClass {
  llvm::StringLiteral Name;
  /// Operands in order, then implicit definitions, then implicit uses; surplus
  /// trailing numbers have no meaning.
  llvm::ArrayRef<uint8_t> OperandCycles;
  llvm::ArrayRef<Bypass> Forwarding; ///< parallel, may be shorter
  llvm::ArrayRef<UnitHold> Units;
  llvm::ArrayRef<uint8_t> MemoryCycles;
};

struct SlotInfo {
  llvm::StringLiteral Name;
  uint8_t Bits;
  Opcode NoOp;
};

struct SlotPlace {
  Slot Which;
  uint8_t Lsb;
};

/// A 128-bit little-endian bundle word.
struct BundleWord {
  uint64_t Lo = 0;
  uint64_t Hi = 0;
};

struct FormatInfo {
  llvm::StringLiteral Name;
  uint8_t Bytes;
  uint8_t SlotMask; ///< OR of 1 << Slot
  uint8_t NumSlots;
  SlotPlace Slots[6]; ///< in print order
  BundleWord FixedMask;
  BundleWord FixedValue;
};

struct RelocInfo {
  llvm::StringLiteral Name; ///< "R_AIE_0"
  uint8_t Type;
  RelocValue Value;
  uint8_t Bytes; ///< size of the patched bundle or data word
  uint8_t NumPieces;
  FieldPiece Pieces[2];

  /// Legal values of symbol + addend.
  int64_t minValue() const;
  int64_t maxValue() const;
  /// Whether it patches a data word, not a bundle.
  bool isData() const {
    return Value == RelocValue::DataAddr20 || Value == RelocValue::Data32;
  }
};

const RegInfo &info(Reg R);
const InstrInfo &info(Opcode Op);
const SlotInfo &info(Slot S);
const FormatInfo &info(Format F);
const SchedClass &info(SchedClassId Id);
llvm::StringRef name(RegClass C);
llvm::StringRef name(RegBank B);
llvm::StringRef name(Unit U);

/// The opcode or register with exactly this name in the tables.
std::optional<Opcode> findOpcode(llvm::StringRef Name);
std::optional<Reg> findRegister(llvm::StringRef Name);

/// All opcodes with mnemonic \p Mnemonic, in table order.
llvm::ArrayRef<Opcode> opcodesOf(llvm::StringRef Mnemonic);

/// Width of the operand field of a class.
unsigned fieldBits(RegClass C);
/// The register with code \p Code, or Reg::NoRegister.
Reg decodeRegister(RegClass C, uint32_t Code);
/// The code of \p R, or -1 if the class does not hold it.
int encodeRegister(RegClass C, Reg R);
inline bool contains(RegClass C, Reg R) { return encodeRegister(C, R) >= 0; }
/// The registers of a class, in code order.
llvm::ArrayRef<Reg> members(RegClass C);

/// The smallest format that holds all slots of \p SlotMask (OR of 1 << Slot)
/// and has at least \p MinBytes bytes; nullopt if none has room for them.
std::optional<Format> smallestFormat(unsigned SlotMask, unsigned MinBytes = 0);
/// The format with exactly these slots, if there is one.
std::optional<Format> exactFormat(unsigned SlotMask);

/// The relocation that patches the immediate of \p Op in a bundle of format
/// \p F; null if that operand cannot be a symbol.
const RelocInfo *relocationFor(Format F, Opcode Op);
/// Null for a type above 53.
const RelocInfo *relocation(unsigned Type);

} // namespace aieforge::aie2

#endif // AIEFORGE_TARGET_AIE2_TABLES_H
