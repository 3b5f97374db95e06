//===- ArrayStreamTest.cpp - circuit and packet switching -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {
class ArrayStream : public ArrayFixture {
protected:
  const hw::TileId Shim{0, 0}, Mem{0, 1}, Core{0, 2};
  void SetUp() override { openShim(0); }

  static uint32_t odd(uint32_t Word) {
    return __builtin_popcount(Word) % 2 ? Word : Word | 0x80000000u;
  }
};

// One slave feeds two masters: words move only when both can take them.
TEST_F(ArrayStream, BlockedBranchStopsTheMulticast) {
  connect(Shim, shimIn(0), {B::North, 0});
  connect(Mem, {B::South, 0}, {B::DMA, 0});
  connect(Mem, {B::South, 0}, {B::DMA, 1});
  HostBuffer &In = iota(0, 32);
  writeBd(Shim, 0, {{BF::BufferLength, 32}}, arrayAddress(In));
  writeBd(Mem, 0, {{BF::BufferLength, 32}}, 0x80000);
  writeBd(Mem, 24, {{BF::BufferLength, 32}}, 0x80000 + 0x800);
  push(Shim, Dir::MM2S, 0, 0);
  push(Mem, Dir::S2MM, 0, 0);
  settle();
  // S2MM 1 takes nothing: its branch holds two words, so does not the other.
  EXPECT_NE(
      blockedText().find("master DMA 1, one of several branches, is full"),
      std::string::npos)
      << blockedText();
  EXPECT_NE(blockedText().find("S2MM 0, BD 0: waits for a word from the "
                               "stream, 2 of 32 words done"),
            std::string::npos)
      << blockedText();
  push(Mem, Dir::S2MM, 1, 24);
  settle();
  EXPECT_EQ(words(A.dataMemory(Mem).slice(0, 128)), sequence(32));
  EXPECT_EQ(words(A.dataMemory(Mem).slice(0x800, 128)), sequence(32));
}

// A circuit without a consumer buffers exactly what its FIFOs hold.
TEST_F(ArrayStream, FifoDepthsAreThoseOfTheHardware) {
  connect(Shim, shimIn(0), {B::North, 0});
  connect(Mem, {B::South, 0}, {B::North, 0});
  connect(Core, {B::South, 0}, {B::DMA, 0});
  HostBuffer &In = iota(0, 64);
  writeBd(Shim, 0, {{BF::BufferLength, 64}}, arrayAddress(In));
  push(Shim, Dir::MM2S, 0, 0);
  settle();
  // Two crossings to the outside hold 8 words each, the last one 6.
  EXPECT_EQ(A.channelReports().at(0).Words, 22u);
}

TEST_F(ArrayStream, TwoSourcesShareADestinationByPackets) {
  // Core tile MM2S 0 and 1 send packets 3 and 5 to its own S2MM ... through one
  // arbiter; the mem tile stores them with their headers.
  const hw::TileId T = Core;
  packetSlave(T, {B::DMA, 0}, 0, 3, 31, 0, 1);
  packetSlave(T, {B::DMA, 1}, 0, 5, 31, 0, 1);
  packetMaster(T, {B::South, 0}, 0, 1u << 1, /*DropHeader=*/false);
  connect(Mem, {B::North, 0}, {B::DMA, 2});
  for (unsigned I = 0; I < 64; ++I)
    write(T, 4 * I, I);
  for (unsigned C = 0; C < 2; ++C)
    writeBd(T, C,
            {{BF::BufferLength, 8},
             {BF::EnablePacket, 1},
             {BF::PacketID, C ? 5 : 3},
             {BF::PacketType, C ? 2 : 1},
             {BF::IterationStepsize, 8},
             {BF::IterationWrap, 2}},
            C * 64 * 2);
  writeBd(Mem, 0, {{BF::BufferLength, 36}}, 0x80000);
  push(T, Dir::MM2S, 0, 0, 1);
  push(T, Dir::MM2S, 1, 1, 1);
  push(Mem, Dir::S2MM, 2, 0);
  settle();
  EXPECT_EQ(problemText(), "");
  std::vector<uint32_t> Got = words(A.dataMemory(Mem).slice(0, 36 * 4));
  std::map<unsigned, std::vector<uint32_t>> Payload;
  unsigned Last = 0;
  for (unsigned P = 0; P < 4; ++P) {
    uint32_t Header = Got[P * 9];
    unsigned Id = Header & 31;
    EXPECT_EQ(Header, odd(Id | (Id == 3 ? 1u : 2u) << 12 | 2u << 16));
    EXPECT_NE(Id, Last) << "round robin takes turns";
    Last = Id;
    Payload[Id].insert(Payload[Id].end(), Got.begin() + P * 9 + 1,
                       Got.begin() + P * 9 + 9);
  }
  EXPECT_EQ(Payload[3], sequence(16));
  EXPECT_EQ(Payload[5], sequence(16, 32));
}

