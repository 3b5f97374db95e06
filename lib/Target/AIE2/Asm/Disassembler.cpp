//===- Disassembler.cpp - listings of AIE2 programs -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Disassembler.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Target/AIE2/ISA.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Format.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace llvm;

/// Bytes of the longest bundle, three columns each.
static constexpr unsigned BytesColumns = MaxBundleBytes * 3;

static void printBytes(raw_ostream &OS, BytesRef Data) {
  for (uint8_t B : Data)
    OS << hexdigit(B >> 4, true) << hexdigit(B & 15, true) << ' ';
  OS.indent(BytesColumns - 3 * Data.size() + 1);
}

static void printAddress(raw_ostream &OS, uint32_t Address) {
  for (int Shift = 16; Shift >= 0; Shift -= 4)
    OS << hexdigit(Address >> Shift & 15, true);
  OS << "  ";
}

/// The symbol for an immediate: from a relocation, or the label at a target.
static bool printReference(raw_ostream &OS, const CodeListing &L,
                           uint32_t Address, const Bundle &B, const Instr &I,
                           unsigned Operand) {
  auto [First, Last] = L.References.equal_range(Address);
  if (First != Last)
    if (const RelocInfo *R = relocationFor(B.Fmt, I.Op))
      for (const auto &[At, Ref] : make_range(First, Last))
        if (Ref.second == R->Type) {
          OS << Ref.first;
          return true;
        }
  if (I.info().Operands[Operand].Kind != OperandKind::CodeAddress)
    return false;
  uint32_t Target = I.imm(Operand);
  auto It = L.Labels.lower_bound(Target);
  if (It != L.Labels.end() && It->first == Target && L.References.empty()) {
    OS << It->second;
    return true;
  }
  if (L.HexTargets)
    OS << "0x" << utohexstr(Target, /*LowerCase=*/true);
  return L.HexTargets;
}

/// Bytes and instructions of \p B, which stands at \p Address.
static void printLine(raw_ostream &OS, const CodeListing &L, uint32_t Address,
                      BytesRef Code, const Bundle &B) {
  printBytes(OS, Code.take_front(B.Size));
  printBundle(OS, B, [&](raw_ostream &S, const Instr &I, unsigned Operand) {
    return printReference(S, L, Address, B, I, Operand);
  });
  OS << "\n";
}

StringRef BundleLines::lineOf(BytesRef Code, const CodeListing &L,
                              unsigned &Size) {
  // Enough for the programs of the largest overlays, of which most repeat.
  constexpr size_t Count = 8192;
  if (Code.size() < 2)
    return {};
  Size = bundleSize(support::endian::read16le(Code.data()));
  if (Code.size() < Size)
    return {};
  uint8_t Padded[MaxBundleBytes] = {};
  std::copy_n(Code.begin(), Size, Padded);
  uint64_t Lo = support::endian::read64le(Padded),
           Hi = support::endian::read64le(Padded + 8);
  if (Entries.empty())
    Entries.resize(Count);
  // Odd constants of the golden ratio: they spread the low bits upwards.
  uint64_t Mixed = (Lo * 0x9E3779B97F4A7C15 ^ Hi) * 0xBF58476D1CE4E5B9;
  Entry &E = Entries[Mixed >> 32 & (Count - 1)];
  if (E.Size == Size && E.Lo == Lo && E.Hi == Hi &&
      E.HexTargets == L.HexTargets)
    return E.Line;
  Expected<Bundle> B = decodeBundle(Code);
  if (!B) {
    consumeError(B.takeError());
    return {};
  }
  E = {Lo, Hi, uint8_t(Size), L.HexTargets, {}};
  raw_string_ostream OS(E.Line);
  printLine(OS, L, /*Address=*/0, Code, *B);
  return E.Line;
}

/// Labels up to \p Address.
using LabelIt = std::multimap<uint32_t, std::string>::const_iterator;
static void printLabels(raw_ostream &OS, LabelIt &Label, LabelIt End,
                        uint32_t Address) {
  for (; Label != End && Label->first <= Address; ++Label) {
    OS << Label->second << ":";
    if (Label->first != Address)
      OS << formatv("  // at {0:x}, inside the bundle before", Label->first);
    OS << "\n";
  }
}

/// What is no code, with the reason \p Why.
static void printData(raw_ostream &OS, BytesRef Raw, StringRef Why) {
  printBytes(OS, Raw);
  if (Raw.size() == 2)
    OS << formatv(".short {0:x}", support::endian::read16le(Raw.data()));
  else
    OS << formatv(".byte {0:x}", Raw[0]);
  OS << "  // " << Why << "\n";
}

