//===- CoreControlTest.cpp - jumps, loops, locks, streams, faults ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge::emu;

namespace {

const char *const Stop = "done\nnop\nnop\nnop\nnop\nnop\n";

TEST(CoreBranches, FiveDelaySlotsExecute) {
  CoreBench B;
  B.run(R"(
    j #target
    add r0, r0, #1
    add r0, r0, #2
    add r0, r0, #4
    add r0, r0, #8
    add r0, r0, #16
    add r0, r0, #32
    .align 16
  target:
    mov r1, #1
    done
    nop
    nop
    nop
    nop
    add r2, r2, #7
    add r2, r2, #8
  )");
  EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
  EXPECT_EQ(B.reg("r0"), 31u);
  EXPECT_EQ(B.reg("r1"), 1u);
  // The five bundles behind done issue; the sixth does not.
  EXPECT_EQ(B.reg("r2"), 7u);
}

TEST(CoreBranches, CallWritesTheAddressBehindTheDelaySlots) {
  CoreBench B;
  B.run(R"(
    mov lr, #77
    jl #callee
    mov r1, lr
    mov r2, lr
    mov r3, lr
    mov r4, lr
    nop
    mov r5, #5
    done
    nop
    nop
    nop
    nop
    nop
    .align 16
  callee:
    ret lr
    nop
    nop
    nop
    nop
    mov r6, #6
    mov r7, #7
  )");
  EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
  // lr is written in cycle 4: distances 1, 2, 3 see the old one.
  EXPECT_EQ(B.reg("r1"), 77u);
  EXPECT_EQ(B.reg("r3"), 77u);
  EXPECT_EQ(B.reg("r4"), B.reg("lr"));
  EXPECT_EQ(B.reg("r5"), 5u);
  EXPECT_EQ(B.reg("r6"), 6u);
  EXPECT_EQ(B.reg("r7"), 0u);
}

TEST(CoreBranches, Conditions) {
  for (uint32_t R : {0u, 1u, 0x80000000u}) {
    CoreBench B;
    B.load(std::string(R"(
      jz r0, #zero
      nop
      nop
      nop
      nop
      nop
      add r1, r1, #1
      .align 16
    zero:
      jnz r0, #nonzero
      nop
      nop
      nop
      nop
      nop
      add r1, r1, #2
      .align 16
    nonzero:
    )") + Stop);
    B.setReg("r0", R);
    B.C.run(100);
    EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
    EXPECT_EQ(B.reg("r1"), R ? 1u : 2u);
  }
}

TEST(CoreBranches, JnzdTestsBeforeItDecrements) {
  for (uint32_t N : {0u, 1u, 4u}) {
    CoreBench B;
    B.load(std::string(R"(
      movxm p1, #loop
      .align 16
    loop:
      jnzd r0, r0, p1
      add r1, r1, #1
      nop
      nop
      nop
      nop
    )") + Stop);
    B.setReg("r0", N);
    B.C.run(200);
    EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
    EXPECT_EQ(B.reg("r1"), N + 1);
    EXPECT_EQ(B.reg("r0"), 0xffffffffu);
  }
}

TEST(CoreBranches, TransferInADelaySlotIsAFault) {
  CoreBench B;
  B.run("j #0\nnop\nj #0\nnop\nnop\nnop\nnop\n");
  EXPECT_EQ(B.C.state(), CoreState::Faulted);
  EXPECT_TRUE(B.C.faultText().contains("delay slots")) << B.fault();
  EXPECT_TRUE(B.C.faultText().contains("j #0")) << B.fault();
}

/// The hardware loop runs its body lc times, and once for lc = 0.
TEST(CoreLoops, CountOfTheHardwareLoop) {
  for (uint32_t N : {0u, 1u, 2u, 9u}) {
    CoreBench B;
    B.load(std::string(R"(
      movxm ls, #start
      movxm le, #last
      mov lc, r0
      full nopm
      full nopm
      full nopm
      full nopm
      full nopm
      full nopm
      .align 16
    start:
      full add r1, r1, #1
      full add r2, r2, #2
    last:
      full add r3, r3, #3
    )") + Stop);
    B.setReg("r0", N);
    B.C.run(200);
    EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
    uint32_t Times = N ? N : 1;
    EXPECT_EQ(B.reg("r1"), Times);
    EXPECT_EQ(B.reg("r2"), Times * 2);
    EXPECT_EQ(B.reg("r3"), Times * 3);
    EXPECT_EQ(B.reg("lc"), 0u);
  }
}

//===--- The two copy loops -----------------------------------------------===//

std::vector<uint8_t> bytes(llvm::StringRef Hex) {
  std::string Digits;
  for (char C : Hex)
    if (llvm::isHexDigit(C))
      Digits += C;
  std::string Raw = llvm::fromHex(Digits);
  return std::vector<uint8_t>(Raw.begin(), Raw.end());
}

/// Both loops as encoded by hand, then `done` at 0xd0.
std::vector<uint8_t> copyLoops() {
  std::vector<uint8_t> Code = bytes(
      "1dff01487020 0100 950140000000 0100 0100 0100 0100 19820308 19180010"
      "0100 0100 0100 0100 0100 0100 0100 0100 0100"
      "5580e0000000 5560e1080000 5916701d"
      "c0030000000000000000003870200000");
  for (int I = 0; I != 6; ++I)
    for (uint8_t Byte : bytes("c0030088030000000000000000000000"))
      Code.push_back(Byte);
  for (uint8_t Byte : bytes("c003000000000000c081030000000000"
                            "19180010 0100 0100 0100 0100 0100 0100"))
    Code.push_back(Byte);
  for (uint8_t Byte : assemble(Stop))
    Code.push_back(Byte);
  return Code;
}

class CoreCopy : public testing::TestWithParam<unsigned> {};

TEST_P(CoreCopy, Scalar) {
  unsigned N = GetParam();
  CoreBench B;
  B.loadBytes(copyLoops());
  for (unsigned I = 0; I != N; ++I)
    B.Bus.setWord(0x71000 + 4 * I, 0xabc00000 + I);
  B.setReg("p0", 0x72000);
  B.setReg("p1", 0x71000);
  B.setReg("r0", N);
  B.setReg("lr", 0xd0);
  B.C.run(10000);
  ASSERT_EQ(B.C.state(), CoreState::Done) << B.fault();
  for (unsigned I = 0; I != N; ++I)
    EXPECT_EQ(B.Bus.word(0x72000 + 4 * I), 0xabc00000 + I);
  EXPECT_EQ(B.Bus.word(0x72000 + 4 * N), 0u);
  // Eight cycles a word, ret and done with their six each.
  EXPECT_EQ(B.C.stats().Bundles, 8 * N + 12);
}

TEST_P(CoreCopy, Vector) {
  unsigned N = GetParam();
  CoreBench B;
  B.loadBytes(copyLoops());
  for (unsigned I = 0; I != 8 * N; ++I)
    B.Bus.setWord(0x71000 + 4 * I, 0xabc00000 + I);
  B.setReg("p0", 0x72000);
  B.setReg("p1", 0x71000);
  B.setReg("r0", N);
  B.setReg("lr", 0xd0);
  B.C.setPC(0x30);
  B.C.run(10000);
  ASSERT_EQ(B.C.state(), CoreState::Done) << B.fault();
  for (unsigned I = 0; I != 8 * N; ++I)
    EXPECT_EQ(B.Bus.word(0x72000 + 4 * I), 0xabc00000 + I);
  EXPECT_EQ(B.Bus.word(0x72000 + 32 * N), 0u);
}

INSTANTIATE_TEST_SUITE_P(Counts, CoreCopy, testing::Values(1, 2, 5, 17));

//===--- Control ------------------------------------------------------------//

TEST(CoreControl, HeldUntilEnabledAndOutOfReset) {
  CoreBench B;
  std::vector<uint8_t> Code = assemble("add r0, r0, #1\nadd r0, r0, #1\n");
  ASSERT_TRUE(B.C.writeProgramMemory(0, Code));
  EXPECT_EQ(B.C.state(), CoreState::Held);
  EXPECT_EQ(B.C.run(10), 0u);
  B.C.setEnable(true);
  EXPECT_EQ(B.C.run(10), 0u);
  B.C.setReset(false);
  EXPECT_EQ(B.C.run(1), 1u);
  EXPECT_EQ(B.reg("r0"), 1u);
  B.C.setEnable(false);
  EXPECT_EQ(B.C.run(1), 0u);
  B.C.setEnable(true);
  EXPECT_EQ(B.C.run(1), 1u);
  EXPECT_EQ(B.reg("r0"), 2u);
  B.C.setReset(true);
  EXPECT_EQ(B.C.run(1), 0u);
  EXPECT_EQ(B.reg("r0"), 0u);
  EXPECT_EQ(B.C.pc(), 0u);
}

TEST(CoreControl, EnableGoesOnBehindDone) {
  CoreBench B;
  B.run(std::string(Stop) + "mov r1, #1\nnop\n" + Stop);
  EXPECT_EQ(B.C.state(), CoreState::Done);
  EXPECT_EQ(B.C.run(10), 0u);
  EXPECT_EQ(B.reg("r1"), 0u);
  B.C.setEnable(true);
  EXPECT_EQ(B.C.state(), CoreState::Running);
  B.C.run(100);
  EXPECT_EQ(B.C.state(), CoreState::Done);
  EXPECT_EQ(B.reg("r1"), 1u);
}

TEST(CoreControl, DoneWaitsForThePipeline) {
  CoreBench B;
  B.load(std::string("done\nnop\nnop\nnop\nnop\nst.s8 r3, [p2, #0]\n"));
  B.setReg("p2", 0x70100);
  B.setReg("r3", 0x55);
  B.C.run(100);
  EXPECT_EQ(B.C.state(), CoreState::Done);
  EXPECT_EQ(B.Bus.word(0x70100), 0x55u);
}

TEST(CoreControl, NewProgramIsDecodedAgain) {
  CoreBench B;
  B.run("mov r0, #1\nnop\nj #0\nnop\nnop\nnop\nnop\nnop\n", 20);
  EXPECT_EQ(B.reg("r0"), 1u);
  ASSERT_TRUE(B.C.writeProgramMemory(0, assemble("mov r0, #2\n")));
  B.C.run(20);
  EXPECT_EQ(B.reg("r0"), 2u);
  EXPECT_FALSE(B.C.writeProgramMemory(0x3fff, {1, 2}));
}

TEST(CoreControl, Events) {
  CoreBench B;
  B.run("event #2\nevent #0\nnop\n", 3);
  EXPECT_EQ(B.Bus.Events, (std::vector<unsigned>{2, 0}));
}

TEST(CoreControl, TraceAndHistogram) {
  CoreBench B;
  B.load("add r0, r0, #1; mov r1, #2\nadd r0, r0, #1\nnop\n");
  std::vector<std::pair<uint32_t, uint64_t>> Seen;
  B.C.setTrace([&](uint32_t PC, uint64_t Cycle) {
    Seen.push_back({PC, Cycle});
  });
  B.C.enableHistogram(true);
  B.C.run(3);
  ASSERT_EQ(Seen.size(), 3u);
  EXPECT_EQ(Seen[1].second, 1u);
  auto H = B.C.histogram();
  ASSERT_EQ(H.size(), 2u);
  EXPECT_EQ(H[0].first, "ADD_add_r_ri");
  EXPECT_EQ(H[0].second, 2u);
  EXPECT_EQ(H[1].first, "MOV_mv_cg");
}

//===--- Locks ------------------------------------------------------------===//

TEST(CoreLocks, AcquireWaitsWithTheWholeCore) {
  CoreBench B;
  B.load(std::string(R"(
    mov r1, #-2
    lda r4, [p0, #0]
    acq #49, r1
    add r2, r2, #1
    add r2, r2, #1
    add r2, r2, #1
  )") + Stop);
  B.setReg("p0", 0x70020);
  B.Bus.setWord(0x70020, 1);
  B.Bus.Locks[49] = 1;
  // acq issues in the third cycle and waits in the one behind it.
  EXPECT_EQ(B.C.run(100), 3u);
  EXPECT_EQ(B.C.state(), CoreState::Stalled);
  Stall S = B.C.stall();
  EXPECT_EQ(S.Reason, StallReason::LockOwn);
  EXPECT_EQ(S.Lock, 49u);
  EXPECT_EQ(S.Value, -2);
  EXPECT_EQ(B.C.run(100), 0u);
  EXPECT_EQ(B.reg("r2"), 0u);
  B.C.addStallCycles(17);
  // The load issued before the wait; it reads memory behind it.
  B.Bus.setWord(0x70020, 2);
  B.Bus.Locks[49] = 2;
  B.C.run(100);
  EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
  EXPECT_EQ(B.C.stall().Reason, StallReason::None);
  EXPECT_EQ(B.Bus.Locks[49], 0);
  EXPECT_EQ(B.reg("r2"), 3u);
  EXPECT_EQ(B.reg("r4"), 2u);
  EXPECT_EQ(B.C.stats().StallCycles[size_t(StallReason::LockOwn)], 17u);
}

TEST(CoreLocks, ReleaseAndRegisterForms) {
  CoreBench B;
  B.load(std::string("mov r1, #3\nmov r2, #48\nrel #5, r1\nnop\nnop\nnop\n"
                     "rel r2, r1\nnop\nnop\nnop\n") +
         Stop);
  B.C.run(100);
  EXPECT_EQ(B.Bus.Locks[5], 3);
  EXPECT_EQ(B.Bus.Locks[48], 3);
}

TEST(CoreLocks, ConditionalForms) {
  for (uint32_t Condition : {0u, 1u}) {
    CoreBench B;
    B.load(std::string("mov r1, #-1\nmov r2, #1\nacq.cond #20, r1, r26\nnop\n"
                       "nop\nnop\nnop\nrel.cond #21, r2, r26\nnop\nnop\n") +
           Stop);
    B.setReg("r26", Condition);
    B.C.run(100);
    if (Condition) {
      EXPECT_EQ(B.C.stall().Reason, StallReason::LockWest);
      B.Bus.Locks[20] = 1;
      B.C.run(100);
    }
    EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
    EXPECT_EQ(B.Bus.Locks[21], int(Condition));
  }
}

//===--- Streams and cascade ----------------------------------------------===//

TEST(CoreStreams, ReadStallsAndGoesOn) {
  CoreBench B;
  B.load(std::string("mov r1, SS\nnop\nnop\nnop\nnop\nnop\nnop\nmov r2, r1\n"
                     "mov r3, srSS0\n") +
         Stop);
  B.C.run(100);
  EXPECT_EQ(B.C.stall().Reason, StallReason::StreamIn);
  EXPECT_EQ(B.C.stall().PC, 0u);
  B.Bus.StreamIn.push_back({0x1234, false});
  B.C.run(100);
  EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
  EXPECT_EQ(B.reg("r2"), 0x1234u);
  EXPECT_EQ(B.reg("r3"), 1u);
}

TEST(CoreStreams, NonBlockingReadReports) {
  CoreBench B;
  B.run(std::string("mov.nb r1, SS\nnop\nnop\nnop\nnop\nnop\nnop\nnop\n"
                    "mov r3, srSS0\n") +
        Stop);
  EXPECT_EQ(B.C.state(), CoreState::Done);
  EXPECT_EQ(B.reg("r3"), 0u);
}

TEST(CoreStreams, WriteFormsAndTLast) {
  CoreBench B;
  B.load(std::string("mov ms, r1\nmov.tlast ms, r2\nmov ms, r1, r28\n"
                     "mov.nb ms, r3\nmov.nb.tlast ms, p1\n") +
         Stop);
  B.setReg("r1", 1);
  B.setReg("r2", 2);
  B.setReg("r3", 3);
  B.setReg("p1", 0x70000);
  B.setReg("r28", 1);
  B.C.run(100);
  EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
  std::deque<std::pair<uint32_t, bool>> Want{
      {1, false}, {2, true}, {1, true}, {3, false}, {0x70000, true}};
  EXPECT_EQ(B.Bus.StreamOut, Want);
  EXPECT_EQ(B.reg("srMS0"), 1u);
}

TEST(CoreStreams, WriteStallsWithoutRoom) {
  CoreBench B;
  B.load(std::string("mov ms, r1\nmov.nb ms, r2\n") + Stop);
  B.Bus.StreamOutRoom = 0;
  B.setReg("r1", 7);
  B.C.run(100);
  EXPECT_EQ(B.C.stall().Reason, StallReason::StreamOut);
  B.Bus.StreamOutRoom = 1;
  B.C.run(100);
  EXPECT_EQ(B.C.state(), CoreState::Done);
  ASSERT_EQ(B.Bus.StreamOut.size(), 1u);
  EXPECT_EQ(B.Bus.StreamOut[0].first, 7u);
  EXPECT_EQ(B.reg("srMS0"), 0u);
}

TEST(CoreStreams, PacketHeadersHaveOddParity) {
  CoreBench B;
  B.load(std::string("mov.ph ms, r1, #5\nmov.ph.tlast ms, r2, #0\n"
                     "mov.cph ms, m1, #2, #1, r2\n") +
         Stop);
  B.setReg("r1", 0x1f);
  B.setReg("r2", 3);
  B.setReg("m1", 0x1d000);
  B.C.run(100);
  EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
  ASSERT_EQ(B.Bus.StreamOut.size(), 3u);
  // CORE_ID 0x30002: column 3, row 2.
  uint32_t Place = 3u << 21 | 2u << 16;
  // id 31 (5 ones), type 5 (2), place (3): ten ones need the parity bit.
  EXPECT_EQ(B.Bus.StreamOut[0].first, 0x80000000 | Place | 5u << 12 | 0x1f);
  // id 3 (2), place (3): five ones.
  EXPECT_EQ(B.Bus.StreamOut[1].first, Place | 3);
  EXPECT_TRUE(B.Bus.StreamOut[1].second);
  // address (4 ones), count (1), operation (1), id (2): eight.
  EXPECT_EQ(B.Bus.StreamOut[2].first,
            0x80000000 | 0x1d000 | 2u << 20 | 1u << 22 | 3u << 24);
}

TEST(CoreCascade, PassesValuesAndStalls) {
  CoreBench B;
  B.load(std::string("vmov x1, SCD\nnop\nnop\nnop\nnop\nnop\nnop\n"
                     "vmov MCD, x1\nvmov x1, x2\n") +
         Stop);
  B.C.run(100);
  EXPECT_EQ(B.C.stall().Reason, StallReason::CascadeIn);
  CascadeWord V;
  for (unsigned I = 0; I != V.size(); ++I)
    V[I] = 100 + I;
  B.Bus.CascadeIn.push_back(V);
  B.Bus.CascadeOutRoom = 0;
  B.C.run(100);
  EXPECT_EQ(B.C.stall().Reason, StallReason::CascadeOut);
  B.Bus.CascadeOutRoom = 1;
  B.C.run(100);
  EXPECT_EQ(B.C.state(), CoreState::Done) << B.fault();
  ASSERT_EQ(B.Bus.CascadeOut.size(), 1u);
  EXPECT_EQ(B.Bus.CascadeOut[0], V);
}

//===--- Faults -----------------------------------------------------------===//

void expectFault(llvm::StringRef Assembly, llvm::StringRef Text,
                 uint32_t P0 = 0) {
  CoreBench B;
  B.load(Assembly);
  B.setReg("p0", P0);
  B.C.run(20);
  EXPECT_EQ(B.C.state(), CoreState::Faulted) << Assembly.str();
  EXPECT_TRUE(B.C.faultText().contains(Text)) << B.fault();
  EXPECT_EQ(B.C.run(10), 0u);
}

TEST(CoreFaults, Addresses) {
  expectFault("lda r1, [p0, #0]\n", "0x3fffc: there is no data memory",
              0x3fffc);
  expectFault("st r1, [p0, #4]\n", "0x80000: there is no data memory", 0x7fffc);
  expectFault("lda r1, [p0, #0]\n", "0x70002, which is not a multiple of 4",
              0x70002);
  expectFault("vlda wl0, [p0, #0]\n", "not a multiple of 32", 0x70010);
  expectFault("lda.s16 r1, [p0, #1]\n", "not a multiple of 2", 0x70010);
  expectFault("st.s16 r1, [p0, #1]\n", "store of 2 bytes", 0x70010);
  expectFault("lda.tm r1, [p0]\n", "not the address of a tile register",
              0x70010);
  expectFault("lda.tm r1, [p0]\nnop\nnop\nnop\nnop\n", "processor bus",
              0x80010);
}

TEST(CoreFaults, MissingNeighbour) {
  CoreBench B;
  B.Bus.Memory[size_t(Window::South)].clear();
  B.load("lda r1, [p0, #0]\n");
  B.setReg("p0", 0x40000);
  B.C.run(10);
  EXPECT_TRUE(B.C.faultText().contains("south tile")) << B.fault();
}

TEST(CoreFaults, PCOutsideProgramMemory) {
  expectFault("j #0x4000\nnop\nnop\nnop\nnop\nnop\n", "outside program memory");
  expectFault("j #0x101\nnop\nnop\nnop\nnop\nnop\n", "odd");
}

TEST(CoreFaults, UndecodableBundle) {
  CoreBench B;
  std::vector<uint8_t> Code(16, 0xff);
  B.loadBytes(Code);
  B.C.run(10);
  EXPECT_EQ(B.C.state(), CoreState::Faulted);
  EXPECT_TRUE(B.C.faultText().contains("pc 0x0")) << B.fault();
  EXPECT_TRUE(B.C.faultText().contains("no instruction")) << B.fault();
}

TEST(CoreFaults, UnmodelledInstructionIsNamed) {
  expectFault("vldb.compr.fill [p0]\n", "vldb.compr.fill", 0x70000);
}

} // namespace
