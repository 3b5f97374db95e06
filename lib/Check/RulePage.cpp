//===- RulePage.cpp - pages about rules -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Rules.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

static const RuleGroup &groupOf(const Rule &R) {
  for (const RuleGroup &G : ruleGroups())
    if (G.Letter == R.Id[0])
      return G;
  llvm_unreachable("the table's generator checks that there is one");
}

static void printTexts(raw_ostream &OS, Severity Level, StringRef Symptom,
                       StringRef Reason, StringRef Remedy) {
  OS << "  severity  " << severityName(Level) << "\n"
     << "  symptom   " << Symptom << "\n"
     << "  reason    " << Reason << "\n"
     << "  remedy    " << Remedy << "\n";
}

void check::printRule(raw_ostream &OS, const Rule &R) {
  OS << "  about     " << groupOf(R).Title << "\n";
  if (R.HostOnly)
    OS << "  scope     host programs and systems: no file violates it\n";
  printTexts(OS, R.Level, R.Symptom, R.Reason, R.Remedy);
  OS << "  source    " << R.Source << "\n";
  for (const RuleVariant &V : R.Variants) {
    OS << "\nCase \"" << V.Name << "\"\n";
    printTexts(OS, V.Level, V.Symptom, V.Reason, V.Remedy);
  }
}

static void writeTexts(raw_ostream &OS, Severity Level, StringRef Symptom,
                       StringRef Reason, StringRef Remedy) {
  OS << "- severity: " << severityName(Level) << "\n"
     << "- symptom: " << Symptom << "\n"
     << "- reason: " << Reason << "\n"
     << "- remedy: " << Remedy << "\n";
}

void check::writeRulesDocument(raw_ostream &OS) {
  OS << "# The rules of aieforge check\n\n"
        "Generated from `data/check-rules.json` by `aieforge check --rules "
        "--markdown`; [check.md](check.md)\ntells what they are for.\n";
  for (const RuleGroup &G : ruleGroups()) {
    OS << "\n## " << G.Letter << ": " << G.Title << "\n";
    for (const Rule &R : allRules()) {
      if (R.Id[0] != G.Letter)
        continue;
      OS << "\n### " << R.Id << ": " << R.Checks << "\n\n";
      writeTexts(OS, R.Level, R.Symptom, R.Reason, R.Remedy);
      OS << "- source: " << R.Source << "\n";
      for (const RuleVariant &V : R.Variants) {
        OS << "\nCase `" << V.Name << "`:\n\n";
        writeTexts(OS, V.Level, V.Symptom, V.Reason, V.Remedy);
      }
    }
  }
}
