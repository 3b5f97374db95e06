//===- ArrayDmaTest.cpp - DMA tasks, patterns, padding, tokens ------------===//
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
class ArrayDma : public ArrayFixture {
protected:
  const hw::TileId Shim{0, 0}, Mem{0, 1}, Core{0, 2};

  void SetUp() override { openShim(0); }

  /// Shim MM2S 0 up to the mem tile's S2MM 0, its MM2S 0 down to shim S2MM 0.
  void routeThroughMem() {
    connect(Shim, shimIn(0), {B::North, 0});
    connect(Mem, {B::South, 0}, {B::DMA, 0});
    connect(Mem, {B::DMA, 0}, {B::South, 0});
    connect(Shim, {B::North, 0}, shimOut(0));
  }
  /// Straight back through the switch of the shim.
  void routeLoopback() { connect(Shim, shimIn(0), shimOut(0)); }
};

TEST_F(ArrayDma, LoopbackThroughTheShimSwitch) {
  routeLoopback();
  HostBuffer &In = iota(0, 300);
  HostBuffer &Out = blank(1, 300);
  writeBd(Shim, 0, {{BF::BufferLength, 300}}, arrayAddress(In));
  writeBd(Shim, 1, {{BF::BufferLength, 300}}, arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 0);
  push(Shim, Dir::S2MM, 0, 1, 0, /*Token=*/true);
  settle();
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(words(Out), sequence(300));
  EXPECT_TRUE(Out.unwrittenRanges().empty());
  EXPECT_EQ(A.tokensPending({Shim, Dir::S2MM, 0}), 1u);
  EXPECT_TRUE(A.consumeToken({Shim, Dir::S2MM, 0}));
  EXPECT_FALSE(A.consumeToken({Shim, Dir::S2MM, 0}));
  EXPECT_EQ(A.tokensIssued({Shim, Dir::MM2S, 0}), 0u);
  // One word a cycle: 300 words cost little more than 300 cycles.
  EXPECT_LT(A.cycle(), 340u);
}

// Two blocks: one with five bytes that are not zero, one of zeros.
TEST_F(ArrayDma, CompressionLeavesZerosOut) {
  routeThroughMem();
  const std::vector<uint32_t> Plain = {0x11002200, 0, 0, 0x00000033, 0, 0, 0,
                                       0x44550000, 0, 0, 0,          0, 0, 0,
                                       0,          0};
  const std::vector<uint32_t> Packed = {0xC000100A, 0x55331122, 0x00000044, 0};
  Bytes Data;
  for (uint32_t W : Plain)
    for (unsigned I = 0; I < 4; ++I)
      Data.push_back(W >> 8 * I);
  HostBuffer &In = A.host().add(0, Data);
  HostBuffer &Out = blank(1, 4);
  writeBd(Shim, 0, {{BF::BufferLength, 16}}, arrayAddress(In));
  writeBd(Mem, 0, {{BF::BufferLength, 16}}, 0x80000);
  writeBd(Mem, 1, {{BF::BufferLength, 16}, {BF::EnableCompression, 1}},
          0x80000);
  writeBd(Shim, 1, {{BF::BufferLength, 4}}, arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 0);
  push(Mem, Dir::S2MM, 0, 0);
  settle();
  writeRegister(Mem, "DMA_MM2S_{0}_Ctrl", 1u << 4, 0);
  push(Mem, Dir::MM2S, 0, 1);
  push(Shim, Dir::S2MM, 0, 1);
  settle();
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(words(Out), Packed);
}

