//===- Data.cpp - places of variables in data memory ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Buffers and the stack leave gaps in the core's own memory. Each section goes
// into the first gap that has room, so that small ones fill what big ones
// leave.
//
//===----------------------------------------------------------------------===//

#include "Link.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Alignment.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::link;
using namespace llvm;

/// Places the sections of \p Unit one behind the other.
Error Link::placeUnit(ArrayRef<Placed> Unit, bool Zero) {
  uint64_t Size = 0;
  uint32_t Alignment = WordBytes;
  std::vector<uint64_t> Offsets;
  for (const Placed &P : Unit) {
    const elf::Section &S = Objects[P.Object]->section(P.Section);
    uint32_t Own = std::max(S.Alignment, 1u);
    if (!isPowerOf2_32(Own))
      return makeError("{0}: the alignment {1} of section {2} is no power of "
                       "two",
                       Objects[P.Object]->Name, Own, S.Name);
    Alignment = std::max(Alignment, Own);
    Size = alignTo(Size, Own);
    Offsets.push_back(Size);
    Size += S.Size;
  }
  for (auto [I, Region] : enumerate(Request.DataRegions)) {
    DataChunk &Data = Chunks[2 * I];
    DataChunk &Zeros = Chunks[2 * I + 1];
    DataChunk &Chunk = Zero ? Zeros : Data;
    // Zeros follow the initialised data of their region.
    uint64_t At = alignTo(Chunk.End, Alignment);
    if (At + Size > alignDown(Region.second, WordBytes))
      continue;
    for (auto [P, Offset] : zip(Unit, Offsets))
      Objects[P.Object]->Sections[P.Section].Address = At + Offset;
    if (Chunk.Parts.empty())
      Chunk.Begin = At;
    Chunk.Parts.insert(Chunk.Parts.end(), Unit.begin(), Unit.end());
    Chunk.End = At + Size;
    if (!Zero)
      Zeros.Begin = Zeros.End = alignTo(Chunk.End, WordBytes);
    return Error::success();
  }
  return noRoom(Size, Alignment, Unit.front());
}

Error Link::placeData() {
  for (auto [Begin, End] : Request.DataRegions) {
    if (Begin > End || Begin < elf::DataBegin || End > elf::DataEnd)
      return makeError("the data region {0:x}..{1:x} is not in the data "
                       "windows of a core ({2:x}..{3:x})",
                       Begin, End, elf::DataBegin, elf::DataEnd);
    Chunks.push_back({Begin, Begin, false, {}});
    Chunks.push_back({Begin, Begin, true, {}});
  }
  std::vector<std::vector<Placed>> Units;
  for (auto *List : {&InitArray, &Ctors, &Dtors})
    if (!List->empty())
      Units.push_back(*List);
  auto InTable = [&](unsigned O, unsigned S) {
    return any_of(Units, [&](const std::vector<Placed> &U) {
      return any_of(
          U, [&](const Placed &P) { return P.Object == O && P.Section == S; });
    });
  };
  std::vector<Placed> Data, Zeros;
  for (auto [O, Obj] : enumerate(Objects))
    for (unsigned S = 1; S < Obj->Sections.size(); ++S)
      if (Obj->Sections[S].Live && !Obj->isCode(S) && !InTable(O, S))
        (Obj->section(S).Type == ELF::SHT_NOBITS ? Zeros : Data)
            .push_back({unsigned(O), S});
  for (const auto &U : Units)
    if (Error E = placeUnit(U, false))
      return E;
  for (const Placed &P : Data)
    if (Error E = placeUnit(P, false))
      return E;
  for (const Placed &P : Zeros)
    if (Error E = placeUnit(P, true))
      return E;
  return Error::success();
}
