//===- Elf.cpp - ELF files of AIE cores -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Elf.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::elf;
using namespace llvm;
using support::endian::read16le;
using support::endian::read32le;
using support::endian::write16le;
using support::endian::write32le;

unsigned File::findSection(StringRef Name) const {
  for (auto [I, S] : enumerate(Sections))
    if (I && S.Name == Name)
      return I;
  return 0;
}

bool elf::isElf(BytesRef Data) {
  return Data.size() >= 4 && Data[0] == 0x7f && Data[1] == 'E' &&
         Data[2] == 'L' && Data[3] == 'F';
}

namespace {
class Parser {
public:
  explicit Parser(BytesRef Data) : Data(Data), Used(Data.size()) {}
  Expected<File> parse();

private:
  Error readHeader();
  Error readSegments();
  Error readSections();
  Error readNames();
  void keepLooseBytes();

  uint16_t half(uint64_t Offset) const { return read16le(&Data[Offset]); }
  uint32_t word(uint64_t Offset) const { return read32le(&Data[Offset]); }
  bool fits(uint64_t Offset, uint64_t Size) const {
    return Offset <= Data.size() && Size <= Data.size() - Offset;
  }
  void use(uint64_t Offset, uint64_t Size) {
    std::fill_n(Used.begin() + Offset, Size, true);
  }

  BytesRef Data;
  std::vector<bool> Used;
  File F;
};
} // namespace

Error Parser::readHeader() {
  if (!isElf(Data))
    return makeError("not an ELF file: the first four bytes are not 7f 45 4c "
                     "46");
  if (Data.size() < HeaderBytes)
    return makeError("ELF header: needs {0} bytes, but the file has {1}",
                     HeaderBytes, Data.size());
  std::copy_n(Data.begin(), F.Ident.size(), F.Ident.begin());
  if (F.Ident[ELF::EI_CLASS] != ELF::ELFCLASS32 ||
      F.Ident[ELF::EI_DATA] != ELF::ELFDATA2LSB)
    return makeError("ELF header: class {0}, data {1}: not a 32-bit "
                     "little-endian file, which objects of a core are",
                     F.Ident[ELF::EI_CLASS], F.Ident[ELF::EI_DATA]);
  F.Type = half(16);
  F.Machine = half(18);
  F.Version = word(20);
  F.Entry = word(24);
  F.SegmentOffset = word(28);
  F.SectionOffset = word(32);
  F.Flags = word(36);
  F.HeaderSize = half(40);
  F.SegmentSize = half(42);
  F.SectionSize = half(46);
  F.SectionNames = half(50);
  use(0, HeaderBytes);
  return Error::success();
}

Error Parser::readSegments() {
  uint64_t Count = half(44), EntryBytes = F.SegmentSize;
  if (Count == 0)
    return Error::success();
  if (EntryBytes != SegmentBytes)
    return makeError("ELF header: e_phentsize is {0}, but must be {1}",
                     EntryBytes, SegmentBytes);
  if (!fits(F.SegmentOffset, Count * SegmentBytes))
    return makeError("ELF header: {0} program headers at offset {1:x} do not "
                     "fit into the {2} bytes of the file",
                     Count, F.SegmentOffset, Data.size());
  use(F.SegmentOffset, Count * SegmentBytes);
  for (uint64_t I = 0; I < Count; ++I) {
    uint64_t At = F.SegmentOffset + I * SegmentBytes;
    Segment S{word(At),      word(At + 4),  word(At + 8),  word(At + 12),
              word(At + 16), word(At + 20), word(At + 24), word(At + 28)};
    if (!fits(S.Offset, S.FileSize))
      return makeError("program header {0}: p_offset {1:x} and p_filesz {2:x} "
                       "reach behind the end of the file ({3:x})",
                       I, S.Offset, S.FileSize, Data.size());
    F.Segments.push_back(S);
  }
  return Error::success();
}

