//===- CoreElf.h - the linked program of one AIE2 core ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a loader takes from a core's ELF file: bytes for program memory and for
// the data memories that the core reaches; and its symbols.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_COREELF_H
#define AIEFORGE_FORMATS_COREELF_H

#include "aieforge/Formats/Elf.h"

namespace aieforge::elf {

/// Program memory is [0, ProgramBytes); data addresses follow the windows of
/// the core: 0x40000 south, 0x50000 west, 0x60000 north, 0x70000 own memory.
constexpr uint32_t ProgramBytes = 0x4000;
constexpr uint32_t DataBegin = 0x40000;
constexpr uint32_t DataEnd = 0x80000;

struct CoreSegment {
  std::string Name;        ///< section name, such as ".text"
  uint32_t Address = 0;    ///< as the core sees it
  uint32_t Flags = 0;      ///< PF_R, PF_W, PF_X
  Bytes Data;              ///< empty: MemorySize zeros
  uint32_t MemorySize = 0; ///< bytes; at least Data.size()
  uint32_t Alignment = 1;
  bool isProgram() const { return Address < ProgramBytes; }
  bool operator==(const CoreSegment &) const = default;
};

struct CoreSymbol {
  std::string Name;
  uint32_t Address = 0;
  uint32_t Size = 0;
  uint8_t Type = 0;    ///< STT_FUNC, STT_OBJECT, STT_NOTYPE, …
  uint8_t Binding = 0; ///< STB_LOCAL, STB_GLOBAL, STB_WEAK
  int Segment = -1;    ///< index of its segment, -1 for an absolute symbol
  bool operator==(const CoreSymbol &) const = default;
};

struct CoreElf {
  uint32_t Entry = 0;
  std::vector<CoreSegment> Segments; ///< PT_LOAD, in table order
  std::vector<CoreSymbol> Symbols;   ///< local ones first
  bool operator==(const CoreElf &) const = default;
};

/// Reads a linked AIE2 image. Errors: not such a file, a segment outside
/// program memory and the four data windows.
Expected<CoreElf> parseCore(BytesRef Data);

/// ET_EXEC with the program headers right behind the header, a section per
/// segment, PT_GNU_STACK and a symbol table.
Bytes serialize(const CoreElf &Core);

} // namespace aieforge::elf

#endif // AIEFORGE_FORMATS_COREELF_H