TEST_F(ArrayDma, DecompressionPutsZerosBack) {
  routeThroughMem();
  HostBuffer &In = iota(0, 9, 0x01020304);
  // Every byte of the first block, none of the second.
  Bytes Data(In.Data);
  for (unsigned I = 0; I < 4; ++I)
    Data[I] = 0xFF;
  Data.resize(40);
  HostBuffer &Stream = A.host().add(2, Data);
  HostBuffer &Out = blank(1, 16);
  writeBd(Shim, 0, {{BF::BufferLength, 10}}, arrayAddress(Stream));
  writeBd(Mem, 0, {{BF::BufferLength, 16}, {BF::EnableCompression, 1}},
          0x80000);
  writeBd(Mem, 1, {{BF::BufferLength, 16}}, 0x80000);
  writeBd(Shim, 1, {{BF::BufferLength, 16}}, arrayAddress(Out));
  writeRegister(Mem, "DMA_S2MM_{0}_Ctrl", 1u << 4, 0);
  push(Mem, Dir::S2MM, 0, 0);
  push(Shim, Dir::MM2S, 0, 0);
  settle();
  push(Mem, Dir::MM2S, 0, 1);
  push(Shim, Dir::S2MM, 0, 1);
  settle();
  EXPECT_EQ(problemText(), "");
  std::vector<uint32_t> Want = sequence(8, 0x01020305);
  Want.resize(16);
  EXPECT_EQ(words(Out), Want);
}

TEST_F(ArrayDma, UnwrittenBytesAreKnown) {
  routeLoopback();
  HostBuffer &In = iota(0, 16);
  HostBuffer &Out = blank(1, 16);
  writeBd(Shim, 0, {{BF::BufferLength, 8}}, arrayAddress(In));
  writeBd(Shim, 1, {{BF::BufferLength, 8}}, arrayAddress(Out, 16));
  push(Shim, Dir::MM2S, 0, 0);
  push(Shim, Dir::S2MM, 0, 1);
  settle();
  using Range = std::pair<uint64_t, uint64_t>;
  EXPECT_EQ(Out.unwrittenRanges(), (std::vector<Range>{{0, 16}, {48, 64}}));
}

// A pattern of three dimensions and an iteration, compared with plain loops.
TEST_F(ArrayDma, PatternsAgreeWithLoops) {
  routeThroughMem();
  HostBuffer &In = iota(0, 256);
  HostBuffer &Out = blank(1, 128);
  writeBd(Shim, 0, {{BF::BufferLength, 256}}, arrayAddress(In));
  writeBd(Mem, 0, {{BF::BufferLength, 256}}, 0x80000 + 0x1000);
  // 4 x 2 x 3 x ... words with steps 5, 40, 1 and 64.
  writeBd(Mem, 1,
          {{BF::BufferLength, 128},
           {BF::D0Stepsize, 5},
           {BF::D0Wrap, 4},
           {BF::D1Stepsize, 40},
           {BF::D1Wrap, 2},
           {BF::D2Stepsize, 1},
           {BF::D2Wrap, 3},
           {BF::D3Stepsize, 8}},
          0x80000 + 0x1000);
  writeBd(Shim, 1, {{BF::BufferLength, 128}}, arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 0);
  push(Mem, Dir::S2MM, 0, 0);
  settle();
  push(Mem, Dir::MM2S, 0, 1);
  push(Shim, Dir::S2MM, 0, 1);
  settle();
  EXPECT_EQ(problemText(), "");
  std::vector<uint32_t> Want;
  for (unsigned D3 = 0; Want.size() < 128; ++D3)
    for (unsigned D2 = 0; D2 < 3; ++D2)
      for (unsigned D1 = 0; D1 < 2; ++D1)
        for (unsigned D0 = 0; D0 < 4 && Want.size() < 128; ++D0)
          Want.push_back(D3 * 8 + D2 + D1 * 40 + D0 * 5);
  EXPECT_EQ(words(Out), Want);
}

TEST_F(ArrayDma, ShimPatternScatters) {
  routeLoopback();
  HostBuffer &In = iota(0, 24);
  HostBuffer &Out = blank(1, 64);
  writeBd(Shim, 0, {{BF::BufferLength, 24}}, arrayAddress(In));
  writeBd(Shim, 1,
          {{BF::BufferLength, 24},
           {BF::D0Stepsize, 1},
           {BF::D0Wrap, 4},
           {BF::D1Stepsize, 10},
           {BF::D1Wrap, 3},
           {BF::D2Stepsize, 5}},
          arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 0);
  push(Shim, Dir::S2MM, 0, 1);
  settle();
  std::vector<uint32_t> Want(64, 0xEEEEEEEE);
  unsigned N = 0;
  for (unsigned D2 = 0; D2 < 2; ++D2)
    for (unsigned D1 = 0; D1 < 3; ++D1)
      for (unsigned D0 = 0; D0 < 4; ++D0)
        Want[D2 * 5 + D1 * 10 + D0] = N++;
  EXPECT_EQ(words(Out), Want);
}

