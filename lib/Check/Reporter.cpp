//===- Reporter.cpp - collects findings -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Reporter.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

/// Findings of one rule that are shown.
static constexpr unsigned ShownPerRule = 5;

void Reporter::add(StringRef Id, const Twine &Where, const Twine &What,
                   StringRef Variant) {
  const Rule *R = findRule(Id);
  if (!R || ++Counts[Id] > ShownPerRule)
    return;
  std::string Place = Where.str();
  if (!Inside.empty())
    Place = Inside + (Place.empty() ? "" : ", ") + Place;
  Finding F{Id.str(),        R->Level,       File,
            Place,           What.str(),     R->Symptom.str(),
            R->Reason.str(), R->Remedy.str()};
  for (const RuleVariant &V : R->Variants) {
    if (V.Name != Variant)
      continue;
    F.Level = V.Level;
    F.Symptom = V.Symptom.str();
    F.Reason = V.Reason.str();
    F.Remedy = V.Remedy.str();
  }
  Findings.push_back(std::move(F));
}

std::vector<Finding> Reporter::take() {
  for (size_t I = 0; I < Findings.size(); ++I) {
    unsigned Count = Counts.lookup(Findings[I].Rule);
    bool LastOfRule =
        I + 1 == Findings.size() || Findings[I + 1].Rule != Findings[I].Rule;
    if (LastOfRule && Count > ShownPerRule)
      Findings[I].What +=
          text("; and {0} more findings of this rule", Count - ShownPerRule);
  }
  return std::move(Findings);
}
