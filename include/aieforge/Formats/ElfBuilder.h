//===- ElfBuilder.h - makes ELF files of AIE2 cores -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Collects sections, symbols, relocations and segments and lays them out:
// header, program headers, contents, symbol and string tables, section headers.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_ELFBUILDER_H
#define AIEFORGE_FORMATS_ELFBUILDER_H

#include "aieforge/Formats/Elf.h"

namespace aieforge::elf {

class Builder {
public:
  /// \p Type is ET_REL or ET_EXEC.
  explicit Builder(uint16_t Type);

  /// Adds a section and returns its index. Size and Contents are the caller's;
  /// offsets and the name's place are set by build().
  unsigned addSection(Section S);
  Section &section(unsigned Index) { return Out.Sections[Index]; }

  /// Adds a symbol and returns a number for addRelocation. Local symbols are
  /// moved before the others, as the format wants.
  unsigned addSymbol(Symbol S);
  unsigned numSymbols() const { return Symbols.size(); }

  /// Adds an entry of the relocation section of \p Section.
  void addRelocation(unsigned Section, Relocation R);

  /// Adds a PT_LOAD segment of exactly one section.
  void addLoad(unsigned Section, uint32_t Flags);
  /// Adds a segment without contents.
  void addSegment(Segment S);

  File build();

private:
  void placeRelocations(const std::vector<unsigned> &NewNumber);
  std::vector<unsigned> placeSymbols();
  void placeNames();
  void placeContents();

  File Out;
  std::vector<Symbol> Symbols;
  struct Target {
    unsigned Section;
    std::vector<Relocation> Entries;
  };
  std::vector<Target> Relocations;
  /// Section of each segment, 0 for none.
  std::vector<unsigned> SegmentSections;
};

} // namespace aieforge::elf

#endif // AIEFORGE_FORMATS_ELFBUILDER_H