TEST_F(ArrayDma, PaddingSurroundsTheData) {
  routeThroughMem();
  HostBuffer &In = iota(0, 6, 100);
  HostBuffer &Out = blank(1, 35);
  writeBd(Shim, 0, {{BF::BufferLength, 6}}, arrayAddress(In));
  writeBd(Mem, 0, {{BF::BufferLength, 6}}, 0x80000);
  // Rows of 3 words, 2 rows; 1 word before, 3 after; 2 rows before, 1 after.
  writeBd(Mem, 1,
          {{BF::BufferLength, 35},
           {BF::D0Wrap, 3},
           {BF::D0ZeroBefore, 1},
           {BF::D0ZeroAfter, 3},
           {BF::D1Stepsize, 3},
           {BF::D1Wrap, 2},
           {BF::D1ZeroBefore, 2},
           {BF::D1ZeroAfter, 1}},
          0x80000);
  writeBd(Shim, 1, {{BF::BufferLength, 35}}, arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 0);
  push(Mem, Dir::S2MM, 0, 0);
  settle();
  push(Mem, Dir::MM2S, 0, 1);
  push(Shim, Dir::S2MM, 0, 1);
  settle();
  EXPECT_EQ(problemText(), "");
  std::vector<uint32_t> Want(35);
  for (unsigned R = 0; R < 2; ++R)
    for (unsigned C = 0; C < 3; ++C)
      Want[(R + 2) * 7 + 1 + C] = 100 + R * 3 + C;
  EXPECT_EQ(words(Out), Want);
}

TEST_F(ArrayDma, IterationWalksBlocksAndWraps) {
  routeLoopback();
  HostBuffer &In = iota(0, 64);
  HostBuffer &Out = blank(1, 20);
  // Four words, three blocks 16 words apart, five runs: blocks 0 1 2 0 1.
  writeBd(Shim, 0,
          {{BF::BufferLength, 4},
           {BF::IterationStepsize, 16},
           {BF::IterationWrap, 3}},
          arrayAddress(In));
  writeBd(Shim, 1, {{BF::BufferLength, 20}}, arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 0, /*Repeat=*/4, /*Token=*/true);
  push(Shim, Dir::S2MM, 0, 1);
  settle();
  std::vector<uint32_t> Want;
  for (unsigned Run = 0; Run < 5; ++Run)
    for (unsigned W = 0; W < 4; ++W)
      Want.push_back(Run % 3 * 16 + W);
  EXPECT_EQ(words(Out), Want);
  // One token for the whole task; the counter stays in the descriptor.
  EXPECT_EQ(A.tokensPending({Shim, Dir::MM2S, 0}), 1u);
  const hw::BdFieldInfo *Current =
      hw::bdLayout(hw::TileKind::ShimNoC).field(BF::IterationCurrent);
  uint32_t Word = read(Shim, hw::bdLayout(hw::TileKind::ShimNoC).offset(0) +
                                 4 * Current->Word);
  EXPECT_EQ(Current->Bits.extract(Word), 2u);
}

TEST_F(ArrayDma, ChainsRepeatWhole) {
  routeLoopback();
  HostBuffer &In = iota(0, 8);
  HostBuffer &Out = blank(1, 16);
  writeBd(Shim, 0, {{BF::BufferLength, 4}, {BF::UseNextBD, 1}, {BF::NextBD, 5}},
          arrayAddress(In));
  writeBd(Shim, 5, {{BF::BufferLength, 4}}, arrayAddress(In, 16));
  writeBd(Shim, 1, {{BF::BufferLength, 16}}, arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 0, /*Repeat=*/1);
  push(Shim, Dir::S2MM, 0, 1);
  settle();
  std::vector<uint32_t> Want = sequence(8);
  Want.insert(Want.end(), Want.begin(), Want.begin() + 8);
  EXPECT_EQ(words(Out), Want);
}

