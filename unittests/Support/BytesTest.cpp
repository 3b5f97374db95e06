//===- BytesTest.cpp ------------------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Bytes.h"
#include "gtest/gtest.h"

using namespace aieforge;

TEST(Bytes, WritesLittleEndian) {
  ByteWriter W;
  W.u8(1);
  W.align(4);
  W.u32(0x11223344);
  W.u64(0x0102030405060708);
  W.fixedString("abcdef", 4);
  W.patchU32(4, 0xAABBCCDD);
  EXPECT_EQ(W.data(), (Bytes{1, 0, 0, 0, 0xDD, 0xCC, 0xBB, 0xAA, 8,   7,
                             6, 5, 4, 3, 2,    1,    'a',  'b',  'c', 0}));
}

TEST(Bytes, ReadsBackAndStopsAtTheEnd) {
  Bytes Data = {1, 2, 3, 4, 5, 6};
  ByteReader R(Data, "sample", 0x100);
  EXPECT_EQ(llvm::cantFail(R.u16("first")), 0x0201);
  EXPECT_EQ(llvm::cantFail(R.u32("second")), 0x06050403u);
  EXPECT_TRUE(R.atEnd());
  llvm::Expected<uint8_t> Beyond = R.u8("third");
  ASSERT_FALSE(static_cast<bool>(Beyond));
  EXPECT_EQ(
      llvm::toString(Beyond.takeError()),
      "sample: third at offset 0x106: needs 1 bytes, but only 0 are left");
}

TEST(Bytes, SeekRefusesToLeave) {
  Bytes Data(4);
  ByteReader R(Data, "sample");
  EXPECT_FALSE(static_cast<bool>(R.seek(4, "end")));
  EXPECT_EQ(llvm::toString(R.seek(5, "pointer")),
            "sample: pointer at offset 0x4: points to offset 0x5, but the end "
            "is at 0x4");
}