unsigned aie2::printListing(raw_ostream &OS, const CodeListing &L,
                            BundleLines *Known) {
  if (!L.Labels.empty() || !L.References.empty())
    Known = nullptr;
  unsigned Bad = 0, Size = 0;
  LabelIt Label = L.Labels.lower_bound(L.Address);
  // A line is made of many small pieces: OS gets it whole.
  SmallString<256> Text;
  raw_svector_ostream Line(Text);
  for (uint32_t Offset = 0; Offset < L.Code.size(); Offset += Size) {
    uint32_t Address = L.Address + Offset;
    BytesRef Rest = L.Code.drop_front(Offset);
    Text.clear();
    printLabels(Line, Label, L.Labels.end(), Address);
    printAddress(Line, Address);
    StringRef Seen = Known ? Known->lineOf(Rest, L, Size) : StringRef();
    if (!Seen.empty()) {
      Text += Seen;
    } else if (Expected<Bundle> B = decodeBundle(Rest)) {
      Size = B->Size;
      printLine(Line, L, Address, Rest, *B);
    } else {
      // Go on behind one half-word.
      Size = std::min<size_t>(2, Rest.size());
      printData(Line, Rest.take_front(Size), toString(B.takeError()));
      ++Bad;
    }
    OS << Text;
  }
  return Bad;
}

/// Adds the relocations of section \p Index to \p L.
static Error addReferences(const elf::File &F, ArrayRef<elf::Symbol> Symbols,
                           unsigned Index, CodeListing &L) {
  for (auto [N, S] : enumerate(F.Sections)) {
    if ((S.Type != ELF::SHT_RELA && S.Type != ELF::SHT_REL) || S.Info != Index)
      continue;
    Expected<std::vector<elf::Relocation>> Entries = elf::relocations(F, N);
    if (!Entries)
      return Entries.takeError();
    for (const elf::Relocation &R : *Entries) {
      if (R.Symbol >= Symbols.size())
        continue;
      const elf::Symbol &Sym = Symbols[R.Symbol];
      std::string Name = Sym.Name;
      if (Sym.Type == ELF::STT_SECTION && Sym.Section < F.Sections.size())
        Name = F.Sections[Sym.Section].Name;
      if (R.Addend)
        Name = formatv("({0}{1}{2})", Name, R.Addend > 0 ? "+" : "", R.Addend);
      L.References.emplace(R.Offset, std::pair(Name, unsigned(R.Type)));
    }
  }
  return Error::success();
}

/// An image without section headers.
static Expected<unsigned> disassembleSegments(raw_ostream &OS, BytesRef Data) {
  Expected<elf::CoreElf> Core = elf::parseCore(Data);
  if (!Core)
    return Core.takeError();
  unsigned Bad = 0;
  for (const elf::CoreSegment &S : Core->Segments) {
    if (!S.isProgram())
      continue;
    CodeListing L;
    L.Code = S.Data;
    L.Address = S.Address;
    Bad += printListing(OS, L);
  }
  return Bad;
}

Expected<unsigned> aie2::disassembleElf(raw_ostream &OS, BytesRef Data) {
  Expected<elf::File> F = elf::parse(Data);
  if (!F)
    return F.takeError();
  if (!F->isAIE2())
    return makeError("ELF header: machine {0}, flags {1:x}: not code of an "
                     "AIE2 core (machine {2}, flags {3})",
                     F->Machine, F->Flags, elf::MachineAIE, elf::FlagsAIE2);
  Expected<std::vector<elf::Symbol>> Symbols = elf::symbols(*F);
  if (!Symbols)
    return Symbols.takeError();
  if (F->Sections.empty())
    return disassembleSegments(OS, Data);
  unsigned Bad = 0;
  for (auto [Index, S] : enumerate(F->Sections)) {
    if (!(S.Flags & ELF::SHF_EXECINSTR) || S.Contents.empty())
      continue;
    CodeListing L;
    L.Code = S.Contents;
    L.Address = S.Address;
    for (const elf::Symbol &Sym : *Symbols)
      if (Sym.Section == Index && !Sym.Name.empty() &&
          Sym.Type != ELF::STT_SECTION)
        L.Labels.emplace(F->Type == ELF::ET_REL ? S.Address + Sym.Value
                                                : Sym.Value,
                         Sym.Name);
    if (F->Type == ELF::ET_REL)
      if (Error E = addReferences(*F, *Symbols, Index, L))
        return std::move(E);
    OS << "section " << S.Name << "\n";
    Bad += printListing(OS, L);
  }
  return Bad;
}
