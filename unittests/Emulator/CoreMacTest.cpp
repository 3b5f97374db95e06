//===- CoreMacTest.cpp - the multiply array -------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"

#include <cstring>
#include <random>

using namespace aieforge::emu;

namespace {

using Words = llvm::SmallVector<uint32_t, 32>;

std::string nops(unsigned N) {
  std::string S;
  while (N--)
    S += "nop\n";
  return S;
}

Words randomWords(std::mt19937 &Random, unsigned Count) {
  Words W;
  while (Count--)
    W.push_back(Random());
  return W;
}

int64_t lane(const Words &W, unsigned I, unsigned Bits, bool Signed) {
  uint64_t V = 0;
  for (unsigned K = 0; K != Bits; ++K)
    V |= uint64_t(W[(I * Bits + K) / 32] >> (I * Bits + K) % 32 & 1) << K;
  if (Signed && Bits < 64 && V >> (Bits - 1))
    return int64_t(V) - (int64_t(1) << Bits);
  return int64_t(V);
}

/// A matrix multiplication: configuration word without the sign bits.
struct Shape {
  uint32_t Conf;
  unsigned XBits, YBits, Rows, Inner, Columns, AccBits;
};

const Shape Shapes[] = {
    {0x00, 8, 4, 4, 16, 8, 32},         {0x08, 8, 8, 4, 8, 8, 32},
    {0x10, 16, 8, 4, 4, 8, 32},         {0x18, 16, 16, 4, 2, 8, 32},
    {0x02, 32, 16, 4, 2, 4, 64},        {0x12, 16, 8, 2, 8, 8, 64},
    {0x12 | 0x20, 16, 8, 4, 8, 4, 64},  {0x1a, 16, 16, 2, 4, 8, 64},
    {0x1a | 0x20, 16, 16, 4, 4, 4, 64},
};

TEST(CoreMac, MatrixShapesMatchTheModel) {
  std::mt19937 Random(31);
  for (const Shape &S : Shapes)
    for (unsigned Signs = 0; Signs != 4; ++Signs) {
      CoreBench B;
      B.load("vmul cm2, x0, x1, r0\nvmac cm3, cm3, x0, x1, r0\n"
             "vmsc cm4, cm4, x0, x1, r0\nvnegmul cm5, x0, x1, r0\n" +
             nops(8));
      bool SignedY = Signs & 1, SignedX = Signs & 2;
      Words X = randomWords(Random, 16), Y = randomWords(Random, 16),
            Acc = randomWords(Random, 32);
      B.C.writeRegister("x0", X);
      B.C.writeRegister("x1", Y);
      B.C.writeRegister("cm3", Acc);
      B.C.writeRegister("cm4", Acc);
      B.setReg("r0", S.Conf | SignedY << 8 | SignedX << 9);
      B.C.run(12);
      ASSERT_EQ(B.fault(), "");
      auto Mul = *B.C.readRegister("cm2"), Add = *B.C.readRegister("cm3"),
           Sub = *B.C.readRegister("cm4"), Neg = *B.C.readRegister("cm5");
      for (unsigned R = 0; R != S.Rows; ++R)
        for (unsigned N = 0; N != S.Columns; ++N) {
          __int128 Sum = 0;
          for (unsigned K = 0; K != S.Inner; ++K)
            Sum += __int128(lane(X, R * S.Inner + K, S.XBits, SignedX)) *
                   lane(Y, K * S.Columns + N, S.YBits, SignedY);
          unsigned I = R * S.Columns + N;
          auto Wrapped = [&](__int128 V) {
            return S.AccBits == 64 ? int64_t(V) : int64_t(int32_t(V));
          };
          int64_t A = lane(Acc, I, S.AccBits, true);
          ASSERT_EQ(lane(Mul, I, S.AccBits, true), Wrapped(Sum))
              << std::hex << S.Conf << " lane " << I;
          ASSERT_EQ(lane(Add, I, S.AccBits, true), Wrapped(A + Sum));
          ASSERT_EQ(lane(Sub, I, S.AccBits, true), Wrapped(A - Sum));
          ASSERT_EQ(lane(Neg, I, S.AccBits, true), Wrapped(-Sum));
        }
    }
}

/// int8 by int8 in its usual configuration 776, an example to compute by hand.
TEST(CoreMac, Int8ByHand) {
  CoreBench B;
  B.load("vmul cm2, x0, x1, r0\n" + nops(6));
  // X: row 0 = 1, -2, 0 ...; Y: row 0 = 3, 4, ..., row 1 = 5, -6, ...
  B.C.writeRegister("x0", {0x0000fe01});
  B.C.writeRegister("x1", {0x00000403, 0, 0x0000fa05});
  B.setReg("r0", 776);
  B.C.run(7);
  ASSERT_EQ(B.fault(), "");
  auto R = *B.C.readRegister("cm2");
  EXPECT_EQ(int32_t(R[0]), 3 - 2 * 5);
  EXPECT_EQ(int32_t(R[1]), 4 + 2 * 6);
  EXPECT_EQ(int32_t(R[2]), 0);
}

TEST(CoreMac, ElementWise) {
  CoreBench B;
  B.load("vmul cm2, x0, x1, r0\nvmul cm3, x0, x1, r1\n" + nops(6));
  std::mt19937 Random(32);
  Words X = randomWords(Random, 16), Y = randomWords(Random, 16);
  B.C.writeRegister("x0", X);
  B.C.writeRegister("x1", Y);
  B.setReg("r0", 0x38 | 0x300); // 32 products of 16 bits
  B.setReg("r1", 0x28 | 0x300); // 32 sums of two products of 8 bits
  B.C.run(8);
  ASSERT_EQ(B.fault(), "");
  auto R = *B.C.readRegister("cm2"), Q = *B.C.readRegister("cm3");
  for (unsigned I = 0; I != 32; ++I) {
    EXPECT_EQ(int32_t(R[I]), lane(X, I, 16, true) * lane(Y, I, 16, true));
    EXPECT_EQ(int32_t(Q[I]),
              lane(X, I, 8, true) * lane(Y, I, 8, true) +
                  lane(X, I + 32, 8, true) * lane(Y, I + 32, 8, true));
  }
}

TEST(CoreMac, ConfigurationBits) {
  CoreBench B;
  B.load("vmac cm2, cm2, x0, x1, r0\nvmac cm3, cm3, x0, x1, r1\n"
         "vmac cm4, cm4, x0, x1, r2\n" +
         nops(8));
  B.C.writeRegister("x0", {2});
  B.C.writeRegister("x1", {5});
  for (const char *R : {"cm2", "cm3", "cm4"})
    B.C.writeRegister(R, {100});
  B.setReg("r0", 776 | 1);       // accumulator counts as zero
  B.setReg("r1", 776 | 1 << 11); // product negated
  B.setReg("r2", 776 | 1 << 12); // accumulator negated
  B.C.run(11);
  ASSERT_EQ(B.fault(), "");
  EXPECT_EQ(int32_t(B.reg("cm2")), 10);
  EXPECT_EQ(int32_t(B.reg("cm3")), 90);
  EXPECT_EQ(int32_t(B.reg("cm4")), -90);
}

TEST(CoreMac, AccumulatorSums) {
  std::mt19937 Random(33);
  CoreBench B;
  B.load("vadd cm2, cm0, cm1, r0\nvsub cm3, cm0, cm1, r1\n"
         "vneg cm4, cm0, r0\nvclr cm5\nvmov.d cm6, cm1\n" +
         nops(8));
  Words A = randomWords(Random, 32), C = randomWords(Random, 32);
  B.C.writeRegister("cm0", A);
  B.C.writeRegister("cm1", C);
  B.C.writeRegister("cm5", A);
  B.setReg("r1", 2); // 64-bit lanes
  B.C.run(13);
  ASSERT_EQ(B.fault(), "");
  auto Sum = *B.C.readRegister("cm2"), Diff = *B.C.readRegister("cm3"),
       Neg = *B.C.readRegister("cm4");
  for (unsigned I = 0; I != 32; ++I) {
    EXPECT_EQ(Sum[I], A[I] + C[I]);
    EXPECT_EQ(Neg[I], 0 - A[I]);
    if (I < 16) {
      EXPECT_EQ(uint64_t(lane(Diff, I, 64, true)),
                uint64_t(lane(A, I, 64, true)) -
                    uint64_t(lane(C, I, 64, true)));
    }
  }
  EXPECT_EQ(*B.C.readRegister("cm5"), Words(32, 0));
  EXPECT_EQ(*B.C.readRegister("cm6"), C);
}

uint32_t bits(float F) {
  uint32_t V;
  memcpy(&V, &F, 4);
  return V;
}

/// bf16 matrices of small integers: every sum is exact.
TEST(CoreMac, Bf16MatrixAndElements) {
  std::mt19937 Random(34);
  Words X, Y;
  std::vector<int> A, C;
  for (unsigned I = 0; I != 32; ++I) {
    A.push_back(int(Random() % 17) - 8);
    C.push_back(int(Random() % 17) - 8);
    uint32_t P = bits(float(A[I])) >> 16, Q = bits(float(C[I])) >> 16;
    if (I % 2) {
      X.back() |= P << 16;
      Y.back() |= Q << 16;
    } else {
      X.push_back(P);
      Y.push_back(Q);
    }
  }
  CoreBench B;
  B.load("vmul.f bml2, x0, x1, r0\nvmac.f bmh2, bmh2, x0, x1, r1\n" + nops(8));
  B.C.writeRegister("x0", X);
  B.C.writeRegister("x1", Y);
  B.C.writeRegister("bmh2", Words(16, bits(0.5f)));
  B.setReg("r0", 28);
  B.setReg("r1", 60);
  B.C.run(10);
  ASSERT_EQ(B.fault(), "");
  auto M = *B.C.readRegister("bml2"), E = *B.C.readRegister("bmh2");
  for (unsigned R = 0; R != 4; ++R)
    for (unsigned N = 0; N != 4; ++N) {
      int Sum = 0;
      for (unsigned K = 0; K != 8; ++K)
        Sum += A[R * 8 + K] * C[K * 4 + N];
      EXPECT_EQ(M[R * 4 + N], bits(float(Sum)));
    }
  for (unsigned I = 0; I != 16; ++I)
    EXPECT_EQ(E[I], bits(0.5f + float(A[I] * C[I] + A[I + 16] * C[I + 16])));
}

/// Accumulator to accumulator: the next but one bundle for integers, the fourth
/// for floating point. Anything closer adds to the old value.
TEST(CoreMac, AccumulatorLatency) {
  struct {
    const char *Text;
    unsigned Ready;
    uint32_t Conf, One;
  } Cases[] = {{"vmac cm2, cm2, x0, x1, r0\n", 2, 776, 1},
               {"vmac.f bml2, bml2, x0, x1, r0\n", 4, 28, bits(1.0f)}};
  for (auto &T : Cases)
    for (unsigned Distance : {T.Ready - 1, T.Ready}) {
      CoreBench B;
      B.load(T.Text + nops(Distance - 1) + T.Text + nops(12));
      B.C.writeRegister("x0", {T.Conf == 28 ? T.One >> 16 : 1});
      B.C.writeRegister("x1", {T.Conf == 28 ? T.One >> 16 : 1});
      B.setReg("r0", T.Conf);
      B.C.run(Distance + 8);
      ASSERT_EQ(B.fault(), "");
      uint32_t Two = T.Conf == 28 ? bits(2.0f) : 2;
      EXPECT_EQ(B.reg("cm2"), Distance == T.Ready ? Two : T.One) << T.Text;
    }
}

/// Results leave the array after five and six cycles.
TEST(CoreMac, ResultLatency) {
  struct {
    const char *Text;
    unsigned Ready;
    uint32_t Conf;
  } Cases[] = {{"vmul cm2, x0, x1, r0", 5, 776},
               {"vmul.f bml2, x0, x1, r0", 6, 28},
               {"vclr cm2", 5, 0}};
  for (auto &T : Cases)
    for (unsigned Distance : {T.Ready - 1, T.Ready}) {
      CoreBench B;
      B.load(std::string(T.Text) + "\n" + nops(Distance - 1) +
             "vst amll2, [p0, #0]\n" + nops(12));
      B.C.writeRegister("cm2", {99});
      B.setReg("p0", 0x70000);
      B.setReg("r0", T.Conf);
      B.C.run(Distance + 8);
      ASSERT_EQ(B.fault(), "");
      EXPECT_EQ(B.Bus.word(0x70000), Distance == T.Ready ? 0u : 99u) << T.Text;
    }
}

TEST(CoreMac, ShapesThatAreNotModelledAreFaults) {
  for (uint32_t Conf : {840u, 776u | 1u << 10, 776u | 1u << 20, 28u, 0x70u}) {
    CoreBench B;
    B.load("vmul cm2, x0, x1, r0\n" + nops(6));
    B.setReg("r0", Conf);
    B.C.run(7);
    EXPECT_EQ(B.C.state(), CoreState::Faulted) << Conf;
    EXPECT_TRUE(B.C.faultText().contains("vec configuration")) << B.fault();
  }
}

} // namespace
