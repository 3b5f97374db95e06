//===- CoreVectorModes.h - what vector mode operands select -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tables of the shuffle modes and of the multiplication modes of the AIE2
// core, generated from data/aie2-isa.json.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_COREVECTORMODES_H
#define AIEFORGE_LIB_EMULATOR_COREVECTORMODES_H

#include <cstdint>

namespace aieforge::emu {

/// Which part of the transposed bytes is the result: the low or high 64 of both
/// sources, the 64 of the first source alone, or neighbours change places.
enum class ShufflePart : uint8_t { Lo, Hi, First, Flip };

/// Mode operand of `vshuffle`: the bytes of both sources are consecutive
/// matrices of Rows x Columns elements, and each is transposed.
struct ShuffleMode {
  uint8_t Mode;
  uint16_t ElementBits;
  uint8_t Rows, Columns;
  ShufflePart Part;
};

/// Bits of the configuration operand of the vec slot.
struct ConfigField {
  uint8_t Lsb, Width;
  constexpr uint32_t get(uint32_t Word) const {
    return Word >> Lsb & ((1u << Width) - 1);
  }
};

/// Shape of a multiplication: Channels products of a Rows x Inner matrix of
/// XBits-wide elements and an Inner x Columns one of YBits-wide elements.
struct MultiplyMode {
  uint8_t AMode, BMode, Variant;
  uint8_t XBits, YBits;
  uint8_t Rows, Inner, Columns, Channels;
  const char *Kind;
};

#include "aieforge/Emulator/VectorModes.inc"

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_COREVECTORMODES_H
