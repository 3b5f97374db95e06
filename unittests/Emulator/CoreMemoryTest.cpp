//===- CoreMemoryTest.cpp - addressing modes and access sizes -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"
#include "llvm/Support/FormatVariadic.h"

#include <random>

using namespace aieforge::emu;
using llvm::formatv;

namespace {

const char *const Wait =
    "nop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\n"
    "nop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\nnop\n";

/// Fills the own memory with bytes that tell their place.
void fill(CoreBench &B) {
  std::mt19937 Random(1);
  for (uint8_t &Byte : B.Bus.Memory[3])
    Byte = uint8_t(Random());
}

uint32_t bytesAt(const CoreBench &B, uint32_t Address, unsigned Count) {
  uint32_t V = 0;
  for (unsigned I = Count; I != 0; --I)
    V = V << 8 | B.Bus.Memory[(Address >> 16) & 3][(Address & 0xffff) + I - 1];
  return V;
}

struct LoadCase {
  const char *Mnemonic;
  unsigned Bytes;
  bool Signed;
};

const LoadCase Loads[] = {{"lda", 4, false},
                          {"lda.s8", 1, true},
                          {"lda.u8", 1, false},
                          {"lda.s16", 2, true},
                          {"lda.u16", 2, false}};

uint32_t extended(uint32_t V, const LoadCase &L) {
  if (L.Signed && V >> (L.Bytes * 8 - 1))
    V |= ~0u << (L.Bytes * 8);
  return V;
}

TEST(CoreMemory, ScalarLoadsInEveryMode) {
  for (const LoadCase &L : Loads) {
    CoreBench B;
    fill(B);
    std::string M = L.Mnemonic;
    int Step = int(L.Bytes);
    B.load(M + " r1, [p0, dj2]\n" + M +
           formatv(" r2, [p0, #-{0}]\n", Step).str() + M + " r3, [p1], m3\n" +
           M + formatv(" r4, [p2], #{0}\n", Step).str() + Wait);
    B.setReg("p0", 0x70200);
    B.setReg("dj2", 0x30);
    B.setReg("p1", 0x70310);
    B.setReg("m3", 0xfffff - 15); // -16
    B.setReg("p2", 0x70420);
    B.C.run(14);
    ASSERT_EQ(B.fault(), "");
    EXPECT_EQ(B.reg("r1"), extended(bytesAt(B, 0x70230, L.Bytes), L));
    EXPECT_EQ(B.reg("r2"), extended(bytesAt(B, 0x70200 - Step, L.Bytes), L));
    EXPECT_EQ(B.reg("r3"), extended(bytesAt(B, 0x70310, L.Bytes), L));
    EXPECT_EQ(B.reg("p1"), 0x70300u);
    EXPECT_EQ(B.reg("r4"), extended(bytesAt(B, 0x70420, L.Bytes), L));
    EXPECT_EQ(B.reg("p2"), 0x70420u + Step);
  }
}

TEST(CoreMemory, StackAccesses) {
  CoreBench B;
  B.load(
      std::string("paddb [sp], #64\nst r1, [sp, #-64]\nlda r2, [sp, #-64]\n") +
      Wait);
  B.setReg("sp", 0x70000);
  B.setReg("r1", 1234);
  B.C.run(14);
  EXPECT_EQ(B.reg("sp"), 0x70040u);
  EXPECT_EQ(B.Bus.word(0x70000), 1234u);
  EXPECT_EQ(B.reg("r2"), 1234u);
}

TEST(CoreMemory, WindowsOfTheNeighbours) {
  for (unsigned W = 0; W != 4; ++W) {
    CoreBench B;
    B.load(std::string("st r1, [p0, #0]\n") + Wait);
    B.setReg("p0", 0x40010 + 0x10000 * W);
    B.setReg("r1", 77);
    B.C.run(12);
    EXPECT_EQ(B.Bus.Memory[W][0x10], 77);
  }
}

/// Part-word stores change their bytes and no others.
TEST(CoreMemory, PartWordStores) {
  for (unsigned Bytes : {1u, 2u})
    for (unsigned Offset = 0; Offset < 8; Offset += Bytes) {
      CoreBench B;
      fill(B);
      std::vector<uint8_t> Want = B.Bus.Memory[3];
      B.load(std::string(Bytes == 1 ? "st.s8" : "st.s16") + " r1, [p0], m1\n" +
             Wait);
      B.setReg("p0", 0x70100 + Offset);
      B.setReg("m1", 5);
      B.setReg("r1", 0x8899aabb);
      B.C.run(12);
      Want[0x100 + Offset] = 0xbb;
      if (Bytes == 2)
        Want[0x101 + Offset] = 0xaa;
      EXPECT_EQ(B.Bus.Memory[3], Want);
      EXPECT_EQ(B.reg("p0"), 0x70105u + Offset);
    }
}

/// 2D: dn + 1 steps of dj, then m; as two nested loops.
TEST(CoreMemory, TwoDimensions) {
  for (auto [Inner, DJ, M] :
       {std::tuple(3u, 4, 20), std::tuple(1u, 4, -8), std::tuple(2u, -4, 16)}) {
    CoreBench B;
    std::string Text;
    for (int I = 0; I != 12; ++I)
      Text += "padda.2d [p0], d5\nmov r1, p0\nmov ms, r1\n";
    B.load(Text + Wait);
    B.setReg("p0", 0x70100);
    B.setReg("dn5", Inner - 1);
    B.setReg("dj5", uint32_t(DJ));
    B.setReg("m5", uint32_t(M));
    B.C.run(48);
    ASSERT_EQ(B.fault(), "");
    std::vector<uint32_t> Want;
    uint32_t P = 0x70100;
    while (Want.size() < 12) {
      for (unsigned I = 0; I + 1 < Inner; ++I)
        Want.push_back(P += DJ);
      Want.push_back(P += M);
    }
    for (unsigned I = 0; I != 12; ++I)
      EXPECT_EQ(B.Bus.StreamOut[I].first, Want[I]) << I;
  }
}

/// 3D: the low dimension inside, the high one outside, m of the low at the end.
TEST(CoreMemory, ThreeDimensions) {
  const unsigned Low = 3, High = 2;
  CoreBench B;
  std::string Text;
  for (int I = 0; I != 12; ++I)
    Text += "paddb.3d [p0], d1\nmov r1, p0\nmov ms, r1\n";
  B.load(Text + Wait);
  B.setReg("p0", 0x70100);
  B.setReg("dn1", Low - 1);
  B.setReg("dj1", 4);
  B.setReg("dn5", High - 1);
  B.setReg("dj5", 100);
  B.setReg("m1", uint32_t(-60));
  B.C.run(48);
  ASSERT_EQ(B.fault(), "");
  std::vector<uint32_t> Want;
  uint32_t P = 0x70100;
  while (Want.size() < 12)
    for (unsigned H = 0; H != High; ++H) {
      for (unsigned L = 0; L + 1 < Low; ++L)
        Want.push_back(P += 4);
      Want.push_back(P += H + 1 < High ? 100 : uint32_t(-60));
    }
  for (unsigned I = 0; I != 12; ++I)
    EXPECT_EQ(B.Bus.StreamOut[I].first, Want[I]) << I;
  EXPECT_EQ(B.reg("dc1"), 0u);
  EXPECT_EQ(B.reg("dc5"), 0u);
}

TEST(CoreMemory, LoadsInTwoDimensionsUseTheOldPointer) {
  CoreBench B;
  fill(B);
  B.load(std::string("lda.2d r1, [p0], d0\nlda.2d r2, [p0], d0\n"
                     "st.3d r3, [p0], d0\n") +
         Wait);
  B.setReg("p0", 0x70100);
  B.setReg("dn0", 1);
  B.setReg("dj0", 8);
  B.setReg("m0", 64);
  B.setReg("r3", 99);
  B.C.run(14);
  ASSERT_EQ(B.fault(), "");
  EXPECT_EQ(B.reg("r1"), bytesAt(B, 0x70100, 4));
  EXPECT_EQ(B.reg("r2"), bytesAt(B, 0x70108, 4));
  EXPECT_EQ(B.Bus.word(0x70148), 99u);
}

TEST(CoreMemory, VectorCopies) {
  CoreBench B;
  fill(B);
  B.load(std::string("vlda wl0, [p0], #32; vldb wh0, [p1, #32]\n"
                     "lda q1, [p0, #0]\nvlda.128 wl4, [p1]\n"
                     "nop\nnop\nnop\nnop\nnop\nnop\n"
                     "vmov bml2, x0\nnop\n"
                     "vst amll2, [p2], #32\nvst amlh2, [p2], #32\n"
                     "st q1, [p2], #16\nvst.128 wl4, [p2, #0]\n") +
         Wait);
  B.setReg("p0", 0x70100);
  B.setReg("p1", 0x70100);
  B.setReg("p2", 0x71000);
  B.C.run(28);
  ASSERT_EQ(B.fault(), "");
  for (unsigned I = 0; I != 64; I += 4)
    EXPECT_EQ(B.Bus.word(0x71000 + I), B.Bus.word(0x70100 + I)) << I;
  for (unsigned I = 0; I != 16; I += 4) {
    EXPECT_EQ(B.Bus.word(0x71040 + I), B.Bus.word(0x70120 + I)) << I;
    EXPECT_EQ(B.Bus.word(0x71050 + I), B.Bus.word(0x70100 + I)) << I;
  }
}

TEST(CoreMemory, TileRegisters) {
  CoreBench B;
  B.Bus.Registers[0x1f000] = 5;
  B.load(std::string("lda.tm r1, [p0]\nst.tm r2, [p0]\n") + Wait);
  B.setReg("p0", 0x80000 + 0x1f000);
  B.setReg("r2", 9);
  B.C.run(12);
  ASSERT_EQ(B.fault(), "");
  EXPECT_EQ(B.reg("r1"), 5u);
  EXPECT_EQ(B.Bus.Registers[0x1f000], 9u);
}

} // namespace
