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

unsigned aie2::printListing(raw_ostream &OS, const CodeListing &L) {
  unsigned Bad = 0;
  uint32_t Offset = 0;
  auto Label = L.Labels.lower_bound(L.Address);
  while (Offset < L.Code.size()) {
    uint32_t Address = L.Address + Offset;
    bool Inside = false;
    for (; Label != L.Labels.end() && Label->first <= Address; ++Label) {
      Inside = Label->first != Address;
      OS << Label->second << ":";
      if (Inside)
        OS << formatv("  // at {0:x}, inside the bundle before", Label->first);
      OS << "\n";
    }
    printAddress(OS, Address);
    Expected<Bundle> B = decodeBundle(L.Code.drop_front(Offset));
    if (B) {
      printBytes(OS, L.Code.slice(Offset, B->Size));
      printBundle(OS, *B,
                  [&](raw_ostream &S, const Instr &I, unsigned Operand) {
                    return printReference(S, L, Address, *B, I, Operand);
                  });
      OS << "\n";
      Offset += B->Size;
      continue;
    }
    // Not code: go on behind one half-word.
    std::string Why = toString(B.takeError());
    BytesRef Raw =
        L.Code.slice(Offset, std::min<size_t>(2, L.Code.size() - Offset));
    printBytes(OS, Raw);
    if (Raw.size() == 2)
      OS << formatv(".short {0:x}", support::endian::read16le(Raw.data()));
    else
      OS << formatv(".byte {0:x}", Raw[0]);
    OS << "  // " << Why << "\n";
    Offset += Raw.size();
    ++Bad;
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
