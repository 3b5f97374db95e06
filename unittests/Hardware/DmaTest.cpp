//===- DmaTest.cpp - buffer descriptors, channels and locks ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/Packet.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge::hw;
using testing::ElementsAre;

using Words = std::vector<uint32_t>;

static Words emptyBd(TileKind K) { return Words(bdLayout(K).Words, 0); }

TEST(Bd, Places) {
  EXPECT_EQ(bdLayout(TileKind::Core).offset(0), 0x1D000u);
  EXPECT_EQ(bdLayout(TileKind::Core).offset(15), 0x1D1E0u);
  EXPECT_EQ(bdLayout(TileKind::Core).Words, 6u);
  EXPECT_EQ(bdLayout(TileKind::Mem).offset(47), 0xA05E0u);
  EXPECT_EQ(bdLayout(TileKind::Mem).Words, 8u);
  EXPECT_EQ(bdLayout(TileKind::ShimNoC).offset(1), 0x1D020u);
  EXPECT_EQ(bdLayout(TileKind::ShimNoC).PatchOffset, 4u);
  auto Ref = bdAt(TileKind::Mem, 0xA00C4);
  ASSERT_TRUE(Ref);
  EXPECT_EQ(Ref->Bd, 6u);
  EXPECT_EQ(Ref->Word, 1u);
  // The sixth word of a core BD is its last.
  EXPECT_TRUE(bdAt(TileKind::Core, 0x1D014));
  EXPECT_FALSE(bdAt(TileKind::Core, 0x1D018));
  EXPECT_FALSE(bdAt(TileKind::Core, 0x1D200));
}

TEST(Bd, CoreWords) {
  // 64 words at byte 0x400, linear, acquire >= 1 of lock 0, release 1 to
  // lock 1, next BD 1.
  const BdLayout &L = bdLayout(TileKind::Core);
  Words W = emptyBd(TileKind::Core);
  EXPECT_TRUE(L.set(W, BdField::BufferLength, 64));
  EXPECT_TRUE(L.setAddress(W, 0x400));
  EXPECT_TRUE(L.set(W, BdField::LockAcqID, 0));
  EXPECT_TRUE(L.set(W, BdField::LockAcqValue, -1));
  EXPECT_TRUE(L.set(W, BdField::LockAcqEnable, 1));
  EXPECT_TRUE(L.set(W, BdField::LockRelID, 1));
  EXPECT_TRUE(L.set(W, BdField::LockRelValue, 1));
  EXPECT_TRUE(L.set(W, BdField::UseNextBD, 1));
  EXPECT_TRUE(L.set(W, BdField::NextBD, 1));
  EXPECT_TRUE(L.set(W, BdField::ValidBD, 1));
  EXPECT_THAT(W, ElementsAre(0x100u << 14 | 64, 0, 0, 0, 0,
                             1u << 27 | 1u << 26 | 1u << 25 | 1u << 18 |
                                 1u << 13 | 1u << 12 | 0x7Fu << 5));
  EXPECT_EQ(L.get(W, BdField::LockAcqValue), -1);
  EXPECT_EQ(L.address(W), 0x400u);
  EXPECT_EQ(L.get(W, BdField::D0Stepsize), 1);
  EXPECT_FALSE(L.set(W, BdField::BufferLength, 16384));
  EXPECT_FALSE(L.set(W, BdField::LockAcqValue, -65));
  EXPECT_FALSE(L.set(W, BdField::D0Stepsize, 8193));
  EXPECT_TRUE(L.set(W, BdField::D0Stepsize, 8192));
  EXPECT_EQ(W[2], 0x1FFFu);
  EXPECT_FALSE(L.set(W, BdField::D0Stepsize, 0));
  EXPECT_FALSE(L.setAddress(W, 0x402));
}

TEST(Bd, MemoryTileWordsSeenInAnImage) {
  // npu1 color threshold: own tile, lock 64, word 1 and 7 as shipped.
  const BdLayout &L = bdLayout(TileKind::Mem);
  Words W = emptyBd(TileKind::Mem);
  W[1] = 0x001A0500;
  W[7] = 0x8141FF40;
  EXPECT_EQ(L.address(W), 0x20500u * 4);
  EXPECT_EQ(L.get(W, BdField::UseNextBD), 1);
  EXPECT_EQ(L.get(W, BdField::NextBD), 1);
  EXPECT_EQ(L.get(W, BdField::ValidBD), 1);
  EXPECT_EQ(L.get(W, BdField::LockAcqID), 64);
  EXPECT_EQ(L.get(W, BdField::LockAcqValue), -1);
  EXPECT_EQ(L.get(W, BdField::LockAcqEnable), 1);
  EXPECT_EQ(L.get(W, BdField::LockRelID), 65);
  EXPECT_EQ(L.get(W, BdField::LockRelValue), 1);
}

