//===- ConfigFormsTest.cpp - the comparison of forms sees differences -----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// That the forms of each design agree is part of its own test (Harness); here
// the comparison itself is put to the test with one bit changed.
//
//===----------------------------------------------------------------------===//

#include "ConfigForms.h"
#include "aieforge/Hardware/Registers.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::e2e;

namespace {

const hw::Device &device() { return *hw::findDevice("npu1_1col"); }

/// The same small configuration, but with \p Op at the end.
std::string differenceBy(const ConfigOp &Op) {
  ConfigProgram P;
  P.Init = {ConfigOp::write(hw::tileAddress(0, 2, 0x400), 7),
            ConfigOp::maskWrite(hw::tileAddress(0, 2, 0x32000), 2, 0)};
  ConfigProgram Other = P;
  Other.Init.push_back(Op);
  emu::Array A(device()), B(device());
  EXPECT_EQ(loadAsImage(P, A), "");
  EXPECT_EQ(loadAsControlPackets(P, B), "");
  EXPECT_EQ(stateDifference(B, A), "");
  emu::Array C(device());
  EXPECT_EQ(loadAsTransaction(Other, C), "");
  return stateDifference(C, A);
}

TEST(ConfigForms, EachPartOfTheStateCounts) {
  EXPECT_EQ(differenceBy(ConfigOp::write(hw::tileAddress(0, 2, 0x404), 0x900)),
            "data memory of (0,2), byte 0x405, is 9, not 0\n");
  EXPECT_EQ(
      differenceBy(ConfigOp::write(hw::tileAddress(0, 2, 0x20010), 0x10000)),
      "program memory of (0,2), byte 0x12, is 1, not 0\n");
  EXPECT_EQ(differenceBy(ConfigOp::write(hw::tileAddress(0, 1, 0xC0020), 3)),
            "(0,1) Lock2_value is 0x00000003, not 0x00000000\n");
  EXPECT_EQ(differenceBy(ConfigOp::write(hw::tileAddress(0, 0, 0x1D004), 64)),
            "(0,0) DMA_BD0_1 is 0x00000040, not 0x00000000\n");
}

TEST(ConfigForms, PacketsToNoTileAreAnError) {
  emu::Array A(device());
  EXPECT_EQ(llvm::toString(A.deliverControlPacket({3, 2}, {1, 2, 3})),
            "control packet for tile (3,2); npu1_1col has 1 columns and 6 "
            "rows");
}

} // namespace
