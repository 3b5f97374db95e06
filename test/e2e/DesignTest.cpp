//===- DesignTest.cpp - every design against its model --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

#include <set>

using namespace aieforge;
using namespace aieforge::e2e;

namespace {

std::vector<Design> allDesigns() {
  std::vector<Design> All;
  for (const auto &List :
       {fifoDesigns(), streamDesigns(), sequenceDesigns(), coreDesigns(),
        kernelDesigns(), spellingDesigns(), reconfigurationDesigns()})
    llvm::append_range(All, List);
  return All;
}

class Meaning : public testing::TestWithParam<Design> {};

TEST_P(Meaning, Matches) {
  const Design &D = GetParam();
  auto Text = readFile(std::string(AIEFORGE_DESIGNS) + "/" + D.Name + ".mlir");
  ASSERT_TRUE(bool(Text)) << llvm::toString(Text.takeError());
  EXPECT_EQ(problems(D, (*Text)->getBuffer().str(), AIEFORGE_DESIGNS), "");
}

INSTANTIATE_TEST_SUITE_P(E2E, Meaning, testing::ValuesIn(allDesigns()),
                         [](const auto &Info) { return Info.param.Name; });

TEST(E2E, EveryDesignHasAModel) {
  std::set<std::string> Models;
  for (const Design &D : allDesigns())
    EXPECT_TRUE(Models.insert(D.Name).second) << D.Name << " stands twice";
  std::error_code Code;
  for (llvm::sys::fs::directory_iterator It(AIEFORGE_DESIGNS, Code), End;
       It != End && !Code; It.increment(Code))
    if (llvm::sys::path::extension(It->path()) == ".mlir") {
      std::string Name = llvm::sys::path::stem(It->path()).str();
      EXPECT_TRUE(Models.count(Name)) << Name;
    }
  EXPECT_GE(Models.size(), 80u);
}

} // namespace
