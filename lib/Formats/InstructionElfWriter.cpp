//===- InstructionElfWriter.cpp - writing instruction ELF files -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The layout is that of AMD's assembler in 2026, so that files can be compared
// byte for byte: loaded contents first, in the order of the program headers,
// then everything else in section order, then the section headers.
//
//===----------------------------------------------------------------------===//

#include "InstructionElfLayout.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Alignment.h"
#include "llvm/Support/MD5.h"

#include <map>

using namespace aieforge;
using namespace aieforge::insts;
using namespace llvm;

Bytes insts::contentUid(const InstructionElf &E) {
  MD5 Hash;
  for (const Program &P : E.Programs) {
    // Every kernel repeats the images in its group of sections.
    for (const Image &I : E.Images)
      Hash.update(I.Pdi);
    for (const Part &Section : P.Parts)
      Hash.update(Section.Contents);
  }
  MD5::MD5Result Result = Hash.final();
  return Bytes(Result.begin(), Result.end());
}

namespace {
class Writer {
public:
  explicit Writer(const InstructionElf &E) : E(E) {}
  Expected<Bytes> run();

private:
  bool isGroup() const { return E.Gen == Generation::Group; }
  Error header();
  void numberParts();
  unsigned addSection(StringRef Name, uint32_t Type, uint32_t Flags,
                      Bytes Contents, uint32_t Alignment);
  void addLoad(unsigned Section, uint32_t Flags);
  void addPart(const Part &P);
  void addImages(bool First);
  void addSymbols();
  void addDynamic();
  void addDynamicTable();
  void addGroup(unsigned Index, unsigned FirstPart);
  void addNote(StringRef Name, uint32_t Type, BytesRef Text);
  void place();

  const InstructionElf &E;
  elf::File F;
  /// Section of each program header, whose offset it takes.
  std::vector<unsigned> SegmentSections;
  /// Section of each part, in order.
  std::vector<unsigned> PartSections;
  /// Section of the first copy of each image.
  std::vector<unsigned> ImageSections;
  unsigned StringTable = 0, SymbolTable = 0, DynamicStrings = 0,
           Relocations = 0;
  std::vector<unsigned> InstanceSymbols;
  bool HasPatches = false;
};
} // namespace

static uint32_t addName(Bytes &Table, StringRef Name) {
  uint32_t At = Table.size();
  Table.insert(Table.end(), Name.begin(), Name.end());
  Table.push_back(0);
  return At;
}

static void addSymbol(ByteWriter &Out, uint32_t Name, uint32_t Size,
                      unsigned Binding, unsigned Type, uint16_t Section) {
  Out.u32(Name);
  Out.u32(0);
  Out.u32(Size);
  Out.u8(Binding << 4 | Type);
  Out.u8(0);
  Out.u16(Section);
}

unsigned Writer::addSection(StringRef Name, uint32_t Type, uint32_t Flags,
                            Bytes Contents, uint32_t Alignment) {
  elf::Section &S = F.Sections.emplace_back();
  S.Name = Name.str();
  S.Type = Type;
  S.Flags = Flags;
  S.Contents = std::move(Contents);
  S.Alignment = Alignment;
  return F.Sections.size() - 1;
}

void Writer::addLoad(unsigned Section, uint32_t Flags) {
  elf::Segment New;
  New.Type = ELF::PT_LOAD;
  New.FileSize = New.MemorySize = F.Sections[Section].Contents.size();
  New.Flags = Flags;
  New.Alignment = PartAlignment;
  F.Segments.push_back(New);
  SegmentSections.push_back(Section);
}

void Writer::addPart(const Part &P) {
  bool Text = P.isText();
  unsigned Section =
      addSection(P.Name, ELF::SHT_PROGBITS,
                 ELF::SHF_ALLOC | (Text ? ELF::SHF_EXECINSTR : ELF::SHF_WRITE),
                 P.Contents, PartAlignment);
  addLoad(Section, ELF::PF_R | (Text ? ELF::PF_X : ELF::PF_W));
}

/// The sections of all images. Every kernel has its copies, but the program
/// headers of the later ones lead to the first.
void Writer::addImages(bool First) {
  for (auto [I, Img] : enumerate(E.Images)) {
    unsigned Section =
        addSection((".pdi." + Twine(Img.Id)).str(), ELF::SHT_PROGBITS,
                   ELF::SHF_ALLOC | ELF::SHF_EXECINSTR, Img.Pdi, PartAlignment);
    if (First)
      ImageSections.push_back(Section);
    addLoad(ImageSections[I], ELF::PF_R | ELF::PF_X);
  }
}