// Ping-pong through the mem tile: two buffers, two locks, cyclic chains.
TEST_F(ArrayDma, DoubleBufferWithLocks) {
  routeThroughMem();
  HostBuffer &In = iota(0, 64);
  HostBuffer &Out = blank(1, 64);
  const unsigned Own = 64; // The mem tile's own locks as its DMA counts them.
  setLock(Mem, 0, 2);
  for (unsigned I = 0; I < 2; ++I) {
    writeBd(Mem, I,
            {{BF::BufferLength, 8},
             {BF::LockAcqEnable, 1},
             {BF::LockAcqID, Own + 0},
             {BF::LockAcqValue, -1},
             {BF::LockRelID, Own + 1},
             {BF::LockRelValue, 1},
             {BF::UseNextBD, 1},
             {BF::NextBD, 1 - I}},
            0x80000 + 32 * I);
    writeBd(Mem, 2 + I,
            {{BF::BufferLength, 8},
             {BF::LockAcqEnable, 1},
             {BF::LockAcqID, Own + 1},
             {BF::LockAcqValue, -1},
             {BF::LockRelID, Own + 0},
             {BF::LockRelValue, 1},
             {BF::UseNextBD, 1},
             {BF::NextBD, 2 + 1 - I}},
            0x80000 + 32 * I);
  }
  push(Mem, Dir::S2MM, 0, 0);
  push(Mem, Dir::MM2S, 0, 2);
  writeBd(Shim, 0, {{BF::BufferLength, 64}}, arrayAddress(In));
  writeBd(Shim, 1, {{BF::BufferLength, 64}}, arrayAddress(Out));
  push(Shim, Dir::S2MM, 0, 1, 0, true);
  push(Shim, Dir::MM2S, 0, 0);
  settle();
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(words(Out), sequence(64));
  EXPECT_EQ(lock(Mem, 0), 1u); // S2MM has taken one buffer and waits for words.
  EXPECT_EQ(lock(Mem, 1), 0u);
  std::string Text = blockedText();
  EXPECT_NE(Text.find("(0,1) DMA S2MM 0, BD 0: waits for a word from the "
                      "stream, 0 of 8 words done"),
            std::string::npos)
      << Text;
  EXPECT_NE(Text.find("(0,1) DMA MM2S 0, BD 2: waits for lock 1 of (0,1) "
                      "(value 0, needs at least 1); released by: (0,1) BD 0 "
                      "(+1, on DMA S2MM 0), (0,1) BD 1 (+1, on DMA S2MM 0)"),
            std::string::npos)
      << Text;
}

TEST_F(ArrayDma, QueueHoldsFourTasksAndLosesMore) {
  // Nothing is connected: the first task stays active, four more wait.
  HostBuffer &In = iota(0, 64);
  writeBd(Shim, 0, {{BF::BufferLength, 64}}, arrayAddress(In));
  push(Shim, Dir::MM2S, 0, 0);
  settle();
  for (unsigned I = 0; I < 4; ++I)
    push(Shim, Dir::MM2S, 0, 0);
  EXPECT_FALSE(A.faulted());
  auto Bit = [&](const char *Name) {
    return hw::registerField(hw::TileKind::ShimNoC, "DMA_MM2S_Status_{0}", Name)
        .extract(status(Shim, Dir::MM2S, 0));
  };
  EXPECT_EQ(Bit("Task_Queue_Size"), 4u);
  EXPECT_EQ(Bit("Channel_Running"), 1u);
  EXPECT_EQ(Bit("Stalled_Stream_Backpressure"), 1u);
  EXPECT_EQ(Bit("Task_Queue_Overflow"), 0u);
  push(Shim, Dir::MM2S, 0, 0);
  EXPECT_TRUE(A.faulted());
  EXPECT_NE(problemText().find("(0,0) DMA MM2S 0: task queue overflow"),
            std::string::npos);
  EXPECT_EQ(Bit("Task_Queue_Size"), 4u);
  EXPECT_EQ(Bit("Task_Queue_Overflow"), 1u);
  // Sticky until 1 is written.
  uint32_t Mask =
      hw::registerField(hw::TileKind::ShimNoC, "DMA_MM2S_Status_{0}",
                        "Task_Queue_Overflow")
          .mask();
  write(Shim, hw::channel(hw::TileKind::ShimNoC, Dir::MM2S, 0)->Status, Mask);
  EXPECT_EQ(Bit("Task_Queue_Overflow"), 0u);
}

