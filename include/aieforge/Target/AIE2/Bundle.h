//===- Bundle.h - AIE2 bundles, coded and decoded ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bundle is what the core issues in one cycle: 2 to 16 bytes with up to six
// instructions, one per slot.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_BUNDLE_H
#define AIEFORGE_TARGET_AIE2_BUNDLE_H

#include "aieforge/Support/Bytes.h"
#include "aieforge/Target/AIE2/Tables.h"
#include "llvm/ADT/SmallVector.h"

#include <array>
#include <initializer_list>

namespace aieforge::aie2 {

constexpr unsigned MaxOperands = 7;
constexpr unsigned MaxBundleBytes = 16;

/// One instruction. Operand values are in the order of InstrInfo::Operands:
/// the number of a Reg, or an immediate in its own unit (bytes for address
/// offsets). Tied, fixed and implied operands hold their register, too.
struct Instr {
  Opcode Op = Opcode::NOP;
  std::array<int64_t, MaxOperands> Values{};

  const InstrInfo &info() const { return aie2::info(Op); }
  Reg reg(unsigned I) const { return Reg(Values[I]); }
  int64_t imm(unsigned I) const { return Values[I]; }
  /// Sets the operand called \p Name; false if there is none of that name.
  bool set(llvm::StringRef Name, int64_t Value);
  bool set(llvm::StringRef Name, Reg R) { return set(Name, int64_t(R)); }
  bool operator==(const Instr &O) const = default;
};

/// An instruction of \p Op with the operands that are written in assembly,
/// in the order of the assembly template; ties are completed.
/// Too few or too many values give no valid instruction: encodeInstr says so.
Instr makeInstr(Opcode Op, std::initializer_list<int64_t> Written);

/// Copies registers into tied outputs, and puts fixed and implied registers in
/// their places. encodeInstr does it, too.
void completeTies(Instr &I);

/// The timing of \p I with the registers it uses (InstrInfo::Variants).
const SchedClass &schedClass(const Instr &I);

struct Bundle {
  Format Fmt = Format::I16_NOP;
  uint8_t Size = 2; ///< bytes
  /// In the order of the format's slots when decoded, no-ops included; in any
  /// order before encoding.
  llvm::SmallVector<Instr, 6> Instrs;
};

/// The slot word of \p I. The error names the operand, its value and what it
/// may be.
Expected<uint64_t> encodeInstr(const Instr &I);

/// The instruction that \p Word means in slot \p S; nullopt if none does.
std::optional<Instr> decodeInstr(Slot S, uint64_t Word);

/// Size in bytes of the bundle whose first half-word is \p Half.
unsigned bundleSize(uint16_t Half);

/// The format of a bundle of \p Bytes bytes; nullopt if the word has none.
std::optional<Format> decodeFormat(BundleWord Word, unsigned Bytes);

/// Decodes the bundle at the start of \p Code. Errors: too few bytes, no such
/// format, a slot word that is no instruction.
Expected<Bundle> decodeBundle(BytesRef Code);

/// Appends the bytes of \p B to \p Out: in the smallest format that holds its
/// slots and is at least \p MinBytes long, empty slots filled with no-ops.
/// Sets B.Fmt and B.Size. Errors: two instructions for one slot, no format for
/// these slots, an operand out of range.
Error encodeBundle(Bundle &B, llvm::SmallVectorImpl<uint8_t> &Out,
                   unsigned MinBytes = 0);

/// Writes the bits of \p Value into the pieces of a field of \p Data.
void insertField(llvm::MutableArrayRef<uint8_t> Data,
                 llvm::ArrayRef<FieldPiece> Pieces, uint64_t Value);
/// Reads them back.
uint64_t extractField(BytesRef Data, llvm::ArrayRef<FieldPiece> Pieces);

} // namespace aieforge::aie2

#endif // AIEFORGE_TARGET_AIE2_BUNDLE_H
