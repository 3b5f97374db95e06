//===- CoreElf.cpp - the linked program of one AIE2 core ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/ElfBuilder.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::elf;
using namespace llvm;

static Error checkPlace(const Segment &S, unsigned Index) {
  uint64_t Begin = S.PhysicalAddress, End = Begin + S.MemorySize;
  if (S.MemorySize < S.FileSize)
    return makeError("program header {0}: p_memsz {1:x} is less than p_filesz "
                     "{2:x}",
                     Index, S.MemorySize, S.FileSize);
  if (S.Alignment > DataEnd || (S.Alignment & (S.Alignment - 1)))
    return makeError("program header {0}: p_align {1:x} is no power of two up "
                     "to {2:x}",
                     Index, S.Alignment, DataEnd);
  if (Begin < ProgramBytes) {
    if (End <= ProgramBytes)
      return Error::success();
    return makeError("program header {0}: the program needs {1} bytes from "
                     "address {2:x}, but program memory ends at {3:x}",
                     Index, S.MemorySize, Begin, ProgramBytes);
  }
  if (Begin >= DataBegin && End <= DataEnd)
    return Error::success();
  return makeError("program header {0}: {1:x}..{2:x} is neither program memory "
                   "(0..0x3fff) nor a data window of a core (0x40000..0x7ffff)",
                   Index, Begin, End);
}

/// The section that a segment holds, for its name.
static std::string nameOf(const File &F, const Segment &S) {
  for (const Section &Sec : F.Sections)
    if ((Sec.Flags & ELF::SHF_ALLOC) && Sec.Address == S.VirtualAddress &&
        Sec.Size)
      return Sec.Name;
  return S.Flags & ELF::PF_X ? ".text" : ".data";
}

static int segmentAt(const CoreElf &Core, uint32_t Address, bool Program) {
  for (auto [I, S] : enumerate(Core.Segments))
    if (S.isProgram() == Program && Address >= S.Address &&
        Address - S.Address <= S.MemorySize)
      return I;
  return -1;
}

Expected<CoreElf> elf::parseCore(BytesRef Data) {
  Expected<File> F = parse(Data);
  if (!F)
    return F.takeError();
  if (!F->isAIE2())
    return makeError("ELF header: machine {0}, flags {1:x}: not a program of "
                     "an AIE2 core (machine {2}, flags {3})",
                     F->Machine, F->Flags, MachineAIE, FlagsAIE2);
  if (F->Type != ELF::ET_EXEC)
    return makeError("ELF header: e_type is {0}: not a linked program ({1})",
                     F->Type, unsigned(ELF::ET_EXEC));
  CoreElf Core;
  Core.Entry = F->Entry;
  uint64_t Total = 0;
  for (auto [I, S] : enumerate(F->Segments)) {
    if (S.Type != ELF::PT_LOAD || S.MemorySize == 0)
      continue;
    if (Error E = checkPlace(S, I))
      return std::move(E);
    Total += S.FileSize;
    if (Total > 2 * uint64_t(DataEnd))
      return makeError("program header {0}: the segments hold more than the "
                       "memories of a core",
                       I);
    BytesRef Contents = Data.slice(S.Offset, S.FileSize);
    Core.Segments.push_back({nameOf(*F, S), S.PhysicalAddress, S.Flags,
                             Bytes(Contents.begin(), Contents.end()),
                             S.MemorySize, S.Alignment});
  }
  Expected<std::vector<Symbol>> Symbols = symbols(*F);
  if (!Symbols)
    return Symbols.takeError();
  for (const Symbol &S : drop_begin(*Symbols, !Symbols->empty())) {
    if (S.Type == ELF::STT_SECTION || S.Type == ELF::STT_FILE || !S.isDefined())
      continue;
    bool Absolute = S.Section >= ELF::SHN_LORESERVE;
    bool Program =
        !Absolute && (F->Sections[S.Section].Flags & ELF::SHF_EXECINSTR);
    Core.Symbols.push_back({S.Name, S.Value, S.Size, S.Type, S.Binding,
                            Absolute ? -1 : segmentAt(Core, S.Value, Program)});
  }
  return Core;
}

Bytes elf::serialize(const CoreElf &Core) {
  Builder B(ELF::ET_EXEC);
  std::vector<unsigned> Sections;
  for (const CoreSegment &S : Core.Segments) {
    Section New;
    New.Name = S.Name;
    New.Type = S.Data.empty() ? ELF::SHT_NOBITS : ELF::SHT_PROGBITS;
    New.Flags = ELF::SHF_ALLOC |
                (S.Flags & ELF::PF_X ? ELF::SHF_EXECINSTR : 0) |
                (S.Flags & ELF::PF_W ? ELF::SHF_WRITE : 0);
    New.Address = S.Address;
    New.Size = S.MemorySize;
    New.Alignment = S.Alignment;
    New.Contents = S.Data;
    // Loaders do not zero the rest of a segment.
    if (!S.Data.empty())
      New.Contents.resize(S.MemorySize);
    Sections.push_back(B.addSection(std::move(New)));
    B.addLoad(Sections.back(), S.Flags);
  }
  Segment Stack;
  Stack.Type = ELF::PT_GNU_STACK;
  Stack.Flags = ELF::PF_R | ELF::PF_W;
  B.addSegment(Stack);
  for (const CoreSymbol &S : Core.Symbols) {
    Symbol New;
    New.Name = S.Name;
    New.Value = S.Address;
    New.Size = S.Size;
    New.Type = S.Type;
    New.Binding = S.Binding;
    New.Section = S.Segment < 0 ? unsigned(ELF::SHN_ABS) : Sections[S.Segment];
    B.addSymbol(std::move(New));
  }
  File F = B.build();
  F.Entry = Core.Entry;
  return serialize(F);
}