TEST_F(ArrayDma, InvalidDescriptorStopsTheChannel) {
  push(Mem, Dir::S2MM, 1, 30);
  settle();
  EXPECT_TRUE(A.faulted());
  EXPECT_NE(problemText().find("(0,1) DMA S2MM 1, BD 30: the descriptor is not "
                               "valid"),
            std::string::npos);
  EXPECT_EQ(hw::registerField(hw::TileKind::Mem, "DMA_S2MM_Status_{0}",
                              "Error_BD_Invalid")
                .extract(status(Mem, Dir::S2MM, 1)),
            1u);
  // An even descriptor half does not belong to an odd channel.
  A.clearProblems();
  push(Mem, Dir::S2MM, 3, 0);
  settle();
  EXPECT_NE(problemText().find("cannot use that descriptor"),
            std::string::npos);
}

TEST_F(ArrayDma, HostAccessOutsideABufferNamesTheDescriptor) {
  routeLoopback();
  HostBuffer &In = iota(0, 64);
  HostBuffer &Out = blank(1, 16);
  writeBd(Shim, 3, {{BF::BufferLength, 64}}, arrayAddress(In));
  writeBd(Shim, 7, {{BF::BufferLength, 64}}, arrayAddress(Out));
  push(Shim, Dir::MM2S, 0, 3);
  push(Shim, Dir::S2MM, 0, 7);
  settle();
  EXPECT_TRUE(A.faulted());
  std::string Text = problemText();
  EXPECT_NE(Text.find("(0,0) DMA S2MM 0, BD 7: writes host address"),
            std::string::npos)
      << Text;
  EXPECT_NE(Text.find("byte 64 of argument 1, which has only 64 bytes"),
            std::string::npos)
      << Text;
}

// Mem tile DMA: the neighbours' memories and locks, but not from channel 4.
TEST_F(ArrayDma, MemTileReachesItsNeighbours) {
  hw::TileId East{1, 1};
  connect(Shim, shimIn(0), {B::North, 0});
  connect(Mem, {B::South, 0}, {B::DMA, 0});
  HostBuffer &In = iota(0, 4, 7);
  writeBd(Shim, 0, {{BF::BufferLength, 4}}, arrayAddress(In));
  // East neighbour: memory at 0x100000, locks from 128.
  writeBd(
      Mem, 0,
      {{BF::BufferLength, 4}, {BF::LockRelID, 128 + 5}, {BF::LockRelValue, 3}},
      0x100000 + 0x40);
  push(Mem, Dir::S2MM, 0, 0);
  push(Shim, Dir::MM2S, 0, 0);
  settle();
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(words(A.dataMemory(East).slice(0x40, 16)), sequence(4, 7));
  EXPECT_EQ(lock(East, 5), 3u);

  push(Mem, Dir::MM2S, 4, 0);
  settle();
  EXPECT_NE(problemText().find("(0,1) DMA MM2S 4, BD 0: byte address 0x100040 "
                               "is out of this channel's reach"),
            std::string::npos)
      << problemText();
  EXPECT_EQ(hw::registerField(hw::TileKind::Mem, "DMA_MM2S_Status_{0}",
                              "Error_DM_Access_to_Unavailable")
                .extract(status(Mem, Dir::MM2S, 4)),
            1u);
}