Error Parser::readSections() {
  uint64_t Count = half(48), EntryBytes = F.SectionSize;
  if (Count == 0)
    return Error::success();
  if (EntryBytes != SectionBytes)
    return makeError("ELF header: e_shentsize is {0}, but must be {1}",
                     EntryBytes, SectionBytes);
  if (!fits(F.SectionOffset, Count * SectionBytes))
    return makeError("ELF header: {0} section headers at offset {1:x} do not "
                     "fit into the {2} bytes of the file",
                     Count, F.SectionOffset, Data.size());
  use(F.SectionOffset, Count * SectionBytes);
  uint64_t Total = 0;
  for (uint64_t I = 0; I < Count; ++I) {
    uint64_t At = F.SectionOffset + I * SectionBytes;
    Section S;
    S.NameOffset = word(At);
    S.Type = word(At + 4);
    S.Flags = word(At + 8);
    S.Address = word(At + 12);
    S.Offset = word(At + 16);
    S.Size = word(At + 20);
    S.Link = word(At + 24);
    S.Info = word(At + 28);
    S.Alignment = word(At + 32);
    S.EntrySize = word(At + 36);
    if (S.Type != ELF::SHT_NOBITS && S.Type != ELF::SHT_NULL) {
      if (!fits(S.Offset, S.Size))
        return makeError("section header {0}: sh_offset {1:x} and sh_size "
                         "{2:x} reach behind the end of the file ({3:x})",
                         I, S.Offset, S.Size, Data.size());
      // Sections of real files do not overlap; many big ones that do would
      // cost memory out of proportion.
      Total += S.Size;
      if (Total > 2 * Data.size())
        return makeError("section header {0}: the sections overlap", I);
      BytesRef Contents = Data.slice(S.Offset, S.Size);
      S.Contents.assign(Contents.begin(), Contents.end());
      use(S.Offset, S.Size);
    }
    F.Sections.push_back(std::move(S));
  }
  return readNames();
}

/// The NUL-terminated text at \p Offset of a string table.
static Expected<StringRef> stringAt(const Bytes &Table, uint32_t Offset,
                                    const Twine &What) {
  if (Offset >= Table.size() && !(Offset == 0 && Table.empty()))
    return makeError("{0}: the name's offset {1:x} lies behind the string "
                     "table of {2:x} bytes",
                     What.str(), Offset, Table.size());
  StringRef Rest(reinterpret_cast<const char *>(Table.data()), Table.size());
  Rest = Rest.drop_front(Offset);
  size_t End = Rest.find('\0');
  if (End == StringRef::npos && !Rest.empty())
    return makeError("{0}: the name at offset {1:x} of the string table has no "
                     "end",
                     What.str(), Offset);
  return Rest.take_front(End);
}

Error Parser::readNames() {
  if (F.SectionNames == ELF::SHN_UNDEF)
    return Error::success();
  if (F.SectionNames >= F.Sections.size())
    return makeError("ELF header: e_shstrndx is {0}, but there are {1} "
                     "sections",
                     F.SectionNames, F.Sections.size());
  const Bytes &Names = F.Sections[F.SectionNames].Contents;
  for (auto [I, S] : enumerate(F.Sections)) {
    Expected<StringRef> Name =
        stringAt(Names, S.NameOffset, "section header " + Twine(I));
    if (!Name)
      return Name.takeError();
    S.Name = Name->str();
  }
  return Error::success();
}

void Parser::keepLooseBytes() {
  for (size_t I = 0; I < Data.size();) {
    if (Used[I] || Data[I] == 0) {
      ++I;
      continue;
    }
    size_t End = I;
    while (End < Data.size() && !Used[End])
      ++End;
    BytesRef Raw = Data.slice(I, End - I);
    F.Loose.push_back({uint32_t(I), Bytes(Raw.begin(), Raw.end())});
    I = End;
  }
}

Expected<File> Parser::parse() {
  if (Data.size() > UINT32_MAX)
    return makeError("an ELF32 file has less than 4 GiB");
  if (Error E = readHeader())
    return std::move(E);
  if (Error E = readSegments())
    return std::move(E);
  if (Error E = readSections())
    return std::move(E);
  keepLooseBytes();
  F.FileSize = Data.size();
  return std::move(F);
}

Expected<File> elf::parse(BytesRef Data) { return Parser(Data).parse(); }

