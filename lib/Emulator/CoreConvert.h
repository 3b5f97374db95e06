//===- CoreConvert.h - changing the width of vector lanes -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The arithmetic of UPS, SRS, pack, unpack and the bf16 conversions, apart from
// registers and timing: the same function serves a move between registers, a
// load and a store.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_CORECONVERT_H
#define AIEFORGE_LIB_EMULATOR_CORECONVERT_H

#include "aieforge/Target/AIE2/ISA.h"

#include <cstdint>

namespace aieforge::emu {

struct ConvertArgs {
  const uint32_t *In;
  unsigned InWords;
  uint32_t *Out; ///< room for 32 words
  int Shift = 0; ///< of UPS, SRS, floor
  /// UPS, unpack: the input is signed; SRS, pack: the output is.
  bool Signed = true;
  unsigned Sat = 0; ///< crSat
  unsigned Rnd = 0; ///< crRnd
};

/// Bits of the floating-point flag registers.
enum FloatFlags : uint32_t {
  FloatZero = 1,
  FloatInf = 2,
  FloatInvalid = 4,
  FloatTiny = 8,
  FloatHuge = 16,
};

/// Returns 1 for an overflow in integer conversions, FloatFlags in the others.
using ConvertFn = uint32_t (*)(const ConvertArgs &);

/// What kind of conversion an instruction does, and which control and status
/// registers take part.
enum class ConvertKind : uint8_t {
  None,
  Ups,
  Srs,
  Pack,
  Unpack,
  ToFp32, ///< from bf16
  ToBf16, ///< from fp32
  Floor,  ///< from bf16 to 32-bit integers
};

struct Conversion {
  ConvertKind Kind = ConvertKind::None;
  /// The control register of the kind says whether lanes are signed.
  bool DynamicSign = false;
  ConvertFn Fn = nullptr;
};

/// The conversion in an instruction's name ("vst.2d.srs.d16.s32"); Kind is None
/// if there is none.
Conversion conversionOf(const aie2::InstrInfo &Info);

/// Whether rounding in mode \p Rnd adds one to a value whose bits below the
/// lowest kept one are dropped. \p Low: the lowest kept bit; \p Guard: the
/// first dropped one; \p Sticky: any below it; \p Negative: sign of the whole
/// value.
bool roundsUp(unsigned Rnd, bool Negative, bool Low, bool Guard, bool Sticky);

/// fp32 to bf16 as the core does it: denormals become zero, rounding by \p Rnd.
uint16_t toBf16(uint32_t Fp32, unsigned Rnd, uint32_t &Flags);

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_CORECONVERT_H
