//===- InstructionElfLayout.h - numbers of instruction ELF files *- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_FORMATS_INSTRUCTIONELFLAYOUT_H
#define AIEFORGE_LIB_FORMATS_INSTRUCTIONELFLAYOUT_H

#include "aieforge/Formats/InstructionElf.h"

namespace aieforge::insts {

/// e_machine.
constexpr uint16_t Machine = 1;

// Types of the notes, whose owner is "XRT".
constexpr uint32_t UidNote = 4;
constexpr uint32_t ConfigurationNote = 6;

// Relocations of the oldest generation hold their kind in the addend.
constexpr uint32_t OldRelocationType = 0x0A;
constexpr unsigned OldKindBits = 4;
constexpr uint32_t OldKindMask = (1u << OldKindBits) - 1;

/// Alignment of loaded sections, and of .dynamic and the symbol table.
constexpr uint32_t PartAlignment = 16;
constexpr uint32_t DynamicAlignment = 8;

} // namespace aieforge::insts

#endif // AIEFORGE_LIB_FORMATS_INSTRUCTIONELFLAYOUT_H