TEST(Bd, MemoryTileWordsOfTheReference) {
  // BD 6 of (3,1): 1, 00580002, 000C0005, 00100007, 9, 0, 059A000C, 84038201.
  const BdLayout &L = bdLayout(TileKind::Mem);
  Words W = {1, 0x00580002, 0x000C0005, 0x00100007,
             9, 0,          0x059A000C, 0x84038201};
  EXPECT_EQ(L.get(W, BdField::BufferLength), 1);
  EXPECT_EQ(L.get(W, BdField::BaseAddress), 2);
  EXPECT_EQ(L.get(W, BdField::NextBD), 5);
  EXPECT_EQ(L.get(W, BdField::UseNextBD), 1);
  EXPECT_EQ(L.get(W, BdField::D0Stepsize), 6);
  EXPECT_EQ(L.get(W, BdField::D0Wrap), 6);
  EXPECT_EQ(L.get(W, BdField::D1Stepsize), 8);
  EXPECT_EQ(L.get(W, BdField::D1Wrap), 8);
  EXPECT_EQ(L.get(W, BdField::D2Stepsize), 10);
  EXPECT_EQ(L.get(W, BdField::IterationCurrent), 11);
  EXPECT_EQ(L.get(W, BdField::IterationWrap), 14);
  EXPECT_EQ(L.get(W, BdField::IterationStepsize), 13);
  EXPECT_EQ(L.get(W, BdField::LockAcqID), 1);
  EXPECT_EQ(L.get(W, BdField::LockRelID), 3);
  EXPECT_EQ(L.get(W, BdField::LockAcqValue), 2);
  EXPECT_EQ(L.get(W, BdField::LockAcqEnable), 1);
  EXPECT_EQ(L.get(W, BdField::LockRelValue), 4);
}

