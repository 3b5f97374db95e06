//===- ArrayLockTest.cpp - lock registers and requests --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"

using namespace aieforge;
using namespace aieforge::emu;

namespace {
class ArrayLock : public ArrayFixture {
protected:
  const hw::TileId Core{1, 3};

  /// base + id << 10 + acquire << 9 + (value & 0x7F) << 2, by the table's base.
  uint32_t request(unsigned Id, bool Acquire, int Value) {
    for (const hw::WindowInfo &W : hw::windows(hw::TileKind::Core))
      if (W.What == hw::Window::LockRequest)
        return read(Core, W.Offset + (Id << 10) + (unsigned(Acquire) << 9) +
                              ((Value & 0x7Fu) << 2));
    return ~0u;
  }
};

TEST_F(ArrayLock, GreaterEqualSubtractsAndEqualDoesNot) {
  setLock(Core, 4, 3);
  EXPECT_EQ(request(4, true, -4), 0u);
  EXPECT_EQ(lock(Core, 4), 3u);
  EXPECT_EQ(request(4, true, -2), 1u);
  EXPECT_EQ(lock(Core, 4), 1u);
  EXPECT_EQ(request(4, true, 2), 0u);
  EXPECT_EQ(request(4, true, 1), 1u);
  EXPECT_EQ(lock(Core, 4), 1u);
  EXPECT_EQ(request(4, false, 5), 1u);
  EXPECT_EQ(lock(Core, 4), 6u);
  EXPECT_EQ(request(4, false, -6), 1u);
  EXPECT_EQ(lock(Core, 4), 0u);
  EXPECT_EQ(request(4, true, 0), 1u);
}

TEST_F(ArrayLock, ValueRegisterKeepsSixBits) {
  setLock(Core, 15, 0x7F);
  EXPECT_EQ(lock(Core, 15), 63u);
}

TEST_F(ArrayLock, OverflowSaturatesAndIsSticky) {
  setLock(Core, 2, 60);
  request(2, false, 10);
  EXPECT_TRUE(A.faulted());
  EXPECT_NE(problemText().find("lock 2 of (1,3) overflowed"),
            std::string::npos);
  EXPECT_EQ(lock(Core, 2), 63u);
  uint32_t Over = hw::lockOverflowOffset(hw::TileKind::Core);
  EXPECT_EQ(read(Core, Over), 4u);
  write(Core, Over, 4);
  EXPECT_EQ(read(Core, Over), 0u);
  request(3, false, -1);
  EXPECT_EQ(read(Core, hw::lockUnderflowOffset(hw::TileKind::Core)), 8u);
  EXPECT_EQ(lock(Core, 3), 0u);
}

// Several channels wait for one lock: each release serves the longest waiter.
TEST_F(ArrayLock, WaitersAreServedInOrder) {
  const hw::TileId Mem{0, 1};
  for (unsigned C = 0; C < 3; ++C) {
    writeBd(Mem, C,
            {{BF::BufferLength, 0},
             {BF::LockAcqEnable, 1},
             {BF::LockAcqID, 64},
             {BF::LockAcqValue, -1},
             {BF::LockRelID, 64 + 1 + C},
             {BF::LockRelValue, 1}});
  }
  push(Mem, Dir::S2MM, 4, 2);
  settle();
  push(Mem, Dir::S2MM, 0, 0);
  settle();
  push(Mem, Dir::S2MM, 2, 1);
  settle();
  setLock(Mem, 0, 1);
  settle();
  EXPECT_EQ(lock(Mem, 3), 1u);
  EXPECT_EQ(lock(Mem, 1), 0u);
  setLock(Mem, 0, 1);
  settle();
  EXPECT_EQ(lock(Mem, 1), 1u);
  EXPECT_EQ(lock(Mem, 2), 0u);
  setLock(Mem, 0, 1);
  settle();
  EXPECT_EQ(lock(Mem, 2), 1u);
  EXPECT_EQ(lock(Mem, 0), 0u);
}
} // namespace
