//===- Field.h - a group of bits in a 32-bit word ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_HARDWARE_FIELD_H
#define AIEFORGE_HARDWARE_FIELD_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace aieforge::hw {

/// Access from the register bus.
enum class Access : uint8_t {
  ReadWrite,
  ReadOnly,
  WriteOnly,
  WriteToClear, ///< Writing 1 to a bit clears it.
  Mixed,        ///< Differs by field.
  Unknown       ///< Not in the public register reference.
};

/// Bits [Lsb + Width - 1 : Lsb]. Fields of registers wider than 32 bits may
/// begin above bit 31; the functions below are for those that do not.
struct Field {
  llvm::StringRef Name;
  uint8_t Lsb;
  uint16_t Width;
  Access Mode;

  constexpr uint32_t valueMask() const {
    return Width >= 32 ? ~0u : (1u << Width) - 1;
  }
  constexpr uint32_t mask() const { return valueMask() << Lsb; }
  constexpr uint32_t extract(uint32_t Word) const {
    return (Word >> Lsb) & valueMask();
  }
  /// \p Word with this field set to the low bits of \p Value.
  constexpr uint32_t insert(uint32_t Word, uint32_t Value) const {
    return (Word & ~mask()) | ((Value & valueMask()) << Lsb);
  }
  constexpr uint32_t make(uint32_t Value) const { return insert(0, Value); }
  constexpr bool fits(uint64_t Value) const {
    return Width >= 32 ? Value <= 0xFFFFFFFFu : Value <= valueMask();
  }
};

} // namespace aieforge::hw

#endif // AIEFORGE_HARDWARE_FIELD_H