TEST(Bd, ShimWordsOfTheReference) {
  // sizes [1,2,32,32], strides [4096,2048,64,1], 32-bit elements, npu1.
  const BdLayout &L = bdLayout(TileKind::ShimNoC);
  Words W = emptyBd(TileKind::ShimNoC);
  EXPECT_TRUE(L.set(W, BdField::BufferLength, 2048));
  EXPECT_TRUE(L.set(W, BdField::D0Wrap, 32));
  EXPECT_TRUE(L.set(W, BdField::D0Stepsize, 1));
  EXPECT_TRUE(L.set(W, BdField::D1Wrap, 32));
  EXPECT_TRUE(L.set(W, BdField::D1Stepsize, 64));
  EXPECT_TRUE(L.set(W, BdField::D2Stepsize, 2048));
  EXPECT_TRUE(L.set(W, BdField::BurstLength, 2));
  EXPECT_TRUE(L.set(W, BdField::AxCache, 2));
  EXPECT_TRUE(L.set(W, BdField::ValidBD, 1));
  EXPECT_THAT(W, ElementsAre(0x800, 0, 0, 0x02000000, 0x8200003F, 0x020007FF, 0,
                             0x02000000));
  EXPECT_TRUE(L.setAddress(W, 0x1234'8000'0004));
  EXPECT_EQ(W[1], 0x80000004u);
  EXPECT_EQ(W[2], 0x1234u);
  EXPECT_EQ(L.address(W), 0x1234'8000'0004u);
  EXPECT_FALSE(L.setAddress(W, 0x1'0000'0000'0000));
  EXPECT_EQ(L.field(BdField::D0ZeroBefore), nullptr);
  EXPECT_FALSE(L.set(W, BdField::D0ZeroBefore, 1));
}

TEST(Bd, EveryFieldRoundTripsAtItsEnds) {
  for (TileKind K : {TileKind::Core, TileKind::Mem, TileKind::ShimNoC}) {
    const BdLayout &L = bdLayout(K);
    for (const BdFieldInfo &F : L.Fields)
      for (int64_t V : {F.minValue(), F.maxValue()}) {
        Words W(L.Words, ~0u);
        F.encode(W, V);
        EXPECT_EQ(F.decode(W), V) << F.Bits.Name.str();
        for (const BdFieldInfo &Other : L.Fields)
          if (Other.Id != F.Id) {
            EXPECT_EQ(Other.Bits.extract(W[Other.Word]), Other.Bits.valueMask())
                << F.Bits.Name.str() << " touches " << Other.Bits.Name.str();
          }
      }
  }
}

TEST(Channel, Registers) {
  const ChannelRegisters *C = channel(TileKind::Core, Direction::MM2S, 1);
  ASSERT_TRUE(C);
  EXPECT_EQ(C->Control, 0x1DE18u);
  EXPECT_EQ(C->Queue, 0x1DE1Cu);
  EXPECT_EQ(channel(TileKind::Mem, Direction::S2MM, 5)->Control, 0xA0628u);
  EXPECT_EQ(channel(TileKind::Mem, Direction::MM2S, 0)->Queue, 0xA0634u);
  EXPECT_EQ(channel(TileKind::ShimNoC, Direction::S2MM, 0)->Queue, 0x1D204u);
  EXPECT_EQ(channel(TileKind::ShimNoC, Direction::MM2S, 0)->Status, 0x1D228u);
  EXPECT_EQ(channel(TileKind::ShimNoC, Direction::MM2S, 2), nullptr);
  auto Ref = channelRegisterAt(TileKind::ShimNoC, 0x1D214);
  ASSERT_TRUE(Ref);
  EXPECT_EQ(Ref->Which, ChannelRegister::Queue);
  EXPECT_EQ(Ref->Channel->Dir, Direction::MM2S);
  EXPECT_FALSE(channelRegisterAt(TileKind::ShimNoC, 0));
  EXPECT_EQ(controllerIdField(TileKind::ShimNoC, Direction::S2MM).make(15),
            0xF00u);
}

TEST(Channel, QueueWord) {
  EXPECT_EQ(encodeQueueEntry(TileKind::ShimNoC, {1, 0, false}), 1u);
  EXPECT_EQ(encodeQueueEntry(TileKind::ShimNoC, {0, 0, true}), 0x80000000u);
  EXPECT_EQ(encodeQueueEntry(TileKind::Mem, {47, 255, true}), 0x80FF002Fu);
  QueueEntry E = decodeQueueEntry(TileKind::Mem, 0x80FF002F);
  EXPECT_EQ(E.StartBd, 47u);
  EXPECT_EQ(E.Repeat, 255u);
  EXPECT_TRUE(E.IssueToken);
}

TEST(Lock, Registers) {
  EXPECT_EQ(lockValueOffset(TileKind::Core, 15), 0x1F0F0u);
  EXPECT_EQ(lockValueOffset(TileKind::Mem, 63), 0xC03F0u);
  EXPECT_EQ(lockValueOffset(TileKind::ShimNoC, 1), 0x14010u);
  EXPECT_EQ(lockValueAt(TileKind::Core, 0x1F0F0), 15u);
  EXPECT_EQ(lockValueAt(TileKind::Core, 0x1F0F4), std::nullopt);
  EXPECT_EQ(lockValueAt(TileKind::Core, 0x1F100), std::nullopt);
  EXPECT_EQ(maxLockValue(), 63u);
  EXPECT_EQ(lockOverflowOffset(TileKind::Mem), 0xC0420u);
  // Acquire lock 3 with -1: 0x40000 + 3 << 10 + 1 << 9 + 0x7F << 2.
  auto R = lockRequestAt(TileKind::Core, 0x40000 + 0xC00 + 0x200 + 0x1FC);
  ASSERT_TRUE(R);
  EXPECT_EQ(R->Id, 3u);
  EXPECT_TRUE(R->Acquire);
  EXPECT_EQ(R->Value, -1);
}
TEST(Channel, TokensNameTheirActor) {
  EXPECT_EQ(tokenActor(TileKind::ShimNoC, Direction::S2MM, 1), 2u);
  EXPECT_EQ(tokenActor(TileKind::ShimNoC, Direction::MM2S, 0), 6u);
  EXPECT_EQ(tokenActor(TileKind::Mem, Direction::MM2S, 5), 22u);
  EXPECT_EQ(tokenActor(TileKind::Core, Direction::S2MM, 1), 1u);
  // Not in any public source, and no such channel.
  EXPECT_EQ(tokenActor(TileKind::Core, Direction::MM2S, 1), std::nullopt);
  EXPECT_EQ(tokenActor(TileKind::Core, Direction::S2MM, 2), std::nullopt);
  EXPECT_EQ(tokenActor(TileKind::ShimPL, Direction::S2MM, 0), std::nullopt);
}
