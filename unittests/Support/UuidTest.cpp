//===- UuidTest.cpp -------------------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Uuid.h"
#include "gtest/gtest.h"

using namespace aieforge;

TEST(Uuid, DependsOnContentAndPurposeOnly) {
  Bytes A = {1, 2, 3}, B = {1, 2, 4};
  EXPECT_EQ(uuidFromContent("pdi", A), uuidFromContent("pdi", A));
  EXPECT_NE(uuidFromContent("pdi", A), uuidFromContent("pdi", B));
  EXPECT_NE(uuidFromContent("pdi", A), uuidFromContent("xclbin", A));
}

TEST(Uuid, PrintsInFileOrder) {
  Uuid U = {0x0F, 0x1E, 0x2D, 0x3C, 0x4B, 0x5A, 0x69, 0x78,
            0x87, 0x96, 0xA5, 0xB4, 0xC3, 0xD2, 0xE1, 0xF0};
  EXPECT_EQ(toString(U), "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
}
