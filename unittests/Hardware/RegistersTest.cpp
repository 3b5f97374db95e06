//===- RegistersTest.cpp - registers by name and offset -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/Registers.h"
#include "aieforge/Hardware/Events.h"
#include "gtest/gtest.h"

using namespace aieforge::hw;

static constexpr Generation Gens[] = {Generation::AIE2, Generation::AIE2P};
static constexpr TileKind Kinds[] = {TileKind::Core, TileKind::Mem,
                                     TileKind::ShimNoC, TileKind::ShimPL};

TEST(Registers, NamesOfAddresses) {
  const Device &D = *findDevice("npu1");
  struct {
    uint32_t Address;
    const char *Text;
  } Cases[] = {
      {0x00232000, "(0,2) Core_Control"},
      {0x0021DE10, "(0,2) DMA_MM2S_0_Ctrl"},
      {0x0021D000, "(0,2) DMA_BD0_0"},
      {0x0021D1F4, "(0,2) DMA_BD15_5"},
      {0x0021F0F0, "(0,2) Lock15_value"},
      {0x00220010, "(0,2) program memory + 0x10"},
      {0x00200400, "(0,2) data memory + 0x400"},
      {0x00236060, "(0,2) Accumulator_Control"},
      {0x0023F000, "(0,2) Stream_Switch_Master_Config_AIE_Core0"},
      {0x001C03F0, "(0,1) Lock63_value"},
      {0x001A0634, "(0,1) DMA_MM2S_0_Start_Queue"},
      {0x0201D214, "(1,0) DMA_MM2S_0_Task_Queue"},
      {0x0001F000, "(0,0) Mux_Config"},
      {0x00240C04, "(0,2) lock request: release lock 3 by 1"},
      {0x0021D018, "(0,2) 0x1d018 (no such register)"},
      {0x08000000, "(4,0) 0x0 (no such tile in npu1)"},
  };
  for (const auto &C : Cases)
    EXPECT_EQ(describeAddress(D, C.Address), C.Text);
}

TEST(Registers, OffsetsByName) {
  EXPECT_EQ(registerOffset(TileKind::Core, "Core_Control"), 0x32000u);
  EXPECT_EQ(registerOffset(TileKind::Core, "Lock{0}_value", 3), 0x1F030u);
  EXPECT_EQ(registerOffset(TileKind::Core, "DMA_BD{0}_2", 4), 0x1D088u);
  EXPECT_EQ(registerOffset(TileKind::Core,
                           "Stream_Switch_Slave_South_{0}_Slot{1}", 2, 3),
            0x3F27Cu);
  // Both modules of a core tile have a timer.
  EXPECT_EQ(registerOffset(TileKind::Core, "Timer_Control"), 0x34000u);
  EXPECT_EQ(registerOffset(TileKind::Core, "mem.Timer_Control"), 0x14000u);
  EXPECT_EQ(registerField(TileKind::Core, "Core_Control", "Reset").mask(), 2u);
  EXPECT_EQ(registerByName(Generation::AIE2, TileKind::Core, "Nothing"),
            nullptr);
}

TEST(Registers, ResetAndAccess) {
  auto R = findRegister(Generation::AIE2, TileKind::Core, 0x32000);
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Reg->Reset, 2u);
  auto Queue = findRegister(Generation::AIE2, TileKind::Core, 0x1DE04);
  ASSERT_TRUE(Queue);
  EXPECT_EQ(Queue->Reg->Mode, Access::WriteOnly);
}

TEST(Registers, TileControlMovedInAie2p) {
  auto Old = findRegister(Generation::AIE2, TileKind::Core, 0x36030);
  ASSERT_TRUE(Old);
  EXPECT_EQ(Old->name(), "Tile_Control");
  EXPECT_FALSE(findRegister(Generation::AIE2P, TileKind::Core, 0x36030));
  EXPECT_EQ(
      registerOffset(TileKind::Core, "Tile_Control", 0, 0, Generation::AIE2P),
      0x60020u);
  EXPECT_EQ(registerOffset(TileKind::Mem, "DMA_MM2S_{0}_Constant_Pad_Value", 2,
                           0, Generation::AIE2P),
            0xA06E8u);
  EXPECT_EQ(registerByName(Generation::AIE2, TileKind::Mem,
                           "DMA_MM2S_{0}_Constant_Pad_Value"),
            nullptr);
}

TEST(Registers, WideRegistersHaveSeveralWords) {
  auto R = findRegister(Generation::AIE2, TileKind::Core, 0x30004);
  ASSERT_TRUE(R);
  EXPECT_EQ(R->name(), "Core_AMLL0_Part1[1]");
  EXPECT_EQ(R->Word, 1u);
}

TEST(Registers, EveryRegisterIsFoundAtItsOffset) {
  for (Generation G : Gens)
    for (TileKind K : Kinds) {
      size_t Found = 0;
      for (const Register &R : registers(G, K)) {
        if (windowAt(K, R.Offset).What != Window::Registers &&
            windowAt(K, R.Offset).What != Window::None)
          continue;
        auto Ref = findRegister(G, K, R.Offset);
        ASSERT_TRUE(Ref) << R.Name.str();
        EXPECT_EQ(Ref->Reg->Name.str(), R.Name.str());
        for (const Field &F : R.Fields) {
          EXPECT_LE(F.Lsb + F.Width, R.Width) << R.Name.str();
        }
        ++Found;
      }
      EXPECT_GT(Found, 50u);
    }
}

TEST(Events, NamesAndNumbers) {
  EXPECT_EQ(eventName(Generation::AIE2, Module::Core, 1), "TRUE");
  EXPECT_EQ(eventNumber(Generation::AIE2, Module::Core, "LOCK_STALL"), 26u);
  EXPECT_EQ(eventNumber(Generation::AIE2, Module::Core, "BROADCAST_0"), 107u);
  EXPECT_EQ(eventName(Generation::AIE2P, Module::Core, 70),
            "SPARSITY_OVERFLOW");
  EXPECT_NE(eventName(Generation::AIE2, Module::Core, 70), "SPARSITY_OVERFLOW");
  EXPECT_EQ(eventName(Generation::AIE2, Module::Memory, 13), "");
  EXPECT_EQ(eventNumber(Generation::AIE2, Module::Memory, ""), std::nullopt);
  EXPECT_EQ(eventName(Generation::AIE2, Module::Core, 100000), "");
}
