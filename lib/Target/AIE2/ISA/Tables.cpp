//===- Tables.cpp - look-ups in the AIE2 tables ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Tables.h"
#include "Generated.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace llvm;
using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::generated;

namespace {
struct ClassInfo {
  StringLiteral Name;
  uint8_t Bits;
  uint16_t FirstCode; ///< in ClassCodes
  ArrayRef<Reg> Members;
};
struct RelocUse {
  Format F;
  Opcode Op;
  uint8_t Reloc;
};

#include "aieforge/Target/AIE2/ISATables.inc"
} // namespace

const RegInfo &aie2::info(Reg R) { return RegTable[unsigned(R)]; }
const InstrInfo &aie2::info(Opcode Op) { return InstrTable[unsigned(Op)]; }
const SlotInfo &aie2::info(Slot S) { return SlotTable[unsigned(S)]; }
const FormatInfo &aie2::info(Format F) { return FormatTable[unsigned(F)]; }
const SchedClass &aie2::info(SchedClassId Id) {
  return SchedTable[unsigned(Id)];
}
StringRef aie2::name(RegClass C) { return ClassTable[unsigned(C)].Name; }
StringRef aie2::name(RegBank B) { return BankNames[unsigned(B)]; }
StringRef aie2::name(Unit U) { return UnitNames[unsigned(U)]; }

ArrayRef<SizeTest> generated::sizeTests() { return SizeTests; }
ArrayRef<FormatInfo> generated::formats() { return FormatTable; }
const SlotIndex &generated::slotIndex(Slot S) {
  return SlotIndices[unsigned(S)];
}

int64_t OperandInfo::minValue() const {
  if (IsSigned)
    return -(int64_t(1) << (Bits - (NegativeOnly ? 0 : 1))) * Scale;
  return 0;
}

int64_t OperandInfo::maxValue() const {
  if (NegativeOnly)
    return -int64_t(Scale);
  return ((int64_t(1) << (Bits - IsSigned)) - 1) * Scale;
}

int64_t RelocInfo::minValue() const {
  switch (Value) {
  case RelocValue::Addr20:
  case RelocValue::DataAddr20:
    return 0;
  case RelocValue::Imm11:
    return -(1 << 10);
  case RelocValue::Imm10:
    return -(1 << 9);
  case RelocValue::Imm32:
  case RelocValue::Data32:
    return INT32_MIN;
  }
  return 0;
}

int64_t RelocInfo::maxValue() const {
  switch (Value) {
  case RelocValue::Addr20:
  case RelocValue::DataAddr20:
    return (1 << 20) - 1;
  case RelocValue::Imm11:
    return (1 << 10) - 1;
  case RelocValue::Imm10:
    return (1 << 9) - 1;
  case RelocValue::Imm32:
  case RelocValue::Data32:
    return UINT32_MAX;
  }
  return 0;
}

int InstrInfo::operandIndex(StringRef Wanted) const {
  for (auto [I, O] : enumerate(Operands))
    if (O.Name == Wanted)
      return I;
  return -1;
}

std::optional<Opcode> aie2::findOpcode(StringRef Name) {
  for (unsigned I = 0; I < NumOpcodes; ++I)
    if (InstrTable[I].Name == Name)
      return Opcode(I);
  return std::nullopt;
}

std::optional<Reg> aie2::findRegister(StringRef Name) {
  for (unsigned I = 1; I < NumRegs; ++I)
    if (RegTable[I].Name == Name)
      return Reg(I);
  return std::nullopt;
}

ArrayRef<Opcode> aie2::opcodesOf(StringRef Mnemonic) {
  struct Less {
    bool operator()(Opcode A, StringRef B) const {
      return info(A).Mnemonic < B;
    }
    bool operator()(StringRef A, Opcode B) const {
      return A < info(B).Mnemonic;
    }
  };
  auto [First, Last] = std::equal_range(std::begin(ByMnemonic),
                                        std::end(ByMnemonic), Mnemonic, Less());
  return ArrayRef<Opcode>(First, Last);
}

unsigned aie2::fieldBits(RegClass C) { return ClassTable[unsigned(C)].Bits; }

Reg aie2::decodeRegister(RegClass C, uint32_t Code) {
  const ClassInfo &Info = ClassTable[unsigned(C)];
  if (Code >> Info.Bits)
    return Reg::NoRegister;
  return ClassCodes[Info.FirstCode + Code];
}

int aie2::encodeRegister(RegClass C, Reg R) {
  if (unsigned(R) >= NumRegs)
    return -1;
  return int(ClassEncode[unsigned(C)][unsigned(R)]) - 1;
}

ArrayRef<Reg> aie2::members(RegClass C) {
  return ClassTable[unsigned(C)].Members;
}

std::optional<Format> aie2::smallestFormat(unsigned SlotMask,
                                           unsigned MinBytes) {
  std::optional<Format> Best;
  for (auto [I, F] : enumerate(formats())) {
    if (F.Bytes < MinBytes || (F.SlotMask & SlotMask) != SlotMask)
      continue;
    if (!Best || F.Bytes < info(*Best).Bytes)
      Best = Format(I);
  }
  return Best;
}

std::optional<Format> aie2::exactFormat(unsigned SlotMask) {
  for (auto [I, F] : enumerate(formats()))
    if (F.SlotMask == SlotMask)
      return Format(I);
  return std::nullopt;
}

const RelocInfo *aie2::relocationFor(Format F, Opcode Op) {
  for (const RelocUse &U : RelocUses)
    if (U.F == F && U.Op == Op)
      return &RelocTable[U.Reloc];
  return nullptr;
}

const RelocInfo *aie2::relocation(unsigned Type) {
  for (const RelocInfo &R : RelocTable)
    if (R.Type == Type)
      return &R;
  return nullptr;
}