TEST_F(ArrayDma, ChannelResetEmptiesQueueAndState) {
  const hw::ChannelRegisters *C = hw::channel(hw::TileKind::Core, Dir::S2MM, 0);
  writeBd(Core, 0, {{BF::BufferLength, 4}});
  push(Core, Dir::S2MM, 0, 0);
  push(Core, Dir::S2MM, 0, 0);
  settle();
  EXPECT_NE(blockedText(), "");
  uint32_t Reset =
      hw::registerField(hw::TileKind::Core, "DMA_S2MM_{0}_Ctrl", "Reset")
          .mask();
  write(Core, C->Control, Reset);
  write(Core, C->Control, 0);
  EXPECT_EQ(read(Core, C->Status), 0u);
  EXPECT_EQ(blockedText(), "");
}

// Without a route the token stays in the tile, and the report says so.
TEST_F(ArrayDma, TokenNeedsARouteToTheFirmware) {
  hw::TileId Other{1, 0};
  const unsigned Field = hw::shimMuxField(3)->Lsb;
  write(Other, hw::shimMuxOffset(), 1u << Field);
  HostBuffer &In = iota(0, 1);
  writeBd(Other, 0, {{BF::BufferLength, 1}}, arrayAddress(In));
  push(Other, Dir::MM2S, 0, 0, 0, true);
  settle();
  EXPECT_EQ(A.tokensIssued({Other, Dir::MM2S, 0}), 1u);
  EXPECT_EQ(A.tokensPending({Other, Dir::MM2S, 0}), 0u);
  EXPECT_NE(blockedText().find("switch (1,0) slave TileControl 0 holds 1 word"),
            std::string::npos)
      << blockedText();
}
} // namespace

namespace {
class ArrayDmaModes : public ArrayFixture {
protected:
  const hw::TileId Mem{0, 1}, Core{0, 2};