/// Names of kernels and instances.
void Writer::addSymbols() {
  Bytes Names = {0};
  ByteWriter Table;
  Table.fill(elf::SymbolBytes);
  std::map<std::string, unsigned> Kernels;
  unsigned Next = 1;
  for (const Program &P : E.Programs) {
    auto [It, New] = Kernels.try_emplace(P.Kernel, Next);
    if (New) {
      std::string Mangled = ("_Z" + Twine(P.Kernel.size()) + P.Kernel).str();
      for (unsigned I = 0; I < P.Arguments; ++I)
        Mangled += "Pc";
      addSymbol(Table, addName(Names, Mangled), 0, ELF::STB_WEAK, ELF::STT_FUNC,
                ELF::SHN_UNDEF);
      ++Next;
    }
    addSymbol(Table, addName(Names, P.Sequence), 0, ELF::STB_WEAK,
              ELF::STT_OBJECT, It->second);
    InstanceSymbols.push_back(Next++);
  }
  StringTable = addSection(".strtab", ELF::SHT_STRTAB, 0, std::move(Names), 0);
  SymbolTable = addSection(".symtab", ELF::SHT_SYMTAB, 0, Table.take(), 4);
  elf::Section &S = F.Sections[SymbolTable];
  S.Link = StringTable;
  S.Info = 1;
  S.EntrySize = elf::SymbolBytes;
}

/// Symbols and relocations of all patches. A symbol stands for one section,
/// name and size.
void Writer::addDynamic() {
  Bytes Names = {0};
  ByteWriter Symbols, Table;
  Symbols.fill(elf::SymbolBytes);
  std::map<std::tuple<unsigned, std::string, uint32_t>, unsigned> Known;
  unsigned PartIndex = 0;
  for (const Program &Prog : E.Programs)
    for (const Part &P : Prog.Parts) {
      unsigned Section = PartSections[PartIndex++];
      for (const Patch &Entry : P.Patches) {
        auto [It, New] = Known.try_emplace(
            {Section, Entry.Symbol, Entry.SymbolSize}, Known.size() + 1);
        if (New)
          addSymbol(Symbols, addName(Names, Entry.Symbol), Entry.SymbolSize,
                    ELF::STB_GLOBAL, ELF::STT_OBJECT, Section);
        Table.u32(Entry.Offset);
        bool Old = E.Gen == Generation::PartialOld;
        Table.u32(It->second << 8 | (Old ? OldRelocationType : Entry.Kind));
        Table.u32(Old ? Entry.Addend << OldKindBits | Entry.Kind
                      : Entry.Addend);
      }
    }
  DynamicStrings =
      addSection(".dynstr", ELF::SHT_STRTAB, 0, std::move(Names), 0);
  unsigned Dynsym = addSection(".dynsym", ELF::SHT_DYNSYM, ELF::SHF_ALLOC,
                               Symbols.take(), DynamicAlignment);
  F.Sections[Dynsym].Link = DynamicStrings;
  F.Sections[Dynsym].Info = 1;
  F.Sections[Dynsym].EntrySize = elf::SymbolBytes;
  Relocations = addSection(".rela.dyn", ELF::SHT_RELA, ELF::SHF_ALLOC,
                           Table.take(), DynamicAlignment);
  F.Sections[Relocations].Link = Dynsym;
  F.Sections[Relocations].EntrySize = elf::RelaBytes;
}

void Writer::addDynamicTable() {
  ByteWriter Table;
  // Not an address: XRT looks for the section of this number.
  for (uint32_t Word :
       {uint32_t(ELF::DT_RELA), Relocations, uint32_t(ELF::DT_RELASZ),
        uint32_t(F.Sections[Relocations].Contents.size())})
    Table.u32(Word);
  unsigned Dynamic = addSection(".dynamic", ELF::SHT_DYNAMIC, ELF::SHF_ALLOC,
                                Table.take(), DynamicAlignment);
  F.Sections[Dynamic].Link = DynamicStrings;
  F.Sections[Dynamic].EntrySize = 8;
  addLoad(Dynamic, ELF::PF_R | ELF::PF_W);
  F.Segments.back().Type = ELF::PT_DYNAMIC;
  F.Segments.back().Alignment = DynamicAlignment;
}

void Writer::addGroup(unsigned Index, unsigned FirstPart) {
  ByteWriter Members;
  Members.u32(ELF::GRP_COMDAT);
  for (unsigned I = 0; I < E.Programs[Index].Parts.size(); ++I)
    Members.u32(FirstPart + I);
  unsigned Group = addSection((".group." + Twine(Index)).str(), ELF::SHT_GROUP,
                              ELF::SHF_ALLOC, Members.take(), PartAlignment);
  F.Sections[Group].Link = SymbolTable;
  F.Sections[Group].Info = InstanceSymbols[Index];
  F.Sections[Group].EntrySize = 4;
}

