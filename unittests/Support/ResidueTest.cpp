//===- ResidueTest.cpp - what a file holds beside its value ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Residue.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using llvm::FailedWithMessage;
using llvm::HasValue;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Residue, EqualFilesLeaveNone) {
  Bytes A = {1, 2, 3};
  EXPECT_TRUE(Residue::between(A, A).empty());
  EXPECT_THAT_EXPECTED(Residue().applyTo(A), HasValue(A));
}

TEST(Residue, NearDifferencesMakeOneRun) {
  Bytes Usual(40), File(40);
  File[3] = 1;
  File[9] = 2;
  File[30] = 3;
  Residue R = Residue::between(Usual, File);
  ASSERT_EQ(R.Runs.size(), 2u);
  EXPECT_EQ(R.Runs[0].Offset, 3u);
  EXPECT_THAT(R.Runs[0].Data, ElementsAre(1, 0, 0, 0, 0, 0, 2));
  EXPECT_EQ(R.Runs[1].Offset, 30u);
  EXPECT_FALSE(R.Size);
  EXPECT_EQ(R.bytes(), 8u);
  EXPECT_THAT_EXPECTED(R.applyTo(Usual), HasValue(File));
}

TEST(Residue, LongerAndShorterFiles) {
  Bytes Usual = {1, 2, 3, 4};
  for (const Bytes &File :
       {Bytes{1, 2}, Bytes{}, Bytes{1, 2, 3, 4, 0, 0}, Bytes{9, 2, 3, 4, 5}}) {
    Residue R = Residue::between(Usual, File);
    EXPECT_EQ(R.Size, File.size());
    EXPECT_THAT_EXPECTED(R.applyTo(Usual), HasValue(File));
  }
}

TEST(Residue, RefusesWhatDoesNotFit) {
  Residue R;
  R.Runs = {{6, {1, 2}}};
  EXPECT_THAT_EXPECTED(
      R.applyTo({0, 0, 0, 0}),
      FailedWithMessage(HasSubstr("at offset 0x6 do not fit")));
  R.Runs = {};
  R.Size = uint64_t(1) << 60;
  EXPECT_THAT_EXPECTED(
      R.applyTo({0}), FailedWithMessage(HasSubstr("is more than the 1 bytes")));
}
