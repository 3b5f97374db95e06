//===- Linker.cpp - links the program of one AIE2 core --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Linker.h"
#include "Link.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Alignment.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::link;
using namespace llvm;

/// Code is padded with the 16-bit no-op.
static void padCode(Bytes &Code, size_t Size) {
  while (Code.size() + 1 < Size)
    Code.insert(Code.end(), {0x01, 0x00});
}

void Link::collectSymbols(LinkedCore &Out, elf::CoreElf &Core) const {
  auto SegmentOf = [&](uint32_t Address, bool Program) {
    for (auto [I, S] : enumerate(Core.Segments))
      if (S.isProgram() == Program && Address >= S.Address &&
          Address <= S.Address + S.MemorySize)
        return int(I);
    return -1;
  };
  auto Add = [&](StringRef Name, uint32_t Address, uint32_t Size, uint8_t Type,
                 uint8_t Binding, int Segment) {
    Core.Symbols.push_back({Name.str(), Address, Size, Type, Binding, Segment});
    Out.Symbols.push_back({Name.str(), Address, Size, Type == ELF::STT_FUNC});
  };
  for (auto [I, O] : enumerate(Objects))
    for (auto [N, S] : enumerate(O->Symbols)) {
      if (S.Section == 0 || S.Section >= ELF::SHN_LORESERVE || S.Name.empty() ||
          S.Type == ELF::STT_SECTION || S.Type == ELF::STT_FILE ||
          !O->Sections[S.Section].Live)
        continue;
      // A weak definition that another one replaces.
      if (S.Binding != ELF::STB_LOCAL) {
        Definition D = lookUp(S.Name);
        if (D.What != Definition::InSection || D.Object != I || D.Symbol != N)
          continue;
      }
      bool Program = O->isCode(S.Section);
      uint32_t Address = O->Sections[S.Section].Address + S.Value;
      Add(S.Name, Address, sizeOf(I, N), S.Type, S.Binding,
          SegmentOf(Address, Program));
    }
  if (Definition Main = lookUp("main"); Main.What == Definition::InSection &&
                                        !Request.MainSymbol.empty() &&
                                        Request.MainSymbol != "main")
    Add("main", addressOf(Main), sizeOf(Main.Object, Main.Symbol),
        ELF::STT_FUNC, ELF::STB_GLOBAL, SegmentOf(addressOf(Main), true));
  for (const auto &[Name, Address] : Request.AbsoluteSymbols)
    if (Globals.count(Name))
      Add(Name, Address, 0, ELF::STT_NOTYPE, ELF::STB_GLOBAL, -1);
  for (const auto &[Name, Address] : Own)
    Add(Name, Address, 0, ELF::STT_NOTYPE, ELF::STB_GLOBAL, -1);
  auto ByAddress = [](const auto &A, const auto &B) {
    return std::tie(A.Address, A.Name) < std::tie(B.Address, B.Name);
  };
  sort(Out.Symbols, ByAddress);
  sort(Core.Symbols, [&](const auto &A, const auto &B) {
    bool LocalA = A.Binding == ELF::STB_LOCAL,
         LocalB = B.Binding == ELF::STB_LOCAL;
    return LocalA != LocalB ? LocalA : ByAddress(A, B);
  });
}

Expected<LinkedCore> Link::run() {
  if (Error E = load())
    return std::move(E);
  if (Error E = markLive())
    return std::move(E);
  if (Error E = placeCode())
    return std::move(E);
  if (Error E = placeData())
    return std::move(E);
  defineTables();

  elf::CoreElf Core;
  elf::CoreSegment Text{".text", 0, ELF::PF_R | ELF::PF_X, {}, 0, 16};
  for (const Placed &P : Code) {
    Expected<Bytes> Data = contents(P);
    if (!Data)
      return Data.takeError();
    padCode(Text.Data, Objects[P.Object]->Sections[P.Section].Address);
    Text.Data.insert(Text.Data.end(), Data->begin(), Data->end());
  }
  padCode(Text.Data, CodeEnd);
  Text.MemorySize = Text.Data.size();
  Core.Segments.push_back(std::move(Text));

  LinkedCore Out;
  for (const DataChunk &Chunk : Chunks) {
    if (Chunk.Parts.empty() || Chunk.End == Chunk.Begin)
      continue;
    elf::CoreSegment S{Chunk.Zero ? ".bss" : ".data",
                       Chunk.Begin,
                       ELF::PF_R | ELF::PF_W,
                       {},
                       uint32_t(alignTo(Chunk.End - Chunk.Begin, WordBytes)),
                       WordBytes};
    for (const Placed &P : Chunk.Parts) {
      S.Alignment = std::max(S.Alignment,
                             Objects[P.Object]->section(P.Section).Alignment);
      if (Chunk.Zero)
        continue;
      Expected<Bytes> Data = contents(P);
      if (!Data)
        return Data.takeError();
      uint32_t At =
          Objects[P.Object]->Sections[P.Section].Address - Chunk.Begin;
      S.Data.resize(At);
      S.Data.insert(S.Data.end(), Data->begin(), Data->end());
    }
    Out.DataBytes += S.MemorySize;
    Core.Segments.push_back(std::move(S));
  }
  collectSymbols(Out, Core);
  Out.ProgramBytes = CodeEnd;
  Out.Elf = elf::serialize(Core);
  return Out;
}

Expected<LinkedCore> aie2::linkCore(const LinkRequest &Request) {
  return Link(Request).run();
}
