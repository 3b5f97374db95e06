//===- ArrayCoreTest.cpp - cores in the array -----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"
#include "CoreTestBench.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {
const std::string Stop = "done\nnop\nnop\nnop\nnop\nnop\n";
const std::string Wait = "nop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\n";

std::string count(unsigned N, StringRef Line) {
  std::string S;
  for (unsigned I = 0; I < N; ++I)
    S += (Line + "\n").str();
  return S;
}

/// An array with some core quantum and agent order.
struct CoreArray : ArrayFixture {
  void TestBody() override {}
  explicit CoreArray(ArrayOptions O = {}) : ArrayFixture(O) {}

  void load(hw::TileId T, StringRef Program) {
    std::vector<uint8_t> Code = assemble(Program);
    EXPECT_TRUE(A.core(T)->writeProgramMemory(0, Code));
    enable(T);
  }
  void enable(hw::TileId T) {
    writeRegister(T, "Core_Control", 0);
    writeRegister(T, "Core_Control", 1);
  }
  using ArrayFixture::A;
  using ArrayFixture::B;
  using ArrayFixture::BF;
  using ArrayFixture::blank;
  using ArrayFixture::blockedText;
  using ArrayFixture::connect;
  using ArrayFixture::Dir;
  using ArrayFixture::iota;
  using ArrayFixture::lock;
  using ArrayFixture::openShim;
  using ArrayFixture::problemText;
  using ArrayFixture::push;
  using ArrayFixture::read;
  using ArrayFixture::setLock;
  using ArrayFixture::settle;
  using ArrayFixture::words;
  using ArrayFixture::write;
  using ArrayFixture::writeBd;
  using ArrayFixture::writeRegister;
};

const hw::TileId Low{0, 2}, High{0, 3}, Right{1, 2};

/// Low computes for a while, stores a value and releases its lock 3; High waits
/// for that lock of its southern neighbour, copies the value plus one, and
/// releases its own lock 0.
void runHandOver(CoreArray &S) {
  S.load(Low, count(50, "add r1, r1, #2") + "mov r2, #1\nmovxm p0, #458768\n" +
                  Wait + "st r1, [p0, #0]\n" + Wait + "rel #51, r2\n" + Wait +
                  Stop);
  S.load(High, "mov r1, #-1\nmov r2, #1\nmovxm p0, #262160\n"
               "movxm p1, #458784\n" +
                   Wait + "acq #3, r1\n" + "lda r3, [p0, #0]\n" + Wait +
                   "add r3, r3, #1\n" + Wait + "st r3, [p1, #0]\n" + Wait +
                   "rel #48, r2\n" + Wait + Stop);
  S.settle();
}

TEST(ArrayCore, LockHandsDataToTheNeighbour) {
  CoreArray S;
  runHandOver(S);
  EXPECT_EQ(S.problemText(), "");
  EXPECT_EQ(S.A.core(Low)->state(), CoreState::Done);
  EXPECT_EQ(S.A.core(High)->state(), CoreState::Done);
  EXPECT_EQ(S.read(Low, 0x10), 100u);
  EXPECT_EQ(S.read(High, 0x20), 101u);
  EXPECT_EQ(S.lock(Low, 3), 0u);
  EXPECT_EQ(S.lock(High, 0), 1u);
  EXPECT_GT(S.A.core(High)->stats().StallCycles[size_t(StallReason::LockSouth)],
            40u);
}

// Running ahead must not change when things happen.
TEST(ArrayCore, QuantumAndOrderDoNotChangeTime) {
  auto Times = [](ArrayOptions O) {
    CoreArray S(O);
    runHandOver(S);
    EXPECT_EQ(S.read(High, 0x20), 101u);
    const CoreStats &Stats = S.A.core(High)->stats();
    return std::make_tuple(Stats.Cycles,
                           Stats.StallCycles[size_t(StallReason::LockSouth)],
                           S.A.core(Low)->stats().Cycles);
  };
  ArrayOptions Exact, Shuffled;
  Exact.CoreQuantum = 1;
  Shuffled.OrderSeed = 99;
  auto Want = Times({});
  EXPECT_EQ(Times(Exact), Want);
  EXPECT_EQ(Times(Shuffled), Want);
}

TEST(ArrayCore, ReportSaysWhoCouldRelease) {
  CoreArray S;
  S.load(High, "mov r1, #-2\n" + Wait + "acq #5, r1\n" + Wait + Stop);
  S.writeBd(Low, 9,
            {{hw::BdField::BufferLength, 4},
             {hw::BdField::LockRelID, 5},
             {hw::BdField::LockRelValue, 1}});
  S.settle();
  EXPECT_EQ(
      S.blockedText(),
      "core (0,3) at pc 0x14 waits for lock 5 of (0,2) (value 0, needs at "
      "least 2); released by: (0,2) BD 9 (+1, no channel will run it); no "
      "core has released it yet\n");
  EXPECT_EQ(hw::registerField(hw::TileKind::Core, "Core_Status", "Lock_Stall_S")
                .extract(S.read(High, hw::registerOffset(hw::TileKind::Core,
                                                         "Core_Status"))),
            1u);
  S.setLock(Low, 5, 2);
  S.settle();
  EXPECT_EQ(S.A.core(High)->state(), CoreState::Done);
}

