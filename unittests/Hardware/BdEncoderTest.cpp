//===- BdEncoderTest.cpp - transfers to the words of BDs ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/BdEncoder.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::hw;
using llvm::FailedWithMessage;
using llvm::HasValue;
using testing::ElementsAre;
using testing::StrEq;

TEST(BdEncoder, EverythingOfAMemoryTile) {
  BdDescription D;
  D.Kind = hw::TileKind::Mem;
  D.Length = 100;
  D.Address = 0x80000;
  D.Dims = {{4, 1}, {3, 5}, {2, 7}, {9, 11}};
  D.Pads = {{1, 2}, {3, 4}, {5, 6}};
  D.Iter = {3, 13, 1};
  D.Header = BdDescription::Packet{2, 9};
  D.AcquireLock = BdDescription::Acquire{64, -1, true};
  D.ReleaseLock = BdDescription::Release{65, 1};
  D.Next = 7;
  EXPECT_THAT_EXPECTED(
      encodeBd(D),
      HasValue(ElementsAre(
          1u << 31 | 2u << 28 | 9u << 23 | 100,
          1u << 26 | 7u << 20 | 1u << 19 | 0x20000, 4u << 17 | 0,
          3u << 27 | 3u << 17 | 4, 5u << 27 | 2u << 17 | 6,
          6u << 28 | 4u << 23 | 2u << 17 | 10, 1u << 23 | 2u << 17 | 12,
          1u << 31 | 1u << 24 | 65u << 16 | 1u << 15 | 0x7Fu << 8 | 64)));
}

static void expectError(const BdDescription &D, const char *Message) {
  EXPECT_THAT_EXPECTED(encodeBd(D), FailedWithMessage(StrEq(Message)));
}

TEST(BdEncoder, NamesTheFieldThatDoesNotFit) {
  BdDescription D;
  D.Length = 20000;
  expectError(D, "length (in words) is 20000; a BD of a Core tile takes 0 to "
                 "16383");
  D.Length = 16;
  D.Dims = {{256, 1}};
  expectError(D, "size of dimension 0 (in words) is 256; a BD of a Core tile "
                 "takes 0 to 255: split it into 2 times 128, with steps of 128 "
                 "and 1 words");
  D.Dims = {{4, 1}, {4, 8193}};
  expectError(D, "step of dimension 1 (in words) is 8193; a BD of a Core tile "
                 "takes 1 to 8192");
  D.Dims = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
  expectError(D, "4 dimensions; a BD of a Core tile has 3");
  D.Dims.clear();
  D.Pads = {{1, 0}};
  expectError(D, "padding before dimension 0: Core tiles have no such setting");
  D.Pads.clear();
  D.Iter = {65, 1, 0};
  expectError(D, "iteration count is 65; a BD of a Core tile takes 1 to 64");
  D.Iter = {};
  D.Header = BdDescription::Packet{0, 32};
  expectError(D, "packet id is 32; a BD of a Core tile takes 0 to 31");
  D.Header.reset();
  D.Address = 0x10000;
  expectError(D, "address 0x10000 is out of reach or not a multiple of 4 "
                 "bytes");
}

TEST(BdEncoder, Contiguity) {
  EXPECT_TRUE(isContiguous({}));
  EXPECT_TRUE(isContiguous({{8, 1}}));
  EXPECT_TRUE(isContiguous({{8, 1}, {1, 99}, {4, 8}}));
  EXPECT_FALSE(isContiguous({{8, 1}, {4, 9}}));
  EXPECT_FALSE(isContiguous({{8, 2}}));
}
