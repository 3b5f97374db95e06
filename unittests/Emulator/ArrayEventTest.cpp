//===- ArrayEventTest.cpp - broadcast, timers, counters, traces -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"
#include "aieforge/Hardware/Events.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {
class ArrayEvent : public ArrayFixture {
protected:
  const hw::TileId Shim{1, 0}, Mem{1, 1}, Core{1, 3}, Far{3, 5};

  unsigned number(hw::Module M, StringRef Name) {
    auto N = hw::eventNumber(hw::Generation::AIE2, M, Name);
    EXPECT_TRUE(N.has_value()) << Name.str();
    return N.value_or(0);
  }
  bool seen(hw::TileId T, hw::Module M, StringRef Name) {
    unsigned N = number(M, Name);
    const char *Prefix = kind(T) != hw::TileKind::Core ? ""
                         : M == hw::Module::Core       ? "core."
                                                       : "mem.";
    uint32_t Word =
        read(T, hw::registerOffset(
                    kind(T),
                    (Prefix + Twine("Event_Status") + Twine(N / 32)).str()));
    return Word >> N % 32 & 1;
  }
  void userEvent() {
    writeRegister(Shim, "Event_Generate",
                  number(hw::Module::PL, "USER_EVENT_1"));
  }
};

// Shim user event 1 on broadcast 15 resets the timers of the whole array.
TEST_F(ArrayEvent, BroadcastResetsTimersEverywhere) {
  writeRegister(Shim, "Event_Broadcast{0}_A",
                number(hw::Module::PL, "USER_EVENT_1"), 15);
  const hw::Field &Reset =
      hw::registerField(hw::TileKind::Core, "Timer_Control", "Reset_Event");
  writeRegister(Far, "mem.Timer_Control",
                Reset.make(number(hw::Module::Memory, "BROADCAST_15")));
  A.skipTo(1000);
  userEvent();
  A.skipTo(1250);
  EXPECT_TRUE(seen(Core, hw::Module::Core, "BROADCAST_15"));
  EXPECT_TRUE(seen(Mem, hw::Module::MemTile, "BROADCAST_15"));
  EXPECT_TRUE(seen(Far, hw::Module::Memory, "BROADCAST_15"));
  EXPECT_FALSE(seen(Far, hw::Module::Memory, "BROADCAST_14"));
  EXPECT_EQ(read(Far, hw::registerOffset(hw::TileKind::Core, "mem.Timer_Low")),
            250u);
  EXPECT_EQ(read(Far, hw::registerOffset(hw::TileKind::Core, "core.Timer_Low")),
            1250u);
  // The shim row does not carry broadcasts sideways.
  EXPECT_FALSE(seen({2, 0}, hw::Module::PL, "USER_EVENT_1"));
}

TEST_F(ArrayEvent, BlockedDirectionsStopABroadcast) {
  writeRegister(Shim, "Event_Broadcast{0}_A",
                number(hw::Module::PL, "USER_EVENT_1"), 3);
  for (const char *Name : {"Event_Broadcast_A_Block_North_Set",
                           "Event_Broadcast_B_Block_North_Set"})
    writeRegister(Mem, Name, 1u << 3);
  userEvent();
  EXPECT_TRUE(seen(Mem, hw::Module::MemTile, "BROADCAST_3"));
  EXPECT_FALSE(seen({1, 2}, hw::Module::Core, "BROADCAST_3"));
  EXPECT_EQ(read(Mem, hw::registerOffset(hw::TileKind::Mem,
                                         "Event_Broadcast_A_Block_North_"
                                         "Value")),
            1u << 3);
}

