//===- DiffElf.cpp - core programs and objects compared -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A linked program means what its loader puts into the memories; an object
// means its sections. Symbols are named, but change no meaning.
//
//===----------------------------------------------------------------------===//

#include "DiffParts.h"
#include "aieforge/Formats/CoreElf.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::diff;
using namespace llvm;

using SymbolTexts = std::map<std::string, std::string>;

static void compareSymbols(const SymbolTexts &A, const SymbolTexts &B,
                           Report &R) {
  for (const auto &[Name, Text] : A) {
    auto It = B.find(Name);
    R.compare(Subject::Symbol, "symbol " + Name, "", Text,
              It == B.end() ? "" : It->second);
  }
  for (const auto &[Name, Text] : B)
    if (!A.count(Name))
      R.add(Subject::Symbol, "symbol " + Name, "", "", Text);
}

//===----------------------------------------------------------------------===//
// Linked programs
//===----------------------------------------------------------------------===//

namespace {

struct LoadedCore {
  WrittenBytes Program, Data; ///< By the addresses that the core sees.
  SymbolTexts Symbols;
};

} // namespace

static LoadedCore load(const elf::CoreElf &Core) {
  LoadedCore L;
  for (const elf::CoreSegment &S : Core.Segments) {
    Bytes Data = S.Data;
    Data.resize(S.MemorySize, 0);
    (S.isProgram() ? L.Program : L.Data).write(S.Address, Data);
  }
  for (const elf::CoreSymbol &S : Core.Symbols)
    if (!S.Name.empty())
      L.Symbols[S.Name] = formatv("{0:x}, {1} bytes", S.Address, S.Size);
  return L;
}

static Error compareCores(BytesRef BytesA, BytesRef BytesB, Report &R) {
  Expected<elf::CoreElf> A = elf::parseCore(BytesA);
  if (!A)
    return prefixError("first file", A.takeError());
  Expected<elf::CoreElf> B = elf::parseCore(BytesB);
  if (!B)
    return prefixError("second file", B.takeError());
  LoadedCore LA = load(*A), LB = load(*B);
  R.compare(Subject::Core, "", "entry", hex(A->Entry), hex(B->Entry));
  comparePrograms(LA.Program.flat(), LB.Program.flat(), 0, "", R);
  compareMemories(LA.Data, LB.Data, "data", 0, R);
  compareSymbols(LA.Symbols, LB.Symbols, R);
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Relocatable objects
//===----------------------------------------------------------------------===//

/// Sections whose bytes are compared: not the tables that tie a file together.
static bool isContent(const elf::Section &S) {
  return S.Type == ELF::SHT_PROGBITS || S.Type == ELF::SHT_NOBITS;
}

static std::map<std::string, const elf::Section *>
contents(const elf::File &F) {
  std::map<std::string, const elf::Section *> All;
  for (const elf::Section &S : F.Sections)
    if (isContent(S))
      All.emplace(S.Name, &S);
  return All;
}

static Error relocationTexts(const elf::File &F, StringRef Section,
                             std::vector<std::string> &Texts) {
  Expected<std::vector<elf::Symbol>> Symbols = elf::symbols(F);
  if (!Symbols)
    return Symbols.takeError();
  for (auto [I, S] : enumerate(F.Sections)) {
    if ((S.Type != ELF::SHT_RELA && S.Type != ELF::SHT_REL) ||
        S.Info >= F.Sections.size() || F.Sections[S.Info].Name != Section)
      continue;
    Expected<std::vector<elf::Relocation>> Entries = elf::relocations(F, I);
    if (!Entries)
      return Entries.takeError();
    for (const elf::Relocation &E : *Entries) {
      const elf::Symbol &Target = (*Symbols)[E.Symbol];
      std::string Name = Target.Name;
      if (Name.empty() && Target.Section < F.Sections.size())
        Name = F.Sections[Target.Section].Name;
      Texts.push_back(formatv("{0:x}: type {1}, {2} + {3}", E.Offset,
                              unsigned(E.Type), Name, E.Addend));
    }
  }
  return Error::success();
}

static void compareSection(const elf::Section &A, const elf::Section &B,
                           Report &R) {
  std::string Where = "section " + A.Name;
  if (A.Size != B.Size && (A.Type == ELF::SHT_NOBITS || A.Contents.empty()))
    R.add(Subject::Section, Where, "bytes", utostr(A.Size), utostr(B.Size));
  if (A.Flags & ELF::SHF_EXECINSTR)
    return comparePrograms(A.Contents, B.Contents, 0, Where, R);
  WrittenBytes DataA, DataB;
  DataA.write(0, A.Contents);
  DataB.write(0, B.Contents);
  compareMemories(DataA, DataB, Where, 0, R);
}

static Error compareObjects(const elf::File &A, const elf::File &B, Report &R) {
  auto InA = contents(A), InB = contents(B);
  for (const auto &[Name, Section] : InA) {
    auto It = InB.find(Name);
    if (It == InB.end()) {
      R.add(Subject::Section, "section " + Name, "",
            utostr(Section->Size) + " bytes", "");
      continue;
    }
    compareSection(*Section, *It->second, R);
    std::vector<std::string> RelocA, RelocB;
    if (Error E = relocationTexts(A, Name, RelocA))
      return E;
    if (Error E = relocationTexts(B, Name, RelocB))
      return E;
    for (size_t I = 0; I < std::max(RelocA.size(), RelocB.size()); ++I)
      R.compare(Subject::Section,
                "section " + Name + " relocation " + utostr(I), "",
                I < RelocA.size() ? RelocA[I] : "",
                I < RelocB.size() ? RelocB[I] : "");
  }
  for (const auto &[Name, Section] : InB)
    if (!InA.count(Name))
      R.add(Subject::Section, "section " + Name, "", "",
            utostr(Section->Size) + " bytes");
  SymbolTexts SymbolsA, SymbolsB;
  for (auto [F, Texts] : {std::pair(&A, &SymbolsA), std::pair(&B, &SymbolsB)}) {
    Expected<std::vector<elf::Symbol>> Symbols = elf::symbols(*F);
    if (!Symbols)
      return Symbols.takeError();
    for (const elf::Symbol &S : *Symbols)
      if (!S.Name.empty())
        (*Texts)[S.Name] = formatv("{0:x}, {1} bytes{2}", S.Value, S.Size,
                                   S.isDefined() ? "" : ", undefined");
  }
  compareSymbols(SymbolsA, SymbolsB, R);
  return Error::success();
}

Error diff::compareElfs(BytesRef BytesA, BytesRef BytesB, Report &R) {
  Expected<elf::File> A = elf::parse(BytesA);
  if (!A)
    return prefixError("first file", A.takeError());
  Expected<elf::File> B = elf::parse(BytesB);
  if (!B)
    return prefixError("second file", B.takeError());
  R.compare(Subject::Header, "header", "machine", utostr(A->Machine),
            utostr(B->Machine));
  R.compare(Subject::Header, "header", "type", utostr(A->Type),
            utostr(B->Type));
  R.compare(Subject::Header, "header", "flags", hex(A->Flags), hex(B->Flags));
  if (A->Type == ELF::ET_EXEC && B->Type == ELF::ET_EXEC && A->isAIE2() &&
      B->isAIE2())
    return compareCores(BytesA, BytesB, R);
  return compareObjects(*A, *B, R);
}
