//===- Events.cpp - names and numbers of hardware events ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/Events.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge::hw;
using llvm::ArrayRef;
using llvm::StringLiteral;
using llvm::StringRef;

#include "aieforge/Hardware/Events.inc"

static ArrayRef<StringLiteral> names(Generation G, Module M) {
  bool First = G == Generation::AIE2;
  switch (M) {
  case Module::Core:
    return First ? ArrayRef(Events_Core_AIE2) : ArrayRef(Events_Core_AIE2P);
  case Module::Memory:
    return First ? ArrayRef(Events_Memory_AIE2) : ArrayRef(Events_Memory_AIE2P);
  case Module::MemTile:
    return First ? ArrayRef(Events_MemTile_AIE2)
                 : ArrayRef(Events_MemTile_AIE2P);
  case Module::PL:
    return First ? ArrayRef(Events_PL_AIE2) : ArrayRef(Events_PL_AIE2P);
  case Module::NoC:
    return {};
  }
  return {};
}

StringRef aieforge::hw::eventName(Generation G, Module M, unsigned Number) {
  ArrayRef<StringLiteral> Names = names(G, M);
  return Number < Names.size() ? StringRef(Names[Number]) : StringRef();
}

std::optional<unsigned> aieforge::hw::eventNumber(Generation G, Module M,
                                                  StringRef Name) {
  if (Name.empty())
    return std::nullopt;
  for (auto [Number, N] : llvm::enumerate(names(G, M)))
    if (N == Name)
      return Number;
  return std::nullopt;
}

unsigned aieforge::hw::eventCount(Module M) {
  return names(Generation::AIE2, M).size();
}
