//===- ArrayRegisterTest.cpp - the register bus ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"

using namespace aieforge;
using namespace aieforge::emu;

namespace {
class ArrayRegister : public ArrayFixture {
protected:
  const hw::TileId Shim{0, 0}, Mem{0, 1}, Core{0, 2};

  std::string writeError(uint32_t Address) {
    Error E = A.write32(Address, 0);
    return E ? toString(std::move(E)) : "";
  }
};

TEST_F(ArrayRegister, MemoriesAreWordsAtTheirOffsets) {
  write(Mem, 0x7FFFC, 0x12345678);
  EXPECT_EQ(read(Mem, 0x7FFFC), 0x12345678u);
  EXPECT_EQ(A.dataMemory(Mem)[0x7FFFC], 0x78);
  const uint32_t Block[] = {1, 2, 3};
  EXPECT_FALSE(bool(A.writeBlock(hw::tileAddress(0, 2, 0x20000), Block)));
  EXPECT_EQ(read(Core, 0x20008), 3u);
  EXPECT_EQ(A.core(Core)->programMemory()[8], 3);
}

TEST_F(ArrayRegister, UnmappedAddressesAreErrors) {
  EXPECT_EQ(writeError(hw::tileAddress(0, 1, 0x80000)),
            "write to offset 0x80000 of (0,1), where a Mem tile has no "
            "register and no memory");
  EXPECT_EQ(writeError(hw::tileAddress(9, 1, 0)),
            "address 0x12100000 is in column 9, row 1; npu1 has 4 columns and "
            "6 rows");
  EXPECT_NE(writeError(hw::tileAddress(0, 2, 2)).find("multiples of 4"),
            std::string::npos);
}

TEST_F(ArrayRegister, ResetValuesAndStorage) {
  EXPECT_EQ(read(Core, hw::registerOffset(hw::TileKind::Core, "Core_Control")),
            2u);
  EXPECT_EQ(read(Core, hw::registerOffset(hw::TileKind::Core,
                                          "Event_Group_0_Enable")),
            0xFFFu);
  writeRegister(Core, "Event_Group_0_Enable", 0x103);
  EXPECT_EQ(read(Core, hw::registerOffset(hw::TileKind::Core,
                                          "Event_Group_0_Enable")),
            0x103u);
  EXPECT_EQ(A.withoutEffect().at("Event_Group_0_Enable"), 1u);
  EXPECT_EQ(A.withoutEffect().count("Core_Control"), 0u);
}

TEST_F(ArrayRegister, BitsOutsideFieldsAreNoticed) {
  writeRegister(Core, "Accumulator_Control", 0x10);
  EXPECT_NE(problemText().find("register Accumulator_Control of (0,2)"),
            std::string::npos);
  EXPECT_FALSE(A.faulted());
}

TEST_F(ArrayRegister, MaskedWriteWithEmptyMaskDoesNothing) {
  uint32_t Queue = hw::channel(hw::TileKind::Core, Dir::S2MM, 0)->Queue;
  EXPECT_FALSE(bool(A.maskWrite32(hw::tileAddress(0, 2, Queue), 0, 1)));
  settle();
  EXPECT_EQ(blockedText(), "");
}

TEST_F(ArrayRegister, ZeroisationClearsMemories) {
  write(Core, 0x100, 5);
  write(Core, 0x20000, 6);
  writeRegister(Core, "mem.Memory_Control", 1);
  EXPECT_EQ(read(Core, 0x100), 0u);
  EXPECT_EQ(read(Core, 0x20000), 6u);
  writeRegister(Core, "core.Memory_Control", 1);
  EXPECT_EQ(read(Core, 0x20000), 0u);
}
} // namespace