TEST_F(ArrayEvent, CountersCountDescriptorsAndTime) {
  using F = hw::Field;
  unsigned Finished = number(hw::Module::Memory, "DMA_S2MM_0_FINISHED_BD");
  unsigned Start = number(hw::Module::Memory, "DMA_S2MM_0_START_TASK");
  unsigned End = number(hw::Module::Memory, "DMA_S2MM_0_FINISHED_TASK");
  auto Bits = [](const char *Name) -> const F & {
    return hw::registerField(hw::TileKind::Core, "mem.Performance_Control0",
                             Name);
  };
  writeRegister(Core, "mem.Performance_Control0",
                Bits("Cnt0_Start_Event").make(Finished) |
                    Bits("Cnt0_Stop_Event").make(Finished) |
                    Bits("Cnt1_Start_Event").make(Start) |
                    Bits("Cnt1_Stop_Event").make(End));
  connect(Core, {B::DMA, 1}, {B::DMA, 1});
  // S2MM 0 from MM2S 0 of the same tile is the legal loop.
  connect(Core, {B::DMA, 0}, {B::DMA, 0});
  writeBd(Core, 0, {{BF::BufferLength, 20}}, 0);
  writeBd(Core, 1, {{BF::BufferLength, 5}}, 0x100);
  push(Core, Dir::S2MM, 0, 1, /*Repeat=*/3);
  push(Core, Dir::MM2S, 0, 0);
  settle();
  EXPECT_EQ(problemText(), "");
  auto Counter = [&](const char *Name) {
    return read(Core, hw::registerOffset(hw::TileKind::Core, Name));
  };
  EXPECT_EQ(Counter("mem.Performance_Counter0"), 4u);
  EXPECT_GE(Counter("mem.Performance_Counter1"), 19u);
  EXPECT_LT(Counter("mem.Performance_Counter1"), 40u);
  EXPECT_EQ(A.withoutEffect().count("Performance_Control0"), 0u);
}
// One frame of each length, by hand. The words arrive in the tile's own memory.
TEST_F(ArrayEvent, TracePacketsHoldEventsAndTimes) {
  auto User = [&](unsigned K) {
    return number(hw::Module::Core, ("USER_EVENT_" + Twine(K)).str());
  };
  auto At = [&](uint64_t Cycle, ArrayRef<unsigned> Events) {
    A.skipTo(Cycle);
    for (unsigned K : Events)
      writeRegister(Core, "core.Event_Generate", User(K));
  };
  connect(Core, {B::Trace, 0}, {B::DMA, 0});
  writeBd(Core, 0, {{BF::BufferLength, 8}}, 0x400);
  push(Core, Dir::S2MM, 0, 0);
  writeRegister(Core, "core.Trace_Control1", 7);
  writeRegister(Core, "core.Trace_Event0", User(1));
  writeRegister(Core, "core.Trace_Event1", User(2) << 8); // Slot 5.
  writeRegister(Core, "core.Trace_Control0", User(0) << 16 | User(3) << 24);
  settle();
  At(100, {0});       // Start: F0, then the timer.
  At(105, {1});       // 4 cycles between: 0 000 0100
  At(205, {2});       // 99: 100 101 00 01100011
  At(5205, {1});      // 4999: 101 000 00 00010011 10000111
  At(5210, {1, 2});   // 1100 0010 0001 0100
  At(305210, {1});    // 299999: FF for 262143, then 37856.
  At(305300, {3, 1}); // The end; what follows is not traced.
  settle();
  const uint32_t Expected[] = {0x80230007, 0xF0000000, 0x00000064, 0x049463A0,
                               0x1387C214, 0xFFA093E0, 0xFEFEFEFE, 0xFEFEFEFE};
  EXPECT_EQ(words(A.dataMemory(Core).slice(0x400, 32)),
            std::vector<uint32_t>(std::begin(Expected), std::end(Expected)));
  EXPECT_EQ(problemText(), "");
}

// A stream that nobody takes words from: packets are lost, and it is said.
TEST_F(ArrayEvent, TraceOverrun) {
  unsigned Event = number(hw::Module::Core, "USER_EVENT_1");
  writeRegister(Core, "core.Trace_Event0", Event);
  // TRUE, which starts at once.
  writeRegister(Core, "core.Trace_Control0", 1 << 16);
  for (unsigned K = 0; K < 400; ++K) {
    A.skipTo(A.cycle() + 2);
    writeRegister(Core, "core.Event_Generate", Event);
    settle();
  }
  EXPECT_NE(problemText().find("trace unit 0 of (1,3) lost a packet"),
            std::string::npos);
  EXPECT_EQ(
      read(Core, hw::registerOffset(hw::TileKind::Core, "core.Trace_Status")) >>
          8,
      3u);
  EXPECT_NE(blockedText().find("(1,3) trace unit 0: 60 words wait"),
            std::string::npos)
      << blockedText();
}

// A AND B, C OR_NOT D, both; an edge when an event ends.
TEST_F(ArrayEvent, CombinationsAndEdges) {
  auto User = [&](unsigned K) {
    return number(hw::Module::Core, ("USER_EVENT_" + Twine(K)).str());
  };
  auto Now = [&](ArrayRef<unsigned> Events) {
    for (unsigned K : Events)
      writeRegister(Core, "core.Event_Generate", User(K));
    settle();
  };
  writeRegister(Core, "core.Combo_event_inputs",
                User(0) | User(1) << 8 | User(2) << 16 | User(3) << 24);
  writeRegister(Core, "core.Combo_event_control", 0 | 3 << 8);
  writeRegister(Core, "core.Edge_Detection_event_control",
                User(2) | 1 << 10 /* falling */);
  auto Seen = [&](const char *Name) {
    return seen(Core, hw::Module::Core, Name);
  };
  Now({3});
  EXPECT_FALSE(Seen("COMBO_EVENT_1"));
  Now({0});
  EXPECT_FALSE(Seen("COMBO_EVENT_0"));
  EXPECT_TRUE(Seen("COMBO_EVENT_1"));
  EXPECT_FALSE(Seen("COMBO_EVENT_2"));
  EXPECT_FALSE(Seen("EDGE_DETECTION_EVENT_0"));
  Now({0, 1});
  EXPECT_TRUE(Seen("COMBO_EVENT_0"));
  EXPECT_TRUE(Seen("COMBO_EVENT_2"));
  Now({2});
  EXPECT_TRUE(Seen("EDGE_DETECTION_EVENT_0"));
  EXPECT_FALSE(Seen("EDGE_DETECTION_EVENT_1"));
}

} // namespace
