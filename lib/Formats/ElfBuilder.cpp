//===- ElfBuilder.cpp - makes ELF files of AIE2 cores ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/ElfBuilder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Alignment.h"

using namespace aieforge;
using namespace aieforge::elf;
using namespace llvm;

/// A string table under construction: offset 0 is the empty name.
static uint32_t addName(Bytes &Table, StringRef Name) {
  if (Table.empty())
    Table.push_back(0);
  if (Name.empty())
    return 0;
  uint32_t At = Table.size();
  Table.insert(Table.end(), Name.begin(), Name.end());
  Table.push_back(0);
  return At;
}

Builder::Builder(uint16_t Type) {
  Out.Ident = {0x7f,           'E', 'L', 'F', ELF::ELFCLASS32, ELF::ELFDATA2LSB,
               ELF::EV_CURRENT};
  Out.Type = Type;
  Out.Machine = MachineAIE;
  Out.Flags = FlagsAIE2;
  Out.Sections.emplace_back();
  Symbols.emplace_back();
}

unsigned Builder::addSection(Section S) {
  Out.Sections.push_back(std::move(S));
  return Out.Sections.size() - 1;
}

unsigned Builder::addSymbol(Symbol S) {
  Symbols.push_back(std::move(S));
  return Symbols.size() - 1;
}

void Builder::addRelocation(unsigned Section, Relocation R) {
  auto It = find_if(Relocations,
                    [&](const Target &T) { return T.Section == Section; });
  if (It == Relocations.end()) {
    Relocations.push_back({Section, {}});
    It = std::prev(Relocations.end());
  }
  It->Entries.push_back(R);
}

void Builder::addLoad(unsigned Index, uint32_t Flags) {
  const Section &S = Out.Sections[Index];
  Segment New;
  New.Type = ELF::PT_LOAD;
  New.VirtualAddress = New.PhysicalAddress = S.Address;
  New.MemorySize = S.Size;
  New.FileSize = S.Type == ELF::SHT_NOBITS ? 0 : S.Size;
  New.Flags = Flags;
  New.Alignment = std::max(S.Alignment, 1u);
  Out.Segments.push_back(New);
  SegmentSections.push_back(Index);
}

void Builder::addSegment(Segment S) {
  Out.Segments.push_back(S);
  SegmentSections.push_back(0);
}

/// Writes the symbol table and returns the new number of each symbol.
std::vector<unsigned> Builder::placeSymbols() {
  std::vector<unsigned> NewNumber(Symbols.size()), Order;
  for (bool Local : {true, false})
    for (auto [I, S] : enumerate(Symbols))
      if ((S.Binding == ELF::STB_LOCAL) == Local) {
        NewNumber[I] = Order.size();
        Order.push_back(I);
      }
  uint32_t NumLocal = count_if(
      Symbols, [](const Symbol &S) { return S.Binding == ELF::STB_LOCAL; });
  ByteWriter Table;
  Bytes Names;
  for (unsigned I : Order) {
    const Symbol &S = Symbols[I];
    Table.u32(addName(Names, S.Name));
    Table.u32(S.Value);
    Table.u32(S.Size);
    Table.u8(S.Binding << 4 | S.Type);
    Table.u8(S.Visibility);
    Table.u16(S.Section);
  }
  Section Syms;
  Syms.Name = ".symtab";
  Syms.Type = ELF::SHT_SYMTAB;
  Syms.Link = Out.Sections.size() + 1;
  Syms.Info = NumLocal;
  Syms.Alignment = 4;
  Syms.EntrySize = SymbolBytes;
  Syms.Contents = Table.take();
  addSection(std::move(Syms));
  Section Strings;
  Strings.Name = ".strtab";
  Strings.Type = ELF::SHT_STRTAB;
  Strings.Alignment = 1;
  Strings.Contents = std::move(Names);
  addSection(std::move(Strings));
  return NewNumber;
}

void Builder::placeRelocations(const std::vector<unsigned> &NewNumber) {
  unsigned SymbolTable = Out.findSection(".symtab");
  for (const Target &T : Relocations) {
    ByteWriter Table;
    for (const Relocation &R : T.Entries) {
      Table.u32(R.Offset);
      Table.u32(NewNumber[R.Symbol] << 8 | R.Type);
      Table.u32(R.Addend);
    }
    Section S;
    S.Name = ".rela" + Out.Sections[T.Section].Name;
    S.Type = ELF::SHT_RELA;
    S.Flags = ELF::SHF_INFO_LINK;
    S.Link = SymbolTable;
    S.Info = T.Section;
    S.Alignment = 4;
    S.EntrySize = RelaBytes;
    S.Contents = Table.take();
    addSection(std::move(S));
  }
}

void Builder::placeNames() {
  Section Names;
  Names.Name = ".shstrtab";
  Names.Type = ELF::SHT_STRTAB;
  Names.Alignment = 1;
  Out.SectionNames = addSection(std::move(Names));
  Bytes Table;
  for (Section &S : Out.Sections)
    S.NameOffset = addName(Table, S.Name);
  Out.Sections[Out.SectionNames].Contents = std::move(Table);
}

void Builder::placeContents() {
  uint64_t At = HeaderBytes;
  if (!Out.Segments.empty()) {
    // Loaders of cores want the program headers right behind the header.
    Out.SegmentOffset = At;
    Out.SegmentSize = SegmentBytes;
    At += Out.Segments.size() * SegmentBytes;
  }
  for (Section &S : drop_begin(Out.Sections)) {
    At = alignTo(At, std::max(S.Alignment, 1u));
    S.Offset = At;
    if (S.Type != ELF::SHT_NOBITS)
      S.Size = S.Contents.size();
    At += S.Contents.size();
  }
  At = alignTo(At, 4);
  Out.SectionOffset = At;
  Out.SectionSize = SectionBytes;
  Out.FileSize = At + Out.Sections.size() * SectionBytes;
  for (auto [Seg, Index] : zip(Out.Segments, SegmentSections))
    if (Index)
      Seg.Offset = Out.Sections[Index].Offset;
}

File Builder::build() {
  std::vector<unsigned> NewNumber = placeSymbols();
  placeRelocations(NewNumber);
  placeNames();
  placeContents();
  return std::move(Out);
}