  void SetUp() override {
    // Core MM2S 0 and 1 by packets to the mem tile's S2MM 0, headers kept.
    packetSlave(Core, {B::DMA, 0}, 0, 1, 31, 0, 0);
    packetSlave(Core, {B::DMA, 1}, 0, 2, 31, 0, 0);
    packetMaster(Core, {B::South, 0}, 0, 1, false);
    connect(Mem, {B::North, 0}, {B::DMA, 0});
    for (unsigned I = 0; I < 32; ++I)
      write(Core, 4 * I, I);
  }
  void control(Dir D, unsigned Channel, const char *Field, uint32_t Value) {
    const char *Name =
        D == Dir::S2MM ? "DMA_S2MM_{0}_Ctrl" : "DMA_MM2S_{0}_Ctrl";
    writeRegister(Mem, Name,
                  hw::registerField(hw::TileKind::Mem, Name, Field).make(Value),
                  Channel);
  }
  std::vector<uint32_t> stored(uint32_t Offset, unsigned Count) {
    return words(A.dataMemory(Mem).slice(Offset, 4 * Count));
  }
};

// Each packet goes where the descriptor that its header names says.
TEST_F(ArrayDmaModes, OutOfOrderReceiver) {
  control(Dir::S2MM, 0, "Enable_Out_of_Order", 1);
  for (unsigned C = 0; C < 2; ++C)
    writeBd(Core, C,
            {{BF::BufferLength, 4},
             {BF::EnablePacket, 1},
             {BF::PacketID, 1 + C},
             {BF::OutOfOrderBDID, C ? 6 : 11}},
            C * 64);
  writeBd(Mem, 6,
          {{BF::BufferLength, 4}, {BF::LockRelID, 64}, {BF::LockRelValue, 1}},
          0x80000 + 0x100);
  writeBd(Mem, 11,
          {{BF::BufferLength, 4}, {BF::LockRelID, 65}, {BF::LockRelValue, 1}},
          0x80000 + 0x200);
  push(Mem, Dir::S2MM, 0, 0, /*Repeat=*/1, /*Token=*/true);
  push(Core, Dir::MM2S, 0, 0);
  push(Core, Dir::MM2S, 1, 1);
  settle();
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(stored(0x200, 4), sequence(4, 0));
  EXPECT_EQ(stored(0x100, 4), sequence(4, 16));
  EXPECT_EQ(lock(Mem, 0), 1u);
  EXPECT_EQ(lock(Mem, 1), 1u);
  // Such a channel never sends a token.
  EXPECT_EQ(A.tokensIssued({Mem, Dir::S2MM, 0}), 0u);
  EXPECT_EQ(blockedText(), "");
}

// A descriptor ends at TLAST; the counts can be read back.
TEST_F(ArrayDmaModes, FinishOnTLast) {
  control(Dir::S2MM, 0, "FoT_Mode", 3);
  packetMaster(Core, {B::South, 0}, 0, 1, /*DropHeader=*/true);
  writeBd(Core, 0,
          {{BF::BufferLength, 5}, {BF::EnablePacket, 1}, {BF::PacketID, 1}}, 0);
  writeBd(Core, 1,
          {{BF::BufferLength, 3}, {BF::EnablePacket, 1}, {BF::PacketID, 2}},
          64);
  writeBd(Mem, 0, {{BF::BufferLength, 16}, {BF::UseNextBD, 1}, {BF::NextBD, 1}},
          0x80000);
  writeBd(Mem, 1, {{BF::BufferLength, 16}}, 0x80000 + 0x400);
  push(Mem, Dir::S2MM, 0, 0);
  push(Core, Dir::MM2S, 0, 0);
  settle();
  push(Core, Dir::MM2S, 1, 1);
  settle();
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(stored(0, 6), (std::vector<uint32_t>{0, 1, 2, 3, 4, 0}));
  EXPECT_EQ(stored(0x400, 4), (std::vector<uint32_t>{16, 17, 18, 0}));
  uint32_t Pop = hw::channel(hw::TileKind::Mem, Dir::S2MM, 0)->FotCountPop;
  EXPECT_EQ(read(Mem, Pop), 0x80000000u | 0u << 24 | 5u);
  EXPECT_EQ(read(Mem, Pop), 0xC0000000u | 1u << 24 | 3u);
  EXPECT_EQ(read(Mem, Pop) >> 31, 0u);
}

TEST_F(ArrayDmaModes, FinishOnTLastNeedsIt) {
  control(Dir::S2MM, 0, "FoT_Mode", 1);
  packetMaster(Core, {B::South, 0}, 0, 1, /*DropHeader=*/true);
  writeBd(Core, 0,
          {{BF::BufferLength, 9}, {BF::EnablePacket, 1}, {BF::PacketID, 1}}, 0);
  writeBd(Mem, 0, {{BF::BufferLength, 8}}, 0x80000);
  push(Mem, Dir::S2MM, 0, 0);
  push(Core, Dir::MM2S, 0, 0);
  settle();
  EXPECT_NE(problemText().find("(0,1) DMA S2MM 0, BD 0: no TLAST within the "
                               "length of the descriptor"),
            std::string::npos)
      << problemText();
}

// Three BDs make three packets unless TLAST is suppressed in the first two.
TEST_F(ArrayDmaModes, TLastSuppressionJoinsDescriptors) {
  control(Dir::S2MM, 0, "FoT_Mode", 1);
  packetMaster(Core, {B::South, 0}, 0, 1, /*DropHeader=*/true);
  writeBd(Core, 0,
          {{BF::BufferLength, 2},
           {BF::EnablePacket, 1},
           {BF::PacketID, 1},
           {BF::TLASTSuppress, 1},
           {BF::UseNextBD, 1},
           {BF::NextBD, 2}},
          0);
  writeBd(Core, 2, {{BF::BufferLength, 3}}, 64);
  writeBd(Mem, 0, {{BF::BufferLength, 16}}, 0x80000);
  push(Mem, Dir::S2MM, 0, 0);
  push(Core, Dir::MM2S, 0, 0);
  settle();
  EXPECT_EQ(stored(0, 6), (std::vector<uint32_t>{0, 1, 16, 17, 18, 0}));
  EXPECT_EQ(blockedText(), "");
}
} // namespace
