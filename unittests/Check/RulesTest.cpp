//===- RulesTest.cpp - the table of rules, its functions and its page -----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Check.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <gmock/gmock.h>

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

namespace {

TEST(CheckRules, EveryFileRuleIsChecked) {
  std::vector<std::string> Checked, Listed;
  for (StringRef Id : checkedRules())
    Checked.push_back(Id.str());
  for (const Rule &R : allRules())
    if (!R.HostOnly)
      Listed.push_back(R.Id.str());
  llvm::sort(Listed);
  EXPECT_EQ(Checked, Listed);
}

TEST(CheckRules, TextsAreThere) {
  for (const Rule &R : allRules()) {
    for (StringRef Text : {R.Checks, R.Symptom, R.Reason, R.Remedy, R.Source})
      EXPECT_FALSE(Text.trim().empty()) << R.Id.str();
    EXPECT_TRUE(any_of(
        ruleGroups(), [&](const RuleGroup &G) { return G.Letter == R.Id[0]; }));
  }
  ASSERT_TRUE(findRule("x04"));
  EXPECT_EQ(findRule("x04")->Symptom,
            "xclbin: m_length does not match buffer size");
  EXPECT_FALSE(findRule("Z99"));
}

TEST(CheckRules, Npus) {
  ASSERT_TRUE(findNpu("Hawk-Point"));
  EXPECT_EQ(findNpu("phoenix")->UsableColumns, 4u);
  EXPECT_EQ(findNpu("phoenix")->FirstUsableColumn, 1u);
  EXPECT_EQ(findNpu("krackan")->Columns, 8u);
  EXPECT_EQ(findNpu("strix-halo")->Gen, hw::Generation::AIE2P);
  EXPECT_FALSE(findNpu("versal"));
}

/// One row of the table in docs/check.md.
std::string documentedRow(const Rule &R) {
  return ("| " + R.Id + " | " + severityName(R.Level) + " | " + R.Checks + " |")
      .str();
}

TEST(CheckRules, DocumentHasTheTable) {
  auto Page = cantFail(readFile(AIEFORGE_SOURCE_DIR "/docs/check.md"));
  std::string Missing;
  for (const Rule &R : allRules())
    if (!Page->getBuffer().contains(documentedRow(R)))
      Missing += documentedRow(R) + "\n";
  EXPECT_EQ(Missing, "") << "docs/check.md lacks these rows";
  // And no row about a rule that does not exist.
  SmallVector<StringRef> Lines;
  Page->getBuffer().split(Lines, '\n');
  size_t Rows = count_if(Lines, [](StringRef Line) {
    return Line.size() > 5 && Line.starts_with("| ") && isDigit(Line[3]) &&
           isDigit(Line[4]);
  });
  EXPECT_EQ(Rows, allRules().size());
}

TEST(CheckRules, DocumentOfPages) {
  auto Page = cantFail(readFile(AIEFORGE_SOURCE_DIR "/docs/check-rules.md"));
  std::string Text;
  raw_string_ostream OS(Text);
  writeRulesDocument(OS);
  EXPECT_EQ(Page->getBuffer(), Text)
      << "aieforge check --rules --markdown > docs/check-rules.md";
}

TEST(CheckRules, PageOfOneRule) {
  std::string Text;
  raw_string_ostream OS(Text);
  printRule(OS, *findRule("C11"));
  EXPECT_EQ(StringRef(Text).take_until([](char C) { return C == '\n'; }),
            "  about     Configuration of the array (in a device image or an "
            "instruction stream)");
  EXPECT_TRUE(StringRef(Text).contains("\nCase \"neighbour\"\n"));
}

} // namespace
