//===- TransferSplitTest.cpp - transfers that a BD can count --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/TransferSplit.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <random>

using namespace aieforge;
using hw::TileKind;
using testing::ElementsAre;

static TransferPattern pattern(std::array<int64_t, 4> OuterSizes,
                               std::array<int64_t, 4> OuterStrides) {
  TransferPattern P;
  std::reverse_copy(OuterSizes.begin(), OuterSizes.end(), P.Sizes.begin());
  std::reverse_copy(OuterStrides.begin(), OuterStrides.end(),
                    P.Strides.begin());
  return P;
}

/// Every element that the pattern visits, in order.
static std::vector<int64_t> elements(const TransferPattern &P) {
  std::vector<int64_t> Result;
  for (int64_t D = 0; D < P.Sizes[3]; ++D)
    for (int64_t C = 0; C < P.Sizes[2]; ++C)
      for (int64_t B = 0; B < P.Sizes[1]; ++B)
        for (int64_t A = 0; A < P.Sizes[0]; ++A)
          Result.push_back(P.start() + A * P.Strides[0] + B * P.Strides[1] +
                           C * P.Strides[2] + D * P.Strides[3]);
  return Result;
}

TEST(TransferSplit, FactorsALongRow) {
  auto Parts = splitTransfer(pattern({1, 1, 1080, 1920}, {0, 0, 1921, 1}),
                             TileKind::ShimNoC, 32, true);
  ASSERT_TRUE(Parts);
  EXPECT_THAT(*Parts,
              ElementsAre(pattern({1, 1080, 2, 960}, {0, 1921, 960, 1})));
}

TEST(TransferSplit, CutsAPrimeCount) {
  auto Parts = splitTransfer(pattern({1, 1, 1031, 2}, {0, 0, 3, 1}),
                             TileKind::ShimNoC, 32, true);
  ASSERT_TRUE(Parts);
  TransferPattern First = pattern({1, 1, 1023, 2}, {0, 0, 3, 1});
  TransferPattern Second = pattern({1, 1, 8, 2}, {0, 0, 3, 1});
  Second.Offsets[1] = 1023;
  EXPECT_THAT(*Parts, ElementsAre(First, Second));
}

TEST(TransferSplit, LongIterations) {
  // 64 runs at most, where they step.
  auto Parts = splitTransfer(pattern({100, 1, 2, 8}, {64, 0, 16, 1}),
                             TileKind::ShimNoC, 32, true);
  ASSERT_TRUE(Parts);
  EXPECT_EQ(Parts->size(), 2u);
  EXPECT_FALSE(splitTransfer(pattern({100, 1, 2, 8}, {64, 0, 16, 1}),
                             TileKind::ShimNoC, 32, false));
  EXPECT_TRUE(fitsDimensions(pattern({256, 1, 2, 8}, {0, 0, 16, 1}),
                             TileKind::ShimNoC, 32));
}

TEST(TransferSplit, WhatHasNoForm) {
  // A step beyond 2^20 words, runs that are no whole words, nothing at all.
  EXPECT_FALSE(splitTransfer(pattern({1, 1, 2, 8}, {0, 0, (1 << 20) + 1, 1}),
                             TileKind::ShimNoC, 32, true));
  EXPECT_TRUE(fitsDimensions(pattern({1, 1, 2, 8}, {0, 0, 1 << 20, 1}),
                             TileKind::ShimNoC, 32));
  EXPECT_FALSE(splitTransfer(pattern({1, 1, 2000, 3}, {0, 0, 8, 1}),
                             TileKind::ShimNoC, 8, true));
  EXPECT_FALSE(splitTransfer(pattern({1, 1, 0, 8}, {0, 0, 1, 1}),
                             TileKind::ShimNoC, 32, true));
  // More parts than BDs.
  EXPECT_FALSE(splitTransfer(pattern({1, 1, 16411, 1}, {0, 0, 16, 1}),
                             TileKind::ShimNoC, 32, true));
  // A row that can be halved leaves the third dimension to the rest.
  EXPECT_TRUE(splitTransfer(pattern({1, 1, 16411, 8}, {0, 0, 16, 1}),
                            TileKind::ShimNoC, 32, true));
}

TEST(TransferSplit, RandomPatternsMoveTheSameElements) {
  std::mt19937 Random(1);
  auto Pick = [&](int64_t Low, int64_t High) {
    return Low + int64_t(Random() % uint64_t(High - Low + 1));
  };
  unsigned Split = 0;
  for (unsigned Case = 0; Case < 400; ++Case) {
    TileKind Kind = Case % 2 ? TileKind::ShimNoC : TileKind::Core;
    unsigned Bits = 8u << Pick(0, 2);
    TransferPattern P;
    int64_t Limit = Kind == TileKind::Core ? 600 : 2200;
    bool LongRow = Pick(0, 1);
    P.Sizes = {Pick(1, LongRow ? Limit : 3) * 32 / Bits,
               Pick(1, LongRow ? 3 : Limit), Pick(1, 3), 1};
    P.Strides = {1, Pick(1, 50) * 32 / Bits, Pick(1, 50) * 32 / Bits, 0};
    P.Offsets = {Pick(0, 4) * 32 / Bits, Pick(0, 3), 0, 0};
    auto Parts = splitTransfer(P, Kind, Bits, true);
    if (!Parts)
      continue;
    std::vector<int64_t> All;
    for (const TransferPattern &Part : *Parts) {
      EXPECT_TRUE(fitsDimensions(Part, Kind, Bits));
      std::vector<int64_t> Some = elements(Part);
      All.insert(All.end(), Some.begin(), Some.end());
    }
    EXPECT_EQ(All, elements(P)) << "case " << Case;
    Split += *Parts != std::vector{P};
  }
  EXPECT_GT(Split, 100u);
}
