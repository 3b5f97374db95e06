//===- RuleCasesTest.cpp - each rule has a file that violates it ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleCases.h"
#include "llvm/ADT/STLExtras.h"

#include <gmock/gmock.h>
#include <set>

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;
using ::testing::HasSubstr;

namespace {

std::vector<RuleCase> allCases() {
  std::vector<RuleCase> All;
  for (auto Cases :
       {containerCases, partitionCases, imageCases, configurationCases,
        metadataCases, connectionCases, streamCases, elfCases})
    for (RuleCase &C : Cases())
      All.push_back(std::move(C));
  return All;
}

std::vector<Finding> findingsAbout(const Artefacts &A) {
  std::vector<InputFile> Files;
  for (const auto &[Name, Data] : A.Files)
    Files.push_back({Name, Data});
  std::vector<Finding> All;
  for (std::vector<Finding> &Found : checkFiles(Files, A.Opts))
    append_range(All, Found);
  return All;
}

std::string summary(const std::vector<Finding> &All) {
  std::string Text;
  for (const Finding &F : All)
    Text += F.Rule + " " + F.Where + ": " + F.What + "\n";
  return Text;
}

/// The texts that a finding of that variant has to carry.
RuleVariant textsOf(const Rule &R, StringRef Variant) {
  for (const RuleVariant &V : R.Variants)
    if (V.Name == Variant)
      return V;
  EXPECT_EQ(Variant, "") << R.Id.str();
  return {StringLiteral(""), R.Level, R.Symptom, R.Reason, R.Remedy};
}

TEST(CheckRuleCases, EveryRuleAndVariantHasAFile) {
  std::set<std::pair<std::string, std::string>> Cases, Wanted;
  for (const RuleCase &C : allCases())
    Cases.insert({C.Rule, C.Variant});
  for (const Rule &R : allRules()) {
    if (R.HostOnly)
      continue;
    Wanted.insert({R.Id.str(), ""});
    for (const RuleVariant &V : R.Variants)
      Wanted.insert({R.Id.str(), V.Name.str()});
  }
  EXPECT_EQ(Cases, Wanted);
}

TEST(CheckRuleCases, BadFilesViolateJustTheRule) {
  for (const RuleCase &C : allCases()) {
    SCOPED_TRACE(std::string(C.Rule) + " " + C.Variant);
    std::vector<Finding> All = findingsAbout(C.Bad);
    const Rule *R = findRule(C.Rule);
    ASSERT_TRUE(R);
    RuleVariant Texts = textsOf(*R, C.Variant);
    bool Seen = false;
    for (const Finding &F : All) {
      if (F.Rule != C.Rule) {
        EXPECT_TRUE(is_contained(C.Also, F.Rule)) << summary(All);
        continue;
      }
      if (F.What != C.What)
        continue;
      Seen = true;
      EXPECT_THAT(F.Where, HasSubstr(C.Where));
      EXPECT_EQ(F.Level, Texts.Level);
      EXPECT_EQ(F.Symptom, Texts.Symptom);
      EXPECT_EQ(F.Reason, Texts.Reason);
      EXPECT_EQ(F.Remedy, Texts.Remedy);
    }
    EXPECT_TRUE(Seen) << C.What << "\nis not among\n" << summary(All);
    for (const std::string &Other : C.Also)
      EXPECT_TRUE(any_of(All, [&](const Finding &F) {
        return F.Rule == Other;
      })) << Other;
  }
}

TEST(CheckRuleCases, GoodFilesHaveNoFinding) {
  for (const RuleCase &C : allCases())
    EXPECT_EQ(summary(findingsAbout(C.Good)), "") << C.Rule << " " << C.Variant;
}

} // namespace
