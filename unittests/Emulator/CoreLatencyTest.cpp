//===- CoreLatencyTest.cpp - results are there in their cycle, not before -===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge::emu;
using llvm::formatv;

namespace {

/// A producer, a consumer that copies the result, and the number of bundles
/// after which the consumer sees it.
struct Latency {
  const char *Name;
  const char *Producer; ///< writes the value New
  const char *Consumer; ///< copies it to r9 in its first cycle
  unsigned Ready;
  uint32_t Old, New;
  const char *Register; ///< holds Old before
};

std::string nops(unsigned N) {
  std::string S;
  for (unsigned I = 0; I != N; ++I)
    S += "nop\n";
  return S;
}

class CoreLatency : public testing::TestWithParam<Latency> {};

/// r9 with the consumer \p Distance bundles behind the producer.
uint32_t resultAt(const Latency &L, unsigned Distance) {
  CoreBench T;
  std::string Text;
  if (Distance == 0)
    Text = formatv("{0}; {1}\n", L.Producer, L.Consumer);
  else
    Text = formatv("{0}\n{1}{2}\n", L.Producer, nops(Distance - 1), L.Consumer);
  T.load(Text + nops(30));
  T.setReg("p0", 0x70020);
  T.setReg("p1", 0x80010);
  T.setReg("m1", 0x40);
  T.setReg("r1", 6);
  T.setReg("r2", 7);
  T.setReg("r3", 42);
  T.setReg("sp", 0x70000);
  T.Bus.setWord(0x70020, 42);
  T.Bus.Registers[0x10] = 42;
  T.Bus.StreamIn.push_back({42, true});
  T.Bus.CascadeIn.push_back({42});
  T.setReg(L.Register, L.Old);
  T.C.run(Distance + 14);
  EXPECT_EQ(T.fault(), "");
  return T.reg("r9");
}

TEST_P(CoreLatency, OldValueBeforeNewValueInItsCycle) {
  const Latency &L = GetParam();
  EXPECT_EQ(resultAt(L, L.Ready), L.New);
  EXPECT_EQ(resultAt(L, L.Ready - 1), L.Old);
}

const Latency Latencies[] = {
    {"alu", "add r4, r1, r2", "mov r9, r4", 1, 99, 13, "r4"},
    {"carry", "sub r4, r1, r1", "mov r9, srCarry", 1, 0, 1, "srCarry"},
    {"mova", "mova r4, #42", "mov r9, r4", 1, 99, 42, "r4"},
    {"movx", "movx r4, #42", "mov r9, r4", 1, 99, 42, "r4"},
    {"mov", "mov r4, #42", "add r9, r4, #0", 1, 99, 42, "r4"},
    {"padda", "padda [p0], #32", "mov r9, p0", 1, 0x70020, 0x70040, "p0"},
    {"paddb", "paddb [p0], m1", "mov r9, p0", 1, 0x70020, 0x70060, "p0"},
    {"padds", "padds [p0], #-4", "mov r9, p0", 1, 0x70020, 0x7001c, "p0"},
    {"paddaSp", "padda [sp], #32", "mov r9, sp", 1, 0x70000, 0x70020, "sp"},
    {"pointerBack", "lda r4, [p0], #4", "mov r9, p0", 1, 0x70020, 0x70024,
     "p0"},
    {"mul", "mul r4, r1, r2", "mov r9, r4", 2, 99, 42, "r4"},
    {"movD2", "mov.d2 r4, r3", "mov r9, r4", 3, 99, 42, "r4"},
    {"movD3", "mov.d3 r4, r3", "mov r9, r4", 4, 99, 42, "r4"},
    {"movD4", "mov.d4 r4, r3", "mov r9, r4", 5, 99, 42, "r4"},
    {"movD5", "mov.d5 r4, r3", "mov r9, r4", 6, 99, 42, "r4"},
    {"movD6", "mov.d6 r4, r3", "mov r9, r4", 7, 99, 42, "r4"},
    {"movD1", "mov.d1 r4, r3", "mov r9, r4", 2, 99, 42, "r4"},
    {"loadR", "lda r4, [p0, #0]", "mov r9, r4", 7, 99, 42, "r4"},
    {"loadU8", "lda.u8 r4, [p0, #0]", "mov r9, r4", 7, 99, 42, "r4"},
    {"loadP", "lda p3, [p0, #0]", "mov r9, p3", 7, 99, 42, "p3"},
    {"loadM", "lda m3, [p0, #0]", "mov r9, m3", 7, 99, 42, "m3"},
    {"loadDN", "lda dn3, [p0, #0]", "mov r9, dn3", 7, 99, 42, "dn3"},
    {"loadDJ", "lda dj3, [p0, #0]", "mov r9, dj3", 7, 99, 42, "dj3"},
    {"loadDC", "lda dc3, [p0, #0]", "mov r9, dc3", 7, 99, 42, "dc3"},
    {"loadLR", "lda lr, [p0, #0]", "mov r9, lr", 7, 99, 42, "lr"},
    {"loadTm", "lda.tm r4, [p1]", "mov r9, r4", 7, 99, 42, "r4"},
    {"stream", "mov r4, SS", "mov r9, r4", 7, 99, 42, "r4"},
    {"streamStatus", "mov r4, SS", "mov r9, srSS0", 8, 0, 3, "srSS0"},
    {"streamWriteStatus", "mov.nb ms, r3", "mov r9, srMS0", 3, 0, 1, "srMS0"},
    {"control", "movx crRnd, r2", "mov r9, crRnd", 1, 2, 7, "crRnd"},
};

INSTANTIATE_TEST_SUITE_P(All, CoreLatency, testing::ValuesIn(Latencies),
                         [](const auto &Info) { return Info.param.Name; });

/// Results in vector registers, looked at through a store, which reads its data
/// in its first cycle.
struct VectorLatency {
  const char *Name;
  const char *Producer;
  const char *Store; ///< of the result to 0x70100
  unsigned Ready;
  const char *Register; ///< the words that are stored
};

class CoreVectorLatency : public testing::TestWithParam<VectorLatency> {};

uint32_t storedAt(const VectorLatency &L, unsigned Distance) {
  CoreBench T;
  T.load(
      formatv("{0}\n{1}{2}\n", L.Producer, nops(Distance - 1), L.Store).str() +
      nops(30));
  T.setReg("p0", 0x70020);
  T.setReg("p2", 0x70100);
  T.Bus.setWord(0x70020, 42);
  T.Bus.CascadeIn.push_back({42});
  T.setReg("x1", 42);
  T.setReg("cm1", 42);
  T.setReg("q1", 42);
  T.setReg(L.Register, 99);
  T.C.run(Distance + 14);
  EXPECT_EQ(T.fault(), "");
  return T.Bus.word(0x70100);
}

TEST_P(CoreVectorLatency, OldValueBeforeNewValueInItsCycle) {
  const VectorLatency &L = GetParam();
  EXPECT_EQ(storedAt(L, L.Ready), 42u);
  EXPECT_EQ(storedAt(L, L.Ready - 1), 99u);
}

const VectorLatency VectorLatencies[] = {
    {"loadA", "vlda wl3, [p0, #0]", "vst wl3, [p2, #0]", 7, "wl3"},
    {"loadB", "vldb wl3, [p0, #0]", "vst wl3, [p2, #0]", 7, "wl3"},
    {"loadAm", "vlda amll3, [p0, #0]", "vst amll3, [p2, #0]", 7, "amll3"},
    {"loadQ", "lda q3, [p0, #0]", "st q3, [p2, #0]", 7, "q3"},
    {"cascade", "vmov x3, SCD", "vst wl3, [p2, #0]", 7, "x3"},
    {"cascadeLow", "vmov.lo cm3, SCD", "vst amll3, [p2, #0]", 7, "cm3"},
    {"movW", "vmov wl3, wl1", "vst wl3, [p2, #0]", 2, "wl3"},
    {"movX", "vmov x3, x1", "vst wl3, [p2, #0]", 2, "x3"},
    {"movCm", "vmov cm3, cm1", "vst amll3, [p2, #0]", 2, "cm3"},
    {"movBm", "vmov bml3, x1", "vst amll3, [p2, #0]", 2, "bml3"},
};

INSTANTIATE_TEST_SUITE_P(All, CoreVectorLatency,
                         testing::ValuesIn(VectorLatencies),
                         [](const auto &Info) { return Info.param.Name; });

// --- memory order -----------------------------------------------------------

/// What a load of 0x70100 gets, \p Distance bundles behind a store of r3 there.
uint32_t loadedBehind(const char *Store, unsigned Distance) {
  CoreBench T;
  std::string Text =
      Distance == 0
          ? formatv("lda r4, [p2, #0]; {0}\n", Store).str()
          : formatv("{0}\n{1}lda r4, [p2, #0]\n", Store, nops(Distance - 1))
                .str();
  T.load(Text + nops(30));
  T.setReg("p2", 0x70100);
  T.setReg("r3", 0x55);
  T.Bus.setWord(0x70100, 0x99);
  T.C.run(Distance + 12);
  EXPECT_EQ(T.fault(), "");
  return T.reg("r4");
}

TEST(CoreMemoryOrder, LoadSeesAStoreOfTheBundleBefore) {
  EXPECT_EQ(loadedBehind("st r3, [p2, #0]", 1), 0x55u);
  EXPECT_EQ(loadedBehind("st r3, [p2, #0]", 0), 0x99u);
}

TEST(CoreMemoryOrder, LoadSeesAPartWordStoreSevenBundlesLater) {
  EXPECT_EQ(loadedBehind("st.s8 r3, [p2, #0]", 7), 0x55u);
  EXPECT_EQ(loadedBehind("st.s8 r3, [p2, #0]", 6), 0x99u);
}

TEST(CoreMemoryOrder, StoreReadsItsDataAtOnce) {
  CoreBench T;
  T.load("st r3, [p2, #0]\nmov r3, #1\n" + nops(8));
  T.setReg("p2", 0x70100);
  T.setReg("r3", 0x55);
  T.C.run(10);
  EXPECT_EQ(T.Bus.word(0x70100), 0x55u);
}

/// The data register of a part-word store is read in cycle 7: a mov six bundles
/// behind it comes too late, one five bundles behind it does not.
TEST(CoreMemoryOrder, PartWordStoreReadsItsDataInCycleSeven) {
  for (unsigned Distance : {5, 6}) {
    CoreBench T;
    T.load("st.s16 r3, [p2, #2]\n" + nops(Distance - 1) + "mov r3, #1\n" +
           nops(30));
    T.setReg("p2", 0x70100);
    T.setReg("r3", 0x55);
    T.Bus.setWord(0x70100, 0x11112222);
    T.C.run(Distance + 12);
    EXPECT_EQ(T.Bus.word(0x70100), Distance == 5 ? 0x00012222u : 0x00552222u);
  }
}

/// Memory is written in the fifth cycle of a store, not before.
TEST(CoreMemoryOrder, StoreArrivesInCycleFive) {
  CoreBench T;
  T.load("st r3, [p2, #0]\n" + nops(8));
  T.setReg("p2", 0x70100);
  T.setReg("r3", 0x55);
  EXPECT_EQ(T.C.run(4), 4u);
  EXPECT_EQ(T.Bus.word(0x70100), 0u);
  EXPECT_EQ(T.C.run(1), 1u);
  EXPECT_EQ(T.Bus.word(0x70100), 0x55u);
}

// --- writes -----------------------------------------------------------------

TEST(CoreWrites, LandInOrderOfTheirCycles) {
  // The load lands in cycle 7 of its bundle; the mov issues later but lands
  // first.
  CoreBench T;
  T.load("lda r4, [p0, #0]\nnop\nmov r4, #5\nmov r5, r4\n" + nops(30));
  T.setReg("p0", 0x70020);
  T.Bus.setWord(0x70020, 42);
  T.C.run(16);
  EXPECT_EQ(T.reg("r5"), 5u);
  EXPECT_EQ(T.reg("r4"), 42u);
}

TEST(CoreWrites, TwoOfOneCycleAreAFault) {
  const std::string Text =
      "lda r4, [p0, #0]\n" + nops(5) + "mov r4, #5\n" + nops(4);
  CoreBench T;
  T.load(Text);
  T.setReg("p0", 0x70020);
  T.C.run(12);
  EXPECT_EQ(T.C.state(), CoreState::Faulted);
  EXPECT_TRUE(T.C.faultText().contains("r4 gets two results in one cycle"))
      << T.fault();

  CoreBench Lenient(CoreOptions{/*FaultOnWriteConflict=*/false});
  Lenient.load(Text);
  Lenient.setReg("p0", 0x70020);
  Lenient.C.run(11);
  EXPECT_EQ(Lenient.C.state(), CoreState::Running);
}

TEST(CoreWrites, VectorHalvesDoNotConflict) {
  CoreBench T;
  T.load("vlda wl3, [p0, #0]; vldb wh3, [p0, #32]\n" + nops(30));
  T.setReg("p0", 0x70020 & ~31u);
  T.C.run(12);
  EXPECT_EQ(T.fault(), "");
  T.load("vlda wl3, [p0, #0]; vldb wl3, [p0, #32]\n" + nops(30));
  T.setReg("p0", 0x70020 & ~31u);
  T.C.run(12);
  EXPECT_TRUE(T.C.faultText().contains("wl3 gets two results")) << T.fault();
}

} // namespace