// Shim to the core's stream input; the core adds and sends back.
TEST(ArrayCore, StreamsThroughTheCore) {
  CoreArray S;
  using B = hw::Bundle;
  using BF = hw::BdField;
  using Dir = hw::Direction;
  const hw::TileId Shim{0, 0}, Mem{0, 1};
  S.openShim(0);
  S.connect(Shim, {B::South, 3}, {B::North, 0});
  S.connect(Mem, {B::South, 0}, {B::North, 0});
  S.connect(Low, {B::South, 0}, {B::Core, 0});
  S.connect(Low, {B::Core, 0}, {B::South, 0});
  S.connect(Mem, {B::North, 0}, {B::South, 0});
  S.connect(Shim, {B::North, 0}, {B::South, 2});
  std::string Body;
  for (unsigned I = 0; I < 4; ++I)
    Body += "mov r2, SS\n" + Wait + "add r2, r2, #5\n" + Wait + "mov ms, r2\n" +
            Wait;
  S.load(Low, Body + Stop);
  HostBuffer &In = S.iota(0, 4, 1000);
  HostBuffer &Out = S.blank(1, 4);
  uint64_t Host = hw::hostAddressOffset();
  S.writeBd(Shim, 0, {{BF::BufferLength, 4}}, In.DeviceAddress + Host);
  S.writeBd(Shim, 1, {{BF::BufferLength, 4}}, Out.DeviceAddress + Host);
  S.push(Shim, Dir::S2MM, 0, 1);
  S.settle();
  EXPECT_NE(S.blockedText().find("core (0,2) at pc 0x0 waits for a word on its "
                                 "stream input"),
            std::string::npos)
      << S.blockedText();
  S.push(Shim, Dir::MM2S, 0, 0);
  S.settle();
  EXPECT_EQ(S.problemText(), "");
  EXPECT_EQ(S.words(Out), (std::vector<uint32_t>{1005, 1006, 1007, 1008}));
}

// A core that polls its stream sees a word that comes while it polls.
TEST(ArrayCore, PollingSeesLaterWords) {
  CoreArray S;
  using B = hw::Bundle;
  S.connect(Low, {B::DMA, 0}, {B::Core, 0});
  S.load(Low, "movxm p0, #458784\nmov r3, #1\n" + Wait + R"(
    .align 16
  poll:
    mov.nb r2, SS
    nop
    nop
    nop
    nop
    nop
    nop
    nop
    nop
    mov r1, srSS0
    nop
    and r1, r1, r3
    nop
    jz r1, #poll
    nop
    nop
    nop
    nop
    nop
    st r2, [p0, #0]
  )" + Wait + Stop);
  S.A.runUntilQuiet(20000);
  ASSERT_EQ(S.A.coreReports().size(), 1u);
  EXPECT_EQ(S.A.coreReports()[0].State, CoreState::Running);
  S.write(Low, 0x100, 0x5EED);
  S.writeBd(Low, 0, {{hw::BdField::BufferLength, 1}}, 0x100);
  S.push(Low, hw::Direction::MM2S, 0, 0);
  S.settle();
  EXPECT_EQ(S.A.core(Low)->state(), CoreState::Done);
  EXPECT_EQ(S.read(Low, 0x20), 0x5EEDu);
}

TEST(ArrayCore, FaultNamesTheCore) {
  CoreArray S;
  S.load(Right, "movxm p0, #1\n" + Wait + "lda r1, [p0, #0]\n" + Wait + Stop);
  S.settle();
  EXPECT_TRUE(S.A.faulted());
  EXPECT_EQ(S.problemText().rfind("core (1,2): ", 0), 0u) << S.problemText();
}

TEST(ArrayCore, ResetAndEnableRestart) {
  CoreArray S;
  S.load(Low, "add r1, r1, #1\n" + Wait + Stop);
  S.settle();
  EXPECT_EQ(S.A.core(Low)->state(), CoreState::Done);
  const hw::Field &Done =
      hw::registerField(hw::TileKind::Core, "Core_Status", "Core_Done");
  uint32_t Status = hw::registerOffset(hw::TileKind::Core, "Core_Status");
  EXPECT_EQ(Done.extract(S.read(Low, Status)), 1u);
  S.writeRegister(Low, "Core_Control", 2);
  EXPECT_EQ(Done.extract(S.read(Low, Status)), 0u);
  S.enable(Low);
  S.settle();
  EXPECT_EQ(S.A.core(Low)->state(), CoreState::Done);
  EXPECT_EQ((*S.A.core(Low)->readRegister("r1"))[0], 1u);
}
} // namespace