Bytes elf::serialize(const File &F) {
  Bytes Out(F.FileSize);
  auto Place = [&](uint32_t Offset, const Bytes &Data) {
    std::copy(Data.begin(), Data.end(), Out.begin() + Offset);
  };
  for (const LooseBytes &L : F.Loose)
    Place(L.Offset, L.Data);
  for (const Section &S : F.Sections)
    Place(S.Offset, S.Contents);
  auto Words = [&](uint32_t Offset, ArrayRef<uint32_t> Values) {
    for (uint32_t V : Values) {
      write32le(&Out[Offset], V);
      Offset += 4;
    }
  };
  for (auto [I, S] : enumerate(F.Segments))
    Words(F.SegmentOffset + I * SegmentBytes,
          {S.Type, S.Offset, S.VirtualAddress, S.PhysicalAddress, S.FileSize,
           S.MemorySize, S.Flags, S.Alignment});
  for (auto [I, S] : enumerate(F.Sections))
    Words(F.SectionOffset + I * SectionBytes,
          {S.NameOffset, S.Type, S.Flags, S.Address, S.Offset, S.Size, S.Link,
           S.Info, S.Alignment, S.EntrySize});
  std::copy(F.Ident.begin(), F.Ident.end(), Out.begin());
  write16le(&Out[16], F.Type);
  write16le(&Out[18], F.Machine);
  Words(20, {F.Version, F.Entry, F.SegmentOffset, F.SectionOffset, F.Flags});
  write16le(&Out[40], F.HeaderSize);
  write16le(&Out[42], F.SegmentSize);
  write16le(&Out[44], F.Segments.size());
  write16le(&Out[46], F.SectionSize);
  write16le(&Out[48], F.Sections.size());
  write16le(&Out[50], F.SectionNames);
  return Out;
}

Expected<std::vector<Symbol>> elf::symbols(const File &F) {
  const Section *Table = nullptr;
  for (const Section &S : F.Sections)
    if (S.Type == ELF::SHT_SYMTAB)
      Table = &S;
  if (!Table)
    return std::vector<Symbol>();
  return symbols(F, *Table);
}

Expected<std::vector<Symbol>> elf::symbols(const File &F,
                                           const Section &Table) {
  std::vector<Symbol> Out;
  if (Table.Link >= F.Sections.size())
    return makeError("symbol table: sh_link is {0}, but there are {1} sections",
                     Table.Link, F.Sections.size());
  if (Table.Contents.size() % SymbolBytes)
    return makeError("symbol table: the size {0} is not a multiple of {1}",
                     Table.Contents.size(), SymbolBytes);
  const Bytes &Names = F.Sections[Table.Link].Contents;
  for (uint32_t At = 0; At < Table.Contents.size(); At += SymbolBytes) {
    const uint8_t *Raw = &Table.Contents[At];
    Expected<StringRef> Name =
        stringAt(Names, read32le(Raw), "symbol " + Twine(At / SymbolBytes));
    if (!Name)
      return Name.takeError();
    Symbol S{Name->str(),           read32le(Raw + 4),     read32le(Raw + 8),
             uint8_t(Raw[12] >> 4), uint8_t(Raw[12] & 15), uint8_t(Raw[13] & 3),
             read16le(Raw + 14)};
    if (S.Section >= F.Sections.size() && S.Section < ELF::SHN_LORESERVE)
      return makeError("symbol {0} ({1}): section {2} of {3}", At / SymbolBytes,
                       S.Name, S.Section, F.Sections.size());
    Out.push_back(std::move(S));
  }
  return Out;
}

Expected<std::vector<Relocation>> elf::relocations(const File &F,
                                                   unsigned Index) {
  const Section &S = F.Sections[Index];
  bool Rela = S.Type == ELF::SHT_RELA;
  uint32_t EntryBytes = Rela ? RelaBytes : 8;
  if (S.Size % EntryBytes)
    return makeError("relocation section {0}: the size {1} is not a multiple "
                     "of {2}",
                     S.Name, S.Size, EntryBytes);
  if (S.Info >= F.Sections.size() || S.Link >= F.Sections.size())
    return makeError("relocation section {0}: sh_info {1} or sh_link {2} is no "
                     "section",
                     S.Name, S.Info, S.Link);
  const Section &Target = F.Sections[S.Info];
  uint32_t NumSymbols = F.Sections[S.Link].Contents.size() / SymbolBytes;
  std::vector<Relocation> Out;
  for (uint32_t At = 0; At < S.Contents.size(); At += EntryBytes) {
    const uint8_t *Raw = &S.Contents[At];
    uint32_t Info = read32le(Raw + 4);
    Relocation R{read32le(Raw), Info >> 8, uint8_t(Info),
                 Rela ? int32_t(read32le(Raw + 8)) : 0};
    if (R.Symbol >= NumSymbols || R.Offset >= Target.Size)
      return makeError("relocation {0} of {1}: offset {2:x} of {3:x}, symbol "
                       "{4} of {5}",
                       At / EntryBytes, Target.Name, R.Offset, Target.Size,
                       R.Symbol, NumSymbols);
    Out.push_back(R);
  }
  return Out;
}