TEST_F(ArrayStream, SlotMasksAndMselsChooseDestinations) {
  // Ids 8..11 go to S2MM 0 without headers, id 12 to both channels.
  connect(Shim, shimIn(0), {B::North, 0});
  packetSlave(Core, {B::South, 0}, 0, 8, 0b11100, 2, 0);
  packetSlave(Core, {B::South, 0}, 1, 12, 31, 2, 3);
  packetMaster(Core, {B::DMA, 0}, 2, 0b1001, true);
  packetMaster(Core, {B::DMA, 1}, 2, 0b1000, true);
  connect(Mem, {B::South, 0}, {B::North, 0});
  // Packets with their headers from memory.
  Bytes Data;
  auto Put = [&](uint32_t W) {
    for (unsigned I = 0; I < 4; ++I)
      Data.push_back(W >> 8 * I);
  };
  for (unsigned Id : {9u, 12u, 10u}) {
    Put(odd(Id));
    Put(Id * 100);
    Put(Id * 100 + 1);
  }
  HostBuffer &In = A.host().add(0, Data);
  writeBd(Shim, 0,
          {{BF::BufferLength, 3},
           {BF::IterationStepsize, 3},
           {BF::IterationWrap, 3}},
          arrayAddress(In));
  writeBd(Core, 0, {{BF::BufferLength, 6}}, 0);
  writeBd(Core, 1, {{BF::BufferLength, 2}}, 0x100);
  push(Core, Dir::S2MM, 0, 0);
  push(Core, Dir::S2MM, 1, 1);
  push(Shim, Dir::MM2S, 0, 0, 2);
  settle();
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(words(A.dataMemory(Core).slice(0, 24)),
            (std::vector<uint32_t>{900, 901, 1200, 1201, 1000, 1001}));
  EXPECT_EQ(words(A.dataMemory(Core).slice(0x100, 8)),
            (std::vector<uint32_t>{1200, 1201}));
}

TEST_F(ArrayStream, PacketWithoutSlotIsReported) {
  connect(Shim, shimIn(0), {B::North, 0});
  packetSlave(Mem, {B::South, 0}, 0, 4, 31, 0, 0);
  HostBuffer &In = iota(0, 2, 1); // Header 1: id 1, odd parity.
  writeBd(Shim, 0, {{BF::BufferLength, 2}}, arrayAddress(In));
  push(Shim, Dir::MM2S, 0, 0);
  settle();
  EXPECT_NE(problemText().find("stream switch (0,1): a packet with id 1 "
                               "(header 0x00000001) arrived at slave South 0, "
                               "and no enabled slot of that port matches it"),
            std::string::npos)
      << problemText();
}

TEST_F(ArrayStream, IllegalRouteIsReported) {
  connect(Mem, {B::South, 0}, {B::North, 1});
  EXPECT_NE(problemText().find("stream switch (0,1): slave South 0 is routed "
                               "to master North 1"),
            std::string::npos)
      << problemText();
}

TEST_F(ArrayStream, UnconnectedLaneIsExplained) {
  connect(Shim, shimIn(0), {B::North, 0});
  HostBuffer &In = iota(0, 32);
  writeBd(Shim, 0, {{BF::BufferLength, 32}}, arrayAddress(In));
  push(Shim, Dir::MM2S, 0, 0);
  settle();
  std::string Text = blockedText();
  EXPECT_NE(Text.find("(0,0) DMA MM2S 0, BD 0: cannot send into the full "
                      "stream"),
            std::string::npos)
      << Text;
  EXPECT_NE(Text.find("switch (0,1) slave South 0 holds 4 words (front "
                      "0x00000000), and the port is not enabled"),
            std::string::npos)
      << Text;
}

// Control packets write and read registers of the core tile.
TEST_F(ArrayStream, ControlPackets) {
  connect(Shim, shimIn(0), {B::North, 0});
  connect(Mem, {B::South, 0}, {B::North, 0});
  packetSlave(Core, {B::South, 0}, 0, 7, 31, 0, 0);
  packetMaster(Core, {B::TileControl, 0}, 0, 1, /*DropHeader=*/false);
  packetSlave(Core, {B::TileControl, 0}, 0, 9, 31, 1, 0);
  packetMaster(Core, {B::South, 0}, 1, 1, false);
  connect(Mem, {B::North, 0}, {B::South, 0});
  packetSlave(Shim, {B::North, 0}, 0, 9, 31, 1, 0);
  packetMaster(Shim, shimOut(0), 1, 1, /*DropHeader=*/true);
  std::vector<uint32_t> Stream = {
      // Write 3 words at 0x440 of the data memory.
      odd(7), odd(0x440 | 2u << 20), 0xAAAA, 0xBBBB, 0xCCCC,
      // Read 2 of them; the reply is packet 9.
      odd(7), odd(0x444 | 1u << 20 | 1u << 22 | 9u << 24)};
  Bytes Data;
  for (uint32_t W : Stream)
    for (unsigned I = 0; I < 4; ++I)
      Data.push_back(W >> 8 * I);
  HostBuffer &In = A.host().add(0, Data);
  HostBuffer &Out = blank(1, 2);
  writeBd(Shim, 0, {{BF::BufferLength, 5}}, arrayAddress(In));
  writeBd(Shim, 1, {{BF::BufferLength, 2}}, arrayAddress(In, 20));
  writeBd(Shim, 2, {{BF::BufferLength, 2}}, arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 0);
  push(Shim, Dir::MM2S, 0, 1);
  push(Shim, Dir::S2MM, 0, 2, 0, true);
  settle();
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(words(A.dataMemory(Core).slice(0x440, 12)),
            (std::vector<uint32_t>{0xAAAA, 0xBBBB, 0xCCCC}));
  EXPECT_EQ(words(Out), (std::vector<uint32_t>{0xBBBB, 0xCCCC}));
  EXPECT_EQ(A.tokensPending({Shim, Dir::S2MM, 0}), 1u);
}
} // namespace
