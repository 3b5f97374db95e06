//===- DerivedEvents.cpp - edges and combinations of events ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DerivedEvents.h"
#include "aieforge/Hardware/Events.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

DerivedEvents::DerivedEvents(hw::Generation G, hw::Module M) {
  auto Number = [&](const Twine &Name) {
    return hw::eventNumber(G, M, Name.str()).value_or(0);
  };
  for (unsigned I = 0; I < NumEdges; ++I)
    EdgeNumbers[I] = Number("EDGE_DETECTION_EVENT_" + Twine(I));
  for (unsigned I = 0; I < NumCombos; ++I)
    ComboNumbers[I] = Number("COMBO_EVENT_" + Twine(I));
}

bool DerivedEvents::write(const hw::RegisterRef &R, uint32_t Value) {
  StringRef Name = R.Reg->Name;
  auto Field = [&](const Twine &Field) {
    return unsigned(R.Reg->field(Field.str())->extract(Value));
  };
  if (Name == "Combo_event_inputs") {
    for (unsigned I = 0; I < Inputs.size(); ++I)
      Inputs[I] = Field("event" + Twine(char('A' + I)));
    return true;
  }
  if (Name == "Combo_event_control") {
    for (unsigned I = 0; I < NumCombos; ++I)
      Logics[I] = Field("combo" + Twine(I));
    return true;
  }
  if (Name != "Edge_Detection_event_control")
    return false;
  for (unsigned I = 0; I < NumEdges; ++I) {
    std::string Prefix = ("Edge_Detection_" + Twine(I) + "_Trigger_").str();
    Edges[I] = {Field("Edge_Detection_Event_" + Twine(I)),
                Field(Prefix + "Rising") != 0, Field(Prefix + "Falling") != 0};
  }
  return true;
}

bool DerivedEvents::watches(unsigned Number) const {
  return is_contained(Inputs, Number) ||
         any_of(Edges, [&](const Edge &E) { return E.Event == Number; });
}

void DerivedEvents::note(unsigned Number, uint64_t Now) {
  for (unsigned I = 0; I < Inputs.size(); ++I)
    Seen[I] |= Inputs[I] == Number;
  for (Edge &E : Edges)
    E.Seen |= E.Event == Number;
  Pending = Now;
}

bool DerivedEvents::combine(unsigned Combo, bool A, bool B) const {
  switch (Logics[Combo]) {
  case And:
    return A && B;
  case AndNot:
    return A && !B;
  case Or:
    return A || B;
  default:
    // What only the absence of events makes true is not followed.
    return A || !B;
  }
}

SmallVector<unsigned, 5> DerivedEvents::judge() {
  SmallVector<unsigned, 5> Events;
  bool Again = false;
  for (unsigned I = 0; I < NumEdges; ++I) {
    Edge &E = Edges[I];
    if ((E.Rising && E.Seen && !E.Before) || (E.Falling && !E.Seen && E.Before))
      Events.push_back(EdgeNumbers[I]);
    E.Before = E.Seen;
    E.Seen = false;
    Again |= E.Before;
  }
  bool Any = is_contained(Seen, true);
  bool First = Any && combine(0, Seen[0], Seen[1]);
  bool Second = Any && combine(1, Seen[2], Seen[3]);
  // The third one combines the other two.
  bool Results[] = {First, Second, Any && combine(2, First, Second)};
  for (unsigned I = 0; I < NumCombos; ++I)
    if (Results[I])
      Events.push_back(ComboNumbers[I]);
  Seen = {};
  Pending = Again ? std::optional(*Pending + 1) : std::nullopt;
  return Events;
}
