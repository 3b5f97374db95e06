//===- InstructionElf.cpp - reading instruction ELF files -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "InstructionElfLayout.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"

#include <map>

using namespace aieforge;
using namespace aieforge::insts;
using namespace llvm;
using support::endian::read32le;

std::string insts::describe(Generation G) {
  const char *What = G == Generation::Group     ? "group of kernels"
                     : G == Generation::Partial ? "one stream"
                                                : "one stream, older form";
  return formatv("{0:x} ({1})", unsigned(G), What).str();
}

const Part *Program::text() const {
  for (const Part &P : Parts)
    if (P.isText())
      return &P;
  return nullptr;
}

bool insts::looksLikeInstructionElf(BytesRef Data) {
  if (Data.size() < elf::HeaderBytes || !elf::isElf(Data))
    return false;
  return Data[ELF::EI_OSABI] == OsAbi &&
         support::endian::read16le(Data.data() + 18) == Machine;
}

namespace {
class Parser {
public:
  Expected<InstructionElf> run(BytesRef Data);

private:
  Error header();
  Error partial();
  Error group();
  Error instance(const elf::Section &Group, ArrayRef<elf::Symbol> Symbols);
  Error images();
  Error patches();
  Error patch(const elf::Section &Table, uint32_t At,
              ArrayRef<elf::Symbol> Symbols);
  Error notes();

  elf::File F;
  InstructionElf Out;
  /// Program and part of each section that has one.
  std::map<unsigned, std::pair<unsigned, unsigned>> Places;
};
} // namespace

Error Parser::header() {
  uint8_t Abi = F.Ident[ELF::EI_OSABI], Version = F.Ident[ELF::EI_ABIVERSION];
  if (F.Machine != Machine)
    return makeError("instruction ELF: the machine number is {0}, not {1}: "
                     "this is another kind of ELF file",
                     F.Machine, Machine);
  if (Abi != OsAbi)
    return makeError("instruction ELF: OS/ABI is {0:x}, not {1:x}: control "
                     "code for another device, which holds no transactions",
                     unsigned(Abi), unsigned(OsAbi));
  Out.Gen = Generation(Version);
  if (Out.Gen != Generation::PartialOld && Out.Gen != Generation::Partial &&
      Out.Gen != Generation::Group)
    return makeError("instruction ELF: the ABI version at offset 0x8 is {0:x}; "
                     "1, 2 and 10 (hexadecimal) exist",
                     unsigned(Version));
  return Error::success();
}

/// Sections with contents, except device images.
static bool isPart(const elf::Section &S) {
  return S.Type == ELF::SHT_PROGBITS && !StringRef(S.Name).starts_with(".pdi.");
}

Error Parser::partial() {
  Program &P = Out.Programs.emplace_back();
  for (auto [I, S] : enumerate(F.Sections))
    if (isPart(S)) {
      Places[I] = {0, P.Parts.size()};
      P.Parts.push_back({S.Name, S.Contents, {}});
    }
  return Error::success();
}

/// Takes "_Z4mainPcPc" apart: the name and the number of arguments.
static bool demangle(StringRef Mangled, StringRef &Name, unsigned &Arguments) {
  unsigned Length;
  if (!Mangled.consume_front("_Z") || Mangled.consumeInteger(10, Length) ||
      Length > Mangled.size())
    return false;
  Name = Mangled.take_front(Length);
  Mangled = Mangled.drop_front(Length);
  for (Arguments = 0; Mangled.consume_front("Pc");)
    ++Arguments;
  return Mangled.empty() || Mangled == "v";
}

Error Parser::instance(const elf::Section &Group,
                       ArrayRef<elf::Symbol> Symbols) {
  Program P;
  if (Group.Info >= Symbols.size())
    return makeError("instruction ELF: section {0}: its instance is symbol "
                     "{1} of {2}",
                     Group.Name, Group.Info, Symbols.size());
  // The section field of an instance's symbol holds the kernel's symbol.
  const elf::Symbol &Sequence = Symbols[Group.Info];
  if (Sequence.Section >= Symbols.size())
    return makeError("instruction ELF: instance {0} belongs to symbol {1} of "
                     "{2}",
                     Sequence.Name, Sequence.Section, Symbols.size());
  P.Sequence = Sequence.Name;
  StringRef Kernel;
  const std::string &Mangled = Symbols[Sequence.Section].Name;
  if (!demangle(Mangled, Kernel, P.Arguments))
    return makeError("instruction ELF: the kernel of instance {0} is called "
                     "\"{1}\", which is no mangled name with buffer arguments",
                     Sequence.Name, Mangled);
  P.Kernel = Kernel.str();
  if (Group.Contents.size() < 4 || Group.Contents.size() % 4)
    return makeError("instruction ELF: section {0} has {1} bytes; a group has "
                     "a word of flags and one for each member",
                     Group.Name, Group.Contents.size());
  for (size_t At = 4; At < Group.Contents.size(); At += 4) {
    uint32_t Index = read32le(&Group.Contents[At]);
    if (Index >= F.Sections.size() || !isPart(F.Sections[Index]))
      return makeError("instruction ELF: section {0} names section {1} as a "
                       "member, which is none with code or data",
                       Group.Name, Index);
    if (!Places.try_emplace(Index, Out.Programs.size(), P.Parts.size()).second)
      return makeError("instruction ELF: section {0} ({1}) is a member of two "
                       "groups",
                       Index, F.Sections[Index].Name);
    P.Parts.push_back({F.Sections[Index].Name, F.Sections[Index].Contents, {}});
  }
  Out.Programs.push_back(std::move(P));
  return Error::success();
}