void Writer::addNote(StringRef Name, uint32_t Type, BytesRef Text) {
  constexpr StringLiteral Owner = "XRT";
  ByteWriter Out;
  Out.u32(Owner.size() + 1);
  Out.u32(Text.size());
  Out.u32(Type);
  Out.fixedString(Owner, Owner.size() + 1);
  Out.bytes(Text);
  Out.align(4);
  addSection(Name, ELF::SHT_NOTE, 0, Out.take(), 1);
}

void Writer::place() {
  // The first program header describes the table of them.
  elf::Segment Table;
  Table.Type = ELF::PT_PHDR;
  Table.Offset = F.SegmentOffset = elf::HeaderBytes;
  Table.FileSize = Table.MemorySize =
      (F.Segments.size() + 1) * elf::SegmentBytes;
  Table.Flags = ELF::PF_R;
  uint64_t At = elf::HeaderBytes + Table.FileSize;
  Bytes Names = {0};
  std::vector<bool> Placed(F.Sections.size());
  auto Place = [&](unsigned I) {
    elf::Section &S = F.Sections[I];
    At = alignTo(At, std::max(S.Alignment, 1u));
    S.Offset = At;
    At += S.Contents.size();
    Placed[I] = true;
  };
  for (elf::Section &S : drop_begin(F.Sections)) {
    S.NameOffset = addName(Names, S.Name);
    S.Size = S.Contents.size();
  }
  elf::Section &NameTable = F.Sections[F.SectionNames];
  NameTable.Contents = std::move(Names);
  NameTable.Size = NameTable.Contents.size();
  for (auto [Segment, Section] : zip_equal(F.Segments, SegmentSections)) {
    if (!Placed[Section])
      Place(Section);
    Segment.Offset = F.Sections[Section].Offset;
  }
  for (unsigned I = 1; I < F.Sections.size(); ++I)
    if (!Placed[I])
      Place(I);
  F.Segments.insert(F.Segments.begin(), Table);
  // The writer behind AMD's assembler always leaves a gap here.
  F.SectionOffset = At + PartAlignment - At % PartAlignment;
  F.FileSize = F.SectionOffset + F.Sections.size() * elf::SectionBytes;
}

Error Writer::header() {
  if (!isGroup() && E.Programs.size() != 1)
    return makeError("instruction ELF: {0} programs do not fit into a file of "
                     "generation {1}",
                     E.Programs.size(), describe(E.Gen));
  F.Ident = {0x7f,
             'E',
             'L',
             'F',
             ELF::ELFCLASS32,
             ELF::ELFDATA2LSB,
             ELF::EV_CURRENT,
             OsAbi,
             uint8_t(E.Gen)};
  F.Type = ELF::ET_EXEC;
  F.Machine = Machine;
  F.SegmentSize = elf::SegmentBytes;
  F.SectionSize = elf::SectionBytes;
  F.Sections.emplace_back();
  F.SectionNames = addSection(".shstrtab", ELF::SHT_STRTAB, 0, {}, 1);
  return Error::success();
}

/// The relocations of all programs stand behind the first program and name
/// sections of the later ones, so these get their numbers beforehand.
void Writer::numberParts() {
  unsigned Next = F.Sections.size();
  for (auto [I, P] : enumerate(E.Programs)) {
    Next += E.Images.size();
    for (size_t Count = P.Parts.size(); Count; --Count)
      PartSections.push_back(Next++);
    if (I == 0 && HasPatches)
      Next += 3; // addDynamic
    if (isGroup())
      ++Next;
  }
}

Expected<Bytes> Writer::run() {
  if (Error Err = header())
    return std::move(Err);
  HasPatches = any_of(E.Programs, [](const Program &P) {
    return any_of(P.Parts, [](const Part &S) { return !S.Patches.empty(); });
  });
  if (isGroup())
    addSymbols();
  numberParts();
  for (auto [I, P] : enumerate(E.Programs)) {
    addImages(/*First=*/I == 0);
    unsigned FirstPart = F.Sections.size();
    for (const Part &Section : P.Parts)
      addPart(Section);
    if (I == 0 && HasPatches)
      addDynamic();
    if (isGroup())
      addGroup(I, FirstPart);
  }
  if (HasPatches)
    addDynamicTable();
  if (isGroup()) {
    ByteWriter Columns;
    Columns.u32(E.Columns);
    addNote(".note.xrt.configuration", ConfigurationNote, Columns.data());
  }
  addNote(".note.xrt.UID", UidNote, E.Uid.empty() ? contentUid(E) : E.Uid);
  place();
  return elf::serialize(F);
}

Expected<Bytes> insts::serialize(const InstructionElf &E) {
  return Writer(E).run();
}
