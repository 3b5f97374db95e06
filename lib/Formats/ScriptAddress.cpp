//===- ScriptAddress.cpp - places in a tile by name -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ScriptAddress.h"
#include "aieforge/Hardware/Registers.h"

using namespace aieforge;
using namespace llvm;

/// Offset of the element of \p R that is called \p Name, if it is one:
/// numbers in the name stand where the pattern has {0} and {1}.
static std::optional<uint32_t> elementOffset(const hw::Register &R,
                                             StringRef Name) {
  StringRef Pattern = R.Name;
  uint32_t Offset = R.Offset;
  while (!Pattern.empty()) {
    if (!Pattern.starts_with("{")) {
      if (Name.empty() || Name.front() != Pattern.front())
        return std::nullopt;
      Name = Name.drop_front();
      Pattern = Pattern.drop_front();
      continue;
    }
    size_t Number = Pattern[1] - '0';
    Pattern = Pattern.drop_front(3);
    unsigned Index;
    if (Number >= R.Dims.size() || Name.consumeInteger(10, Index))
      return std::nullopt;
    const hw::RegisterDim &Dim = R.Dims[Number];
    if (Index < Dim.First || Index - Dim.First >= Dim.Count)
      return std::nullopt;
    Offset += (Index - Dim.First) * Dim.Stride;
  }
  if (Name.empty())
    return Offset;
  // "Program_Memory[1]": a word of a wide register.
  unsigned Word;
  if (!Name.consume_front("[") || Name.consumeInteger(10, Word) ||
      Name != "]" || Word >= R.Width / 32u)
    return std::nullopt;
  return Offset + 4 * Word;
}

static std::optional<uint32_t> memoryOffset(hw::TileKind K, hw::Window Wanted,
                                            StringRef Inside) {
  uint32_t Offset = 0;
  if (!Inside.empty() && Inside.getAsInteger(0, Offset))
    return std::nullopt;
  for (const hw::WindowInfo &W : hw::windows(K))
    if (W.What == Wanted && Offset < W.Bytes)
      return W.Offset + Offset;
  return std::nullopt;
}

std::optional<uint32_t> script::findOffset(hw::Generation G, hw::TileKind K,
                                           StringRef Name) {
  auto [What, Inside] = Name.split('+');
  uint32_t Offset;
  if (Name.starts_with("+"))
    return Inside.getAsInteger(0, Offset) ? std::nullopt
                                          : std::optional<uint32_t>(Offset);
  if (What == "data")
    return memoryOffset(K, hw::Window::DataMemory, Inside);
  if (What == "program")
    return memoryOffset(K, hw::Window::ProgramMemory, Inside);

  StringRef Module;
  if (auto [Head, Tail] = Name.split('.'); !Tail.empty()) {
    Module = Head;
    Name = Tail;
  }
  const hw::Register *Found = nullptr;
  std::optional<uint32_t> Result;
  for (const hw::Register &R : hw::registers(G, K)) {
    if (!Module.empty() && hw::toString(R.Mod) != Module)
      continue;
    std::optional<uint32_t> Offset = elementOffset(R, Name);
    // As registerByName: the first module of the enumeration wins.
    if (!Offset || (Found && Found->Mod <= R.Mod))
      continue;
    Found = &R;
    Result = Offset;
  }
  return Result;
}