Error Parser::group() {
  for (const elf::Section &S : F.Sections) {
    if (S.Type != ELF::SHT_GROUP)
      continue;
    if (S.Link >= F.Sections.size())
      return makeError("instruction ELF: section {0}: its symbol table is "
                       "section {1} of {2}",
                       S.Name, S.Link, F.Sections.size());
    Expected<std::vector<elf::Symbol>> Symbols =
        elf::symbols(F, F.Sections[S.Link]);
    if (!Symbols)
      return Symbols.takeError();
    if (Error E = instance(S, *Symbols))
      return E;
  }
  if (Out.Programs.empty())
    return makeError("instruction ELF: a group file without a .group section");
  return images();
}

Error Parser::images() {
  for (const elf::Section &S : F.Sections) {
    StringRef Name = S.Name;
    uint32_t Id;
    if (!Name.consume_front(".pdi.") || Name.getAsInteger(10, Id))
      continue;
    auto It = find_if(Out.Images, [&](const Image &I) { return I.Id == Id; });
    if (It == Out.Images.end())
      Out.Images.push_back({Id, S.Contents});
    else if (It->Pdi != S.Contents)
      return makeError("instruction ELF: two device images with number {0} "
                       "differ",
                       Id);
  }
  return Error::success();
}

Error Parser::patch(const elf::Section &Table, uint32_t At,
                    ArrayRef<elf::Symbol> Symbols) {
  uint32_t Info = read32le(&Table.Contents[At + 4]);
  uint32_t Symbol = Info >> 8;
  if (Symbol >= Symbols.size())
    return makeError("instruction ELF: relocation {0}: symbol {1} of {2}",
                     At / elf::RelaBytes, Symbol, Symbols.size());
  const elf::Symbol &S = Symbols[Symbol];
  auto Place = Places.find(S.Section);
  if (Place == Places.end())
    return makeError("instruction ELF: relocation {0}: symbol {1} is for "
                     "section {2}, which holds no stream",
                     At / elf::RelaBytes, S.Name, S.Section);
  auto [Program, Index] = Place->second;
  Part &P = Out.Programs[Program].Parts[Index];
  Patch New;
  New.Symbol = S.Name;
  New.SymbolSize = S.Size;
  New.Offset = read32le(&Table.Contents[At]);
  New.Kind = Info & 0xFF;
  New.Addend = read32le(&Table.Contents[At + 8]);
  if (Out.Gen == Generation::PartialOld) {
    New.Kind = New.Addend & OldKindMask;
    New.Addend >>= OldKindBits;
  }
  if (New.Offset >= P.Contents.size())
    return makeError("instruction ELF: relocation {0}: offset {1:x} of section "
                     "{2}, which has {3:x} bytes",
                     At / elf::RelaBytes, New.Offset, P.Name,
                     P.Contents.size());
  P.Patches.push_back(std::move(New));
  return Error::success();
}

Error Parser::patches() {
  for (const elf::Section &S : F.Sections) {
    if (S.Type != ELF::SHT_RELA)
      continue;
    if (S.Link >= F.Sections.size() || S.Contents.size() % elf::RelaBytes)
      return makeError("instruction ELF: section {0}: {1} bytes of relocations "
                       "with symbols in section {2} of {3}",
                       S.Name, S.Contents.size(), S.Link, F.Sections.size());
    Expected<std::vector<elf::Symbol>> Symbols =
        elf::symbols(F, F.Sections[S.Link]);
    if (!Symbols)
      return Symbols.takeError();
    for (uint32_t At = 0; At < S.Contents.size(); At += elf::RelaBytes)
      if (Error E = patch(S, At, *Symbols))
        return E;
  }
  return Error::success();
}

Error Parser::notes() {
  for (const elf::Section &S : F.Sections) {
    if (S.Type != ELF::SHT_NOTE)
      continue;
    ByteReader R(S.Contents, S.Name);
    uint32_t Head[3]; // Sizes of owner and contents, type.
    for (uint32_t &Word : Head) {
      Expected<uint32_t> V = R.u32("note header");
      if (!V)
        return V.takeError();
      Word = *V;
    }
    if (Error E = R.skip(alignTo(uint64_t(Head[0]), 4), "owner"))
      return E;
    Expected<BytesRef> Text = R.bytes(Head[1], "contents");
    if (!Text)
      return Text.takeError();
    if (Head[2] == UidNote)
      Out.Uid = Text->vec();
    else if (Head[2] == ConfigurationNote && Text->size() == 4)
      Out.Columns = read32le(Text->data());
  }
  return Error::success();
}

Expected<InstructionElf> Parser::run(BytesRef Data) {
  Expected<elf::File> File = elf::parse(Data);
  if (!File)
    return File.takeError();
  F = std::move(*File);
  if (Error E = header())
    return std::move(E);
  if (Error E = Out.Gen == Generation::Group ? group() : partial())
    return std::move(E);
  if (none_of(Out.Programs, [](const Program &P) { return P.text(); }))
    return makeError("instruction ELF: no section .ctrltext, which holds the "
                     "instruction stream");
  if (Error E = patches())
    return std::move(E);
  if (Error E = notes())
    return std::move(E);
  return std::move(Out);
}

Expected<InstructionElf> insts::parse(BytesRef Data) {
  return Parser().run(Data);
}
