//===- Elf.h - ELF files of AIE cores ---------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ELF32, little-endian: relocatable objects and linked images of cores. A File
// keeps every byte, so serialize(parse(f)) == f; symbols and relocations are
// decoded from it on demand. ElfBuilder.h makes new files.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_ELF_H
#define AIEFORGE_FORMATS_ELF_H

#include "aieforge/Support/Bytes.h"
#include "llvm/BinaryFormat/ELF.h"

#include <array>
#include <string>

namespace aieforge::elf {

constexpr uint16_t MachineAIE = 264;
/// The generation is in the low two bits of the header's flags.
constexpr uint32_t FlagsGenerationMask = 3;
constexpr uint32_t FlagsAIE2 = 2;

constexpr uint32_t HeaderBytes = 52;
constexpr uint32_t SegmentBytes = 32;
constexpr uint32_t SectionBytes = 40;
constexpr uint32_t SymbolBytes = 16;
constexpr uint32_t RelaBytes = 12;

/// Fields of a program header, in file order of their names.
struct Segment {
  uint32_t Type = 0, Offset = 0, VirtualAddress = 0, PhysicalAddress = 0;
  uint32_t FileSize = 0, MemorySize = 0, Flags = 0, Alignment = 0;
};

struct Section {
  std::string Name;
  uint32_t NameOffset = 0, Type = 0, Flags = 0, Address = 0, Offset = 0;
  uint32_t Size = 0, Link = 0, Info = 0, Alignment = 0, EntrySize = 0;
  Bytes Contents; ///< empty for SHT_NOBITS and SHT_NULL
};

struct Symbol {
  std::string Name;
  uint32_t Value = 0, Size = 0;
  uint8_t Binding = 0, Type = 0, Visibility = 0;
  /// Section index or one of SHN_UNDEF, SHN_ABS, SHN_COMMON.
  uint16_t Section = 0;
  bool isDefined() const { return Section != llvm::ELF::SHN_UNDEF; }
};

struct Relocation {
  uint32_t Offset = 0; ///< in the patched section
  uint32_t Symbol = 0; ///< index in the symbol table
  uint8_t Type = 0;
  int32_t Addend = 0;
};

/// Bytes outside headers and sections that are not zero, such as the segments
/// of a file without section headers.
struct LooseBytes {
  uint32_t Offset = 0;
  Bytes Data;
};

struct File {
  std::array<uint8_t, 16> Ident{};
  uint16_t Type = 0, Machine = 0;
  uint32_t Version = 1, Entry = 0, Flags = 0;
  uint32_t SegmentOffset = 0, SectionOffset = 0; ///< of the header tables
  /// Sizes that the header states.
  uint16_t HeaderSize = HeaderBytes, SegmentSize = 0, SectionSize = 0;
  uint16_t SectionNames = 0; ///< index of the section with the names
  std::vector<Segment> Segments;
  std::vector<Section> Sections; ///< with the null section at index 0
  std::vector<LooseBytes> Loose;
  uint32_t FileSize = 0;

  bool isAIE2() const {
    return Machine == MachineAIE && (Flags & FlagsGenerationMask) == FlagsAIE2;
  }
  /// Index of the section called \p Name, or 0.
  unsigned findSection(llvm::StringRef Name) const;
};

/// Whether \p Data starts like an ELF file.
bool isElf(BytesRef Data);

/// Reads ELF32 little-endian. Offsets, sizes and counts are checked; errors
/// name the header and its field.
Expected<File> parse(BytesRef Data);

/// The bytes of a file that parse() or Builder made.
Bytes serialize(const File &F);

/// The symbol table (SHT_SYMTAB), with the null symbol at index 0; empty if
/// there is none.
Expected<std::vector<Symbol>> symbols(const File &F);
/// The symbols of the section \p Table, whatever its type.
Expected<std::vector<Symbol>> symbols(const File &F, const Section &Table);

/// The entries of the SHT_RELA or SHT_REL section \p Index; without addend
/// field the addend is 0. Offsets and symbol numbers are checked.
Expected<std::vector<Relocation>> relocations(const File &F, unsigned Index);

} // namespace aieforge::elf

#endif // AIEFORGE_FORMATS_ELF_H
