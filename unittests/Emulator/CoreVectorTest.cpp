//===- CoreVectorTest.cpp - vector instructions against host models -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"

#include <random>

using namespace aieforge::emu;

namespace {

using Bytes = std::array<uint8_t, 64>;

std::array<uint32_t, 16> words(const Bytes &B) {
  std::array<uint32_t, 16> W{};
  for (unsigned I = 0; I != 64; ++I)
    W[I / 4] |= uint32_t(B[I]) << (I % 4 * 8);
  return W;
}

Bytes vectorOf(const Core &C, llvm::StringRef Name) {
  Bytes B{};
  auto W = C.readRegister(Name);
  for (unsigned I = 0; I != 64; ++I)
    B[I] = uint8_t((*W)[I / 4] >> (I % 4 * 8));
  return B;
}

/// Lane \p I of \p Bits bits as a number.
int64_t lane(const Bytes &B, unsigned I, unsigned Bits, bool Signed) {
  uint64_t V = 0;
  for (unsigned K = Bits / 8; K != 0; --K)
    V = V << 8 | B[I * Bits / 8 + K - 1];
  if (Signed && Bits < 64 && V >> (Bits - 1))
    return int64_t(V) - (int64_t(1) << Bits);
  return int64_t(V);
}

void setLane(Bytes &B, unsigned I, unsigned Bits, int64_t V) {
  for (unsigned K = 0; K != Bits / 8; ++K)
    B[I * Bits / 8 + K] = uint8_t(uint64_t(V) >> (8 * K));
}

Bytes randomVector(std::mt19937 &Random) {
  Bytes B;
  for (unsigned I = 0; I != 64; I += 4) {
    uint32_t V = Random();
    const uint32_t Corners[] = {0,          0xffffffff, 0x80008080, 0x7fff7f7f,
                                0x80000000, 0x7fffffff, 0x00010101};
    if (V % 3 == 0)
      V = Corners[V / 3 % 7];
    for (unsigned K = 0; K != 4; ++K)
      B[I + K] = uint8_t(V >> (8 * K));
  }
  return B;
}

/// r16 and r17 as a mask.
uint64_t mask(const CoreBench &B) {
  return uint64_t(B.reg("r17")) << 32 | B.reg("r16");
}

struct LaneOp {
  const char *Name; ///< mnemonic without width
  bool Unary;
  /// Result lane and mask bit; null where the instruction has none.
  int64_t (*Value)(int64_t A, int64_t B);
  bool (*Test)(int64_t A, int64_t B);
  /// Suffixes before the width: "" for one form, else "s" and "d".
  bool HasSign;
  const char *Dot = ".";
};

const LaneOp LaneOps[] = {
    {"vadd", false, [](int64_t A, int64_t B) { return A + B; }, nullptr, false},
    {"vsub", false, [](int64_t A, int64_t B) { return A - B; }, nullptr, false},
    {"vlt", false, nullptr, [](int64_t A, int64_t B) { return A < B; }, true},
    {"vge", false, nullptr, [](int64_t A, int64_t B) { return A >= B; }, true},
    {"veqz", true, nullptr, [](int64_t A, int64_t) { return A == 0; }, false},
    {"vmax_lt", false, [](int64_t A, int64_t B) { return std::max(A, B); },
     [](int64_t A, int64_t B) { return A < B; }, true},
    {"vmin_ge", false, [](int64_t A, int64_t B) { return std::min(A, B); },
     [](int64_t A, int64_t B) { return A >= B; }, true},
    {"vsub_lt", false, [](int64_t A, int64_t B) { return A - B; },
     [](int64_t A, int64_t B) { return A < B; }, true},
    {"vsub_ge", false, [](int64_t A, int64_t B) { return A - B; },
     [](int64_t A, int64_t B) { return A >= B; }, true},
    {"vmaxdiff_lt", false,
     [](int64_t A, int64_t B) { return A > B ? A - B : 0; },
     [](int64_t A, int64_t B) { return A < B; }, true},
    {"vabs_gtz", true, [](int64_t A, int64_t) { return A < 0 ? -A : A; },
     [](int64_t A, int64_t) { return A > 0; }, true},
    {"vneg_gtz", true, [](int64_t A, int64_t) { return -A; },
     [](int64_t A, int64_t) { return A > 0; }, false, ""},
    {"vbneg_ltz", true, [](int64_t A, int64_t) { return -A - 1; },
     [](int64_t A, int64_t) { return A < 0; }, true},
};

TEST(CoreVectorLanes, MatchTheModel) {
  std::mt19937 Random(11);
  for (const LaneOp &Op : LaneOps)
    for (unsigned Bits : {8u, 16u, 32u})
      for (int Form = 0; Form != (Op.HasSign ? 3 : 1); ++Form) {
        // Form 0 signed, 1 and 2 dynamic with crVaddSign 1 and 0. There is no
        // dynamic vbneg_ltz.
        if (Form && std::string(Op.Name) == "vbneg_ltz")
          continue;
        bool Signed = Form != 2;
        std::string Mask = Bits == 8 ? "r17:r16" : "r16";
        std::string Out = Op.Value && Op.Test ? "x2, " + Mask
                          : Op.Value          ? "x2"
                                              : Mask;
        std::string Text = std::string(Op.Name) + Op.Dot +
                           (Op.HasSign ? (Form ? "d" : "s") : "") +
                           std::to_string(Bits) + " " + Out + ", x0" +
                           (Op.Unary ? "" : ", x1") + "\nnop\nnop\n";
        CoreBench B;
        B.load(Text);
        for (int N = 0; N != 20; ++N) {
          Bytes X = randomVector(Random), Y = randomVector(Random);
          B.C.reset();
          B.C.writeRegister("x0", words(X));
          B.C.writeRegister("x1", words(Y));
          B.setReg("crVaddSign", Form == 1);
          B.C.run(3);
          ASSERT_EQ(B.fault(), "");
          Bytes Want{};
          uint64_t WantMask = 0;
          for (unsigned I = 0; I != 512 / Bits; ++I) {
            int64_t A = lane(X, I, Bits, Signed), C = lane(Y, I, Bits, Signed);
            if (Op.Value)
              setLane(Want, I, Bits, Op.Value(A, C));
            if (Op.Test)
              WantMask |= uint64_t(Op.Test(A, C)) << I;
          }
          if (Op.Value) {
            ASSERT_EQ(vectorOf(B.C, "x2"), Want) << Text;
          }
          if (Op.Test) {
            ASSERT_EQ(mask(B), WantMask) << Text;
          }
        }
      }
}

TEST(CoreVectorLanes, BitwiseSelectAndAddSub) {
  std::mt19937 Random(12);
  for (unsigned Bits : {8u, 16u, 32u}) {
    std::string W = std::to_string(Bits);
    std::string Mask = Bits == 8 ? "r17:r16" : "r16";
    CoreBench B;
    B.load("vsel." + W + " x2, x0, x1, " + Mask + "\nvaddsub." + W +
           " x3, x0, x1, " + Mask +
           "\nvband x4, x0, x1\nvbor x5, x0, x1\n"
           "nop\nnop\n");
    Bytes X = randomVector(Random), Y = randomVector(Random);
    uint64_t M = uint64_t(Random()) << 32 | Random();
    B.C.writeRegister("x0", words(X));
    B.C.writeRegister("x1", words(Y));
    B.setReg("r16", uint32_t(M));
    B.setReg("r17", uint32_t(M >> 32));
    B.C.run(6);
    ASSERT_EQ(B.fault(), "");
    Bytes Sel{}, AddSub{}, And{}, Or{};
    for (unsigned I = 0; I != 512 / Bits; ++I) {
      int64_t A = lane(X, I, Bits, true), C = lane(Y, I, Bits, true);
      setLane(Sel, I, Bits, M >> I & 1 ? C : A);
      setLane(AddSub, I, Bits, M >> I & 1 ? A - C : A + C);
      setLane(And, I, Bits, A & C);
      setLane(Or, I, Bits, A | C);
    }
    EXPECT_EQ(vectorOf(B.C, "x2"), Sel);
    EXPECT_EQ(vectorOf(B.C, "x3"), AddSub);
    EXPECT_EQ(vectorOf(B.C, "x4"), And);
    EXPECT_EQ(vectorOf(B.C, "x5"), Or);
  }
}

/// -0 orders below +0, and every comparison with a NaN is false.
TEST(CoreVectorLanes, Bf16Comparisons) {
  const uint16_t A[] = {0x3f80, 0x8000, 0x0000, 0x7fc0, 0xbf80, 0x3f80, 0xff80};
  const uint16_t C[] = {0x4000, 0x0000, 0x8000, 0x3f80, 0xc000, 0x3f80, 0x7f80};
  const bool Less[] = {true, true, false, false, false, false, true};
  const bool GreaterEqual[] = {false, false, true, false, true, true, false};
  Bytes X{}, Y{};
  for (unsigned I = 0; I != 7; ++I) {
    setLane(X, I, 16, A[I]);
    setLane(Y, I, 16, C[I]);
  }
  CoreBench B;
  B.load("vlt.bf16 r16, x0, x1\nvge.bf16 r17, x0, x1\n"
         "vmax_lt.bf16 x2, r18, x0, x1\nvmin_ge.bf16 x3, r19, x0, x1\nnop\n"
         "nop\n");
  B.C.writeRegister("x0", words(X));
  B.C.writeRegister("x1", words(Y));
  B.C.run(6);
  ASSERT_EQ(B.fault(), "");
  Bytes Max = vectorOf(B.C, "x2"), Min = vectorOf(B.C, "x3");
  for (unsigned I = 0; I != 7; ++I) {
    EXPECT_EQ(B.reg("r16") >> I & 1, Less[I]) << I;
    EXPECT_EQ(B.reg("r17") >> I & 1, GreaterEqual[I]) << I;
    EXPECT_EQ(lane(Max, I, 16, false), Less[I] ? C[I] : A[I]) << I;
    EXPECT_EQ(lane(Min, I, 16, false), GreaterEqual[I] ? C[I] : A[I]) << I;
  }
  EXPECT_EQ(B.reg("r18"), B.reg("r16"));
  EXPECT_EQ(B.reg("r19"), B.reg("r17"));
}

//===--- Permutation ------------------------------------------------------===//

/// x0 = bytes 0..63, x1 = bytes 64..127.
struct Numbered {
  Bytes X, Y;
  Numbered() {
    for (unsigned I = 0; I != 64; ++I) {
      X[I] = uint8_t(I);
      Y[I] = uint8_t(64 + I);
    }
  }
};

Bytes shuffled(uint32_t Mode) {
  Numbered N;
  CoreBench B;
  B.load("vshuffle x2, x0, x1, r0\nnop\nnop\n");
  B.C.writeRegister("x0", words(N.X));
  B.C.writeRegister("x1", words(N.Y));
  B.setReg("r0", Mode);
  B.C.run(3);
  EXPECT_EQ(B.fault(), "");
  return vectorOf(B.C, "x2");
}

/// Modes whose meaning is known by other words.
TEST(CoreVectorShuffle, KnownModes) {
  // 0, 1: even and odd bytes of the 128 (64 x 2 transposed: all first columns).
  Bytes Even = shuffled(0), Odd = shuffled(1);
  // 20, 21: bytes of the two sources alternate.
  Bytes Zip = shuffled(20), ZipHigh = shuffled(21);
  // 22, 23: the first and the second source.
  Numbered N;
  EXPECT_EQ(shuffled(22), N.X);
  EXPECT_EQ(shuffled(23), N.Y);
  // 35: an 8 x 8 matrix of bytes transposed.
  Bytes T = shuffled(35);
  // 38: neighbouring half-words change places.
  Bytes Flip = shuffled(38);
  // 34: a 4 x 4 matrix of words transposed.
  Bytes T32 = shuffled(34);
  for (unsigned I = 0; I != 64; ++I) {
    EXPECT_EQ(Even[I], 2 * I);
    EXPECT_EQ(Odd[I], 2 * I + 1);
    EXPECT_EQ(Zip[I], I / 2 + I % 2 * 64);
    EXPECT_EQ(ZipHigh[I], 32 + I / 2 + I % 2 * 64);
    EXPECT_EQ(T[I], I % 8 * 8 + I / 8);
    EXPECT_EQ(Flip[I], I ^ 2);
    EXPECT_EQ(T32[I], (I / 4 % 4 * 4 + I / 16) * 4 + I % 4);
  }
}

/// Every mode is a permutation: pairs of lo and hi cover all bytes once.
TEST(CoreVectorShuffle, EveryModePermutes) {
  for (uint32_t Mode = 0; Mode != 48; ++Mode) {
    std::array<int, 128> Seen{};
    for (uint8_t Byte : shuffled(Mode))
      ++Seen[Byte];
    for (int Count : Seen)
      EXPECT_LE(Count, 1) << Mode;
  }
}

TEST(CoreVectorPermute, ShiftPushExtractInsertBroadcast) {
  Numbered N;
  CoreBench B;
  B.load("vshift x2, x0, x1, r0\nvpush.lo.16 x3, r1, x0\n"
         "vpush.hi.32 x4, x0, r1\nvinsert.8 x5, x0, r29, r1\n"
         "vextract.s16 r2, x1, r16\nvextract.d16 r3, x1, r16\n"
         "vextract.s64 r19:r18, x0, r16\n"
         "vbcst.16 x6, r1\nvextbcst.32 x7, x0, #3\nvbcst.64 x8, r19:r18\n"
         "nop\nnop\n");
  setLane(N.Y, 5, 16, 0x8001);
  B.C.writeRegister("x0", words(N.X));
  B.C.writeRegister("x1", words(N.Y));
  B.setReg("r0", 5);
  B.setReg("r1", 0xaabbccdd);
  B.setReg("r16", 5);
  B.setReg("r29", 62);
  B.C.run(12);
  ASSERT_EQ(B.fault(), "");
  Bytes X2 = vectorOf(B.C, "x2"), X3 = vectorOf(B.C, "x3"),
        X4 = vectorOf(B.C, "x4"), X5 = vectorOf(B.C, "x5"),
        X6 = vectorOf(B.C, "x6"), X7 = vectorOf(B.C, "x7");
  for (unsigned I = 0; I != 64; ++I) {
    EXPECT_EQ(X2[I], I + 5 < 64 ? N.X[I + 5] : N.Y[I + 5 - 64]);
    EXPECT_EQ(X3[I], I < 2 ? (I ? 0xcc : 0xdd) : I - 2);
    EXPECT_EQ(X4[I], I < 60 ? I + 4 : 0xaabbccdd >> (I - 60) * 8 & 0xff);
    EXPECT_EQ(X5[I], I == 62 ? 0xdd : I);
    EXPECT_EQ(X6[I], I % 2 ? 0xcc : 0xdd);
    EXPECT_EQ(X7[I], 12 + I % 4);
  }
  EXPECT_EQ(B.reg("r2"), 0xffff8001u);
  EXPECT_EQ(B.reg("r3"), 0x8001u);
  EXPECT_EQ(B.reg("r18"), 0x2b2a2928u);
  EXPECT_EQ(B.reg("r19"), 0x2f2e2d2cu);
}

//===--- Timing -----------------------------------------------------------===//

/// A vector result reaches another vector operand of the mv slot one bundle
/// later, a store two bundles later.
TEST(CoreVectorTiming, BypassBetweenVectorOperands) {
  CoreBench B;
  B.load("vbor x1, x0, x0\nvbor x2, x1, x1; vst wl1, [p0, #0]\n"
         "vst wl1, [p0, #32]\nnop\nnop\nnop\nnop\nnop\n");
  B.C.writeRegister("x0", {7});
  B.C.writeRegister("x1", {3});
  B.setReg("p0", 0x70000);
  B.C.run(8);
  ASSERT_EQ(B.fault(), "");
  EXPECT_EQ(B.reg("x2"), 7u);
  EXPECT_EQ(B.Bus.word(0x70000), 3u);
  EXPECT_EQ(B.Bus.word(0x70020), 7u);
}

/// A load lands in cycle 7 and takes part in no bypass.
TEST(CoreVectorTiming, LoadIsNotForwarded) {
  for (unsigned Distance : {6u, 7u}) {
    CoreBench B;
    std::string Text = "vlda wl1, [p0, #0]\n";
    for (unsigned I = 1; I != Distance; ++I)
      Text += "nop\n";
    B.load(Text + "vbor x2, x1, x1\nnop\nnop\n");
    B.setReg("p0", 0x70000);
    B.Bus.setWord(0x70000, 9);
    B.C.writeRegister("x1", {3});
    B.C.run(Distance + 3);
    EXPECT_EQ(B.reg("x2"), Distance == 7 ? 9u : 3u);
  }
}

/// Masks are ready after two bundles.
TEST(CoreVectorTiming, MaskOfAComparison) {
  for (unsigned Distance : {1u, 2u}) {
    CoreBench B;
    B.load(std::string("veqz.32 r16, x0\n") + (Distance == 2 ? "nop\n" : "") +
           "mov r1, r16\nnop\nnop\n");
    B.C.run(Distance + 3);
    EXPECT_EQ(B.reg("r1"), Distance == 2 ? 0xffffu : 0u);
  }
}

} // namespace
