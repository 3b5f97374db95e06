//===- Layout.cpp - places of code in program memory ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Link.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Alignment.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::link;
using namespace llvm;

/// Function entries are branch targets, which start a 16-byte fetch word.
static constexpr uint32_t CodeAlignment = 16;

uint32_t Link::sizeOf(unsigned Index, unsigned Symbol) const {
  const Object &O = *Objects[Index];
  const elf::Symbol &S = O.Symbols[Symbol];
  if (S.Size)
    return S.Size;
  uint32_t End = O.section(S.Section).Size;
  for (const elf::Symbol &Other : O.Symbols)
    if (Other.Section == S.Section && Other.Value > S.Value &&
        Other.Type == S.Type)
      End = std::min(End, Other.Value);
  return End > S.Value ? End - S.Value : 0;
}

std::vector<LinkedSymbol> Link::biggest(bool WantCode) const {
  std::vector<LinkedSymbol> Out;
  for (auto [I, O] : enumerate(Objects))
    for (auto [N, S] : enumerate(O->Symbols)) {
      if (S.Section == 0 || S.Section >= ELF::SHN_LORESERVE || S.Name.empty() ||
          !O->Sections[S.Section].Live || O->isCode(S.Section) != WantCode)
        continue;
      Out.push_back({S.Name, 0, sizeOf(I, N), WantCode});
    }
  sort(Out, [](const LinkedSymbol &A, const LinkedSymbol &B) {
    return std::tie(B.Size, A.Name) < std::tie(A.Size, B.Name);
  });
  return Out;
}

/// "a (100 bytes), b (20 bytes)": the first few of \p List.
static std::string listOf(ArrayRef<LinkedSymbol> List) {
  std::string Out;
  for (const LinkedSymbol &S : List.take_front(5))
    Out +=
        formatv("{0}{1} ({2} bytes)", Out.empty() ? "" : ", ", S.Name, S.Size)
            .str();
  return Out;
}

Error Link::programTooBig(uint32_t Needed) const {
  return makeError("the program needs {0} bytes, but program memory has {1}; "
                   "the largest functions are {2}",
                   Needed, elf::ProgramBytes, listOf(biggest(true)));
}

Error Link::placeCode() {
  Definition Entry = lookUp(EntryName);
  unsigned First = Objects[Entry.Object]->Symbols[Entry.Symbol].Section;
  if (Objects[Entry.Object]->Symbols[Entry.Symbol].Value != 0 ||
      !Objects[Entry.Object]->isCode(First))
    return makeError("{0}: {1} must be at the start of a code section: a core "
                     "starts at address 0",
                     Objects[Entry.Object]->Name, EntryName);
  Code.push_back({Entry.Object, First});
  for (auto [O, Obj] : enumerate(Objects))
    for (unsigned S = 1; S < Obj->Sections.size(); ++S)
      if (Obj->Sections[S].Live && Obj->isCode(S) &&
          !(O == Entry.Object && S == First))
        Code.push_back({unsigned(O), S});
  uint64_t At = 0;
  for (const Placed &P : Code) {
    Object &O = *Objects[P.Object];
    const elf::Section &S = O.section(P.Section);
    if (S.Type == ELF::SHT_NOBITS || S.Size % 2)
      return makeError("{0}: the code section {1} of {2} bytes is not made of "
                       "bundles",
                       O.Name, S.Name, S.Size);
    At = alignTo(At, std::max(S.Alignment, CodeAlignment));
    O.Sections[P.Section].Address = At;
    At += S.Size;
  }
  At = alignTo(At, CodeAlignment);
  if (At > elf::ProgramBytes)
    return programTooBig(At);
  CodeEnd = At;
  return Error::success();
}

Error Link::noRoom(uint32_t Size, uint32_t Alignment,
                   const Placed &What) const {
  std::string Regions;
  for (auto [Begin, End] : Request.DataRegions)
    Regions +=
        formatv("{0}{1:x}..{2:x} ({3} bytes)", Regions.empty() ? "" : ", ",
                Begin, End, End > Begin ? End - Begin : 0)
            .str();
  const Object &O = *Objects[What.Object];
  return makeError(
      "data memory: no room for {0} bytes (alignment {1}) of {2} in {3}; the "
      "free regions are {4}; the largest variables are {5}",
      Size, Alignment, O.section(What.Section).Name, O.Name,
      Regions.empty() ? "none" : Regions, listOf(biggest(false)));
}
