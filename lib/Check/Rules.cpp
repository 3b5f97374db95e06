//===- Rules.cpp - the table of check rules -------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Rules.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

#include "aieforge/Check/Npus.inc"
#include "aieforge/Check/Rules.inc"

ArrayRef<Rule> check::allRules() { return Rules; }
ArrayRef<RuleGroup> check::ruleGroups() { return Groups; }

const Rule *check::findRule(StringRef Id) {
  const Rule *It = find_if(
      Rules, [&](const Rule &R) { return Id.equals_insensitive(R.Id); });
  return It == std::end(Rules) ? nullptr : It;
}

StringRef check::severityName(Severity S) {
  switch (S) {
  case Severity::Refused:
    return "refused";
  case Severity::FailsRun:
    return "fails at run time";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    break;
  }
  return "note";
}

const LinuxSupport &check::linuxSupport() { return Linux; }

ArrayRef<Npu> check::allNpus() { return Npus; }

const Npu *check::findNpu(StringRef Name) {
  const Npu *It = find_if(
      Npus, [&](const Npu &N) { return Name.equals_insensitive(N.Name); });
  return It == std::end(Npus) ? nullptr : It;
}
