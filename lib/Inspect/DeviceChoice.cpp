//===- DeviceChoice.cpp - which device a file is for ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Images do not name their device. Nearly all registers are the same in both
// generations, so that a wrong guess changes few names.
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

const hw::Device &inspect::deviceFor(hw::Generation G, unsigned Columns) {
  const hw::Device *Best = nullptr;
  for (const hw::Device &D : hw::allDevices()) {
    if (D.Gen != G)
      continue;
    bool Fits = D.Columns >= Columns;
    bool BestFits = Best && Best->Columns >= Columns;
    if (!Best || (Fits && (!BestFits || D.Columns < Best->Columns)) ||
        (!Fits && !BestFits && D.Columns > Best->Columns))
      Best = &D;
  }
  return *Best;
}

static uint64_t unresolvedOn(const hw::Device &D, const cdo::Cdo &C) {
  RegisterImage I(D);
  consumeError(I.apply(C));
  return I.unresolvedWords();
}

DeviceChoice inspect::chooseDevice(const cdo::Cdo &C) {
  unsigned Columns = 1;
  for (const cdo::Command &Cmd : C.Commands)
    if (Cmd.isWrite() && Cmd.address() <= 0xFFFFFFFFu)
      Columns = std::max(
          Columns, hw::TileAddress::decode(uint32_t(Cmd.address())).Column + 1);
  const hw::Device &First = deviceFor(hw::Generation::AIE2, Columns);
  const hw::Device &Second = deviceFor(hw::Generation::AIE2P, Columns);
  if (First.Columns < Columns && Second.Columns >= Columns)
    return {&Second, "its columns"};
  uint64_t Unresolved = unresolvedOn(First, C);
  if (Unresolved && unresolvedOn(Second, C) < Unresolved)
    return {&Second, "its registers"};
  return {&First, "assumed: images do not tell"};
}

void inspect::addDevice(Node &To, const DeviceChoice &C) {
  To.text("",
          formatv("{0} ({1}; {2})", C.Device->Name, hw::toString(C.Device->Gen),
                  C.Evidence),
          "device")
      .onlyFor(Node::People);
  Node &N = To.add(Node::object("device"));
  N.onlyFor(Node::Programs);
  N.text("name", C.Device->Name.str());
  N.text("generation", hw::toString(C.Device->Gen).str());
  N.text("evidence", C.Evidence);
}
