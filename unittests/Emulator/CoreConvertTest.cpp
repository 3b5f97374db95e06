//===- CoreConvertTest.cpp - UPS, SRS, pack, unpack, bf16 -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"

#include <cmath>
#include <random>

using namespace aieforge::emu;

namespace {

using Words = llvm::SmallVector<uint32_t, 32>;
using Big = __int128;

/// Lane \p I of \p Bits bits, which may be 4.
int64_t lane(const Words &W, unsigned I, unsigned Bits, bool Signed) {
  uint64_t V = 0;
  for (unsigned K = 0; K != Bits; ++K) {
    unsigned At = I * Bits + K;
    V |= uint64_t(W[At / 32] >> At % 32 & 1) << K;
  }
  if (Signed && Bits < 64 && V >> (Bits - 1))
    return int64_t(V) - (int64_t(1) << Bits);
  return int64_t(V);
}

/// \p V in \p Bits bits.
int64_t wrapped(Big V, unsigned Bits, bool Signed) {
  Big Modulus = Big(1) << Bits;
  V = (V % Modulus + Modulus) % Modulus;
  if (Signed && V >= Modulus / 2)
    V -= Modulus;
  return int64_t(V);
}

int64_t clamped(Big V, unsigned Bits, bool Signed, bool Symmetric,
                bool &Overflow) {
  Big High = Signed ? (Big(1) << (Bits - 1)) - 1 : (Big(1) << Bits) - 1;
  Big Low = !Signed ? Big(0) : Symmetric ? -High : -High - 1;
  Overflow |= V > High || V < Low;
  return int64_t(V > High ? High : V < Low ? Low : V);
}

Words randomWords(std::mt19937 &Random, unsigned Count, unsigned LaneBits) {
  Words W(Count, 0);
  for (unsigned I = 0; I != Count * 32 / LaneBits; ++I) {
    // Small and large magnitudes.
    uint64_t V = uint64_t(Random()) << 32 | Random();
    int64_t S = int64_t(V) >> Random() % 63;
    for (unsigned K = 0; K != LaneBits; ++K) {
      unsigned At = I * LaneBits + K;
      W[At / 32] |= uint32_t(uint64_t(S) >> K & 1) << At % 32;
    }
  }
  return W;
}

/// V / 2^S rounded by the definition of each mode in terms of the remainder.
Big rounded(int64_t V, unsigned S, unsigned Mode) {
  Big Unit = Big(1) << S;
  Big Floor = V >= 0 ? V / Unit : -((-Big(V) + Unit - 1) / Unit);
  Big Rest = V - Floor * Unit;
  if (Rest == 0)
    return Floor;
  bool Tie = Rest * 2 == Unit, Above = Rest * 2 > Unit;
  Big Ceil = Floor + 1;
  Big TowardZero = V < 0 ? Ceil : Floor, Away = V < 0 ? Floor : Ceil;
  Big Nearest = Above ? Ceil : Floor;
  Big Even = Floor % 2 == 0 ? Floor : Ceil, Odd = Floor % 2 == 0 ? Ceil : Floor;
  switch (Mode) {
  case 0:
    return Floor;
  case 1:
    return Ceil;
  case 2:
    return TowardZero;
  case 3:
    return Away;
  case 8:
    return Tie ? Floor : Nearest;
  case 9:
    return Tie ? Ceil : Nearest;
  case 10:
    return Tie ? TowardZero : Nearest;
  case 11:
    return Tie ? Away : Nearest;
  case 12:
    return Tie ? Even : Nearest;
  default:
    return Tie ? Odd : Nearest;
  }
}

std::string nops(unsigned N) {
  std::string S;
  while (N--)
    S += "nop\n";
  return S;
}

/// One form: lanes of In bits in register Source become Out bits in Result.
struct Form {
  const char *Kind;
  unsigned Out, In;
  const char *Source, *Result;
};

const Form Ups[] = {
    {"ups", 32, 16, "wl1", "bml2"}, {"ups", 32, 16, "x1", "cm2"},
    {"ups", 32, 8, "wh1", "cm2"},   {"ups", 64, 16, "wl1", "cm2"},
    {"ups", 64, 32, "wl1", "bmh2"}, {"ups", 64, 32, "x1", "cm2"}};

const Form Srs[] = {
    {"srs", 8, 32, "cm2", "wl1"},    {"srs", 16, 32, "bml2", "wh1"},
    {"srs", 16, 32, "cm2", "x1"},    {"srs", 16, 64, "cm2", "wl1"},
    {"srs", 32, 64, "bmh2", "wl1"},  {"srs", 32, 64, "cm2", "x1"},
    {"srsm", 16, 32, "bml2", "wl1"}, {"srsm", 32, 64, "bml2", "wl1"}};

const Form Packs[] = {{"pack", 8, 16, "x1", "wl2"},
                      {"pack", 4, 8, "x1", "wl2"}};
const Form Unpacks[] = {{"unpack", 16, 8, "wl1", "x2"},
                        {"unpack", 8, 4, "wl1", "x2"}};

std::string type(bool Dynamic, unsigned Bits) {
  return (Dynamic ? "d" : "s") + std::to_string(Bits);
}

TEST(CoreConvert, UpsMatchesTheModel) {
  std::mt19937 Random(21);
  for (const Form &F : Ups)
    for (bool Dynamic : {false, true}) {
      CoreBench B;
      B.load("vups.s" + std::to_string(F.Out) + "." + type(Dynamic, F.In) +
             " " + F.Result + ", " + F.Source + ", s1\n" + nops(4));
      for (int N = 0; N != 20; ++N) {
        bool Signed = !Dynamic || N % 2;
        unsigned Shift = N % 5 * 7, Sat = N % 4 == 2 ? 0 : N % 4;
        B.C.reset();
        unsigned Count = B.C.readRegister(F.Source)->size();
        Words W = randomWords(Random, Count, F.In);
        B.C.writeRegister(F.Source, W);
        B.setReg("s1", Shift);
        B.setReg("crSat", Sat);
        B.setReg("crUPSSign", Signed);
        B.C.run(4);
        ASSERT_EQ(B.fault(), "");
        auto R = *B.C.readRegister(F.Result);
        bool Overflow = false;
        for (unsigned I = 0; I != Count * 32 / F.In; ++I) {
          Big V = Big(lane(W, I, F.In, Signed)) << Shift;
          int64_t Limit = clamped(V, F.Out, true, false, Overflow);
          int64_t Want = Sat ? Limit : wrapped(V, F.Out, true);
          ASSERT_EQ(lane(R, I, F.Out, true), Want)
              << F.Result << " lane " << I << " shift " << Shift;
        }
        EXPECT_EQ(B.reg("srUPS_of"), uint32_t(Overflow));
      }
    }
}

TEST(CoreConvert, SrsMatchesTheModelInEveryRoundingMode) {
  std::mt19937 Random(22);
  for (const Form &F : Srs)
    for (bool Dynamic : {false, true}) {
      CoreBench B;
      B.load(std::string("v") + F.Kind + "." + type(Dynamic, F.Out) + ".s" +
             std::to_string(F.In) + " " + F.Result + ", " + F.Source +
             ", s1\n" + nops(5));
      for (unsigned Mode : {0, 1, 2, 3, 8, 9, 10, 11, 12, 13})
        for (int N = 0; N != 12; ++N) {
          bool Signed = !Dynamic || N % 2;
          unsigned Shift = std::array{0u, 1u, 4u, 9u, 17u, 31u}[N % 6];
          unsigned Sat = std::array{0u, 1u, 3u}[N % 3];
          B.C.reset();
          unsigned Count = B.C.readRegister(F.Source)->size();
          Words W = randomWords(Random, Count, F.In);
          B.C.writeRegister(F.Source, W);
          B.setReg("s1", Shift);
          B.setReg("crSat", Sat);
          B.setReg("crRnd", Mode);
          B.setReg("crSRSSign", Signed);
          B.C.run(5);
          ASSERT_EQ(B.fault(), "");
          auto R = *B.C.readRegister(F.Result);
          bool Overflow = false;
          for (unsigned I = 0; I != Count * 32 / F.In; ++I) {
            Big V = rounded(lane(W, I, F.In, true), Shift, Mode);
            int64_t Limit = clamped(V, F.Out, Signed, Sat == 3, Overflow);
            int64_t Want = Sat ? Limit : wrapped(V, F.Out, Signed);
            ASSERT_EQ(lane(R, I, F.Out, Signed), Want)
                << F.Result << " lane " << I << " shift " << Shift << " mode "
                << Mode;
          }
          EXPECT_EQ(B.reg("srSRS_of"), uint32_t(Overflow));
        }
    }
}

TEST(CoreConvert, PackAndUnpackMatchTheModel) {
  std::mt19937 Random(23);
  for (const Form &F : {Packs[0], Packs[1], Unpacks[0], Unpacks[1]})
    for (bool Dynamic : {false, true}) {
      bool IsPack = F.Out < F.In;
      CoreBench B;
      B.load(std::string("v") + F.Kind + "." + type(Dynamic, F.Out) + "." +
             type(Dynamic, F.In) + " " + F.Result + ", " + F.Source + "\n" +
             nops(8));
      for (int N = 0; N != 12; ++N) {
        bool Signed = !Dynamic || N % 2;
        unsigned Sat = std::array{0u, 1u, 3u}[N % 3];
        B.C.reset();
        unsigned Count = B.C.readRegister(F.Source)->size();
        Words W = randomWords(Random, Count, F.In);
        B.C.writeRegister(F.Source, W);
        B.setReg("crSat", Sat);
        B.setReg("crPackSign", Signed);
        B.setReg("crUnpackSign", Signed);
        B.C.run(8);
        ASSERT_EQ(B.fault(), "");
        auto R = *B.C.readRegister(F.Result);
        for (unsigned I = 0; I != Count * 32 / F.In; ++I) {
          int64_t V = lane(W, I, F.In, Signed);
          bool Overflow = false;
          int64_t Want = IsPack && Sat
                             ? clamped(V, F.Out, Signed, Sat == 3, Overflow)
                             : wrapped(V, F.Out, Signed);
          ASSERT_EQ(lane(R, I, F.Out, Signed), Want) << F.Result << " " << I;
        }
      }
    }
}

float asFloat(uint32_t Bits) {
  float F;
  memcpy(&F, &Bits, 4);
  return F;
}

/// bf16 neighbours of a finite fp32 by value, then the choice of the mode.
TEST(CoreConvert, Bf16RoundingByValue) {
  std::mt19937 Random(24);
  for (unsigned Mode : {0, 1, 2, 3, 8, 9, 10, 11, 12, 13}) {
    CoreBench B;
    B.load("vconv.bf16.fp32 wl1, bml2\n" + nops(3));
    Words W;
    for (int I = 0; I != 16; ++I) {
      uint32_t V = (Random() & 0x807fffff) | (100 + Random() % 50) << 23;
      if (I % 3 == 0)
        V = (V & 0xffff0000) | 0x8000; // a tie
      if (I % 5 == 0)
        V &= 0xffff0000; // exact
      W.push_back(V);
    }
    B.C.writeRegister("bml2", W);
    B.setReg("crRnd", Mode);
    B.C.run(3);
    ASSERT_EQ(B.fault(), "");
    auto R = *B.C.readRegister("wl1");
    for (unsigned I = 0; I != 16; ++I) {
      // Both neighbours, the one toward zero first.
      double V = asFloat(W[I]);
      uint32_t Near = W[I] & 0xffff0000, Far = Near + 0x10000;
      double Low = asFloat(Near), High = asFloat(Far);
      uint32_t Want;
      bool Negative = V < 0;
      double ToNear = std::fabs(V - Low), ToFar = std::fabs(High - V);
      uint32_t Down = Negative ? Far : Near, Up = Negative ? Near : Far;
      uint32_t Even = Near & 0x10000 ? Far : Near;
      uint32_t Odd = Near & 0x10000 ? Near : Far;
      uint32_t Nearest = ToNear < ToFar ? Near : Far;
      bool Tie = ToNear == ToFar;
      if (V == Low)
        Want = Near;
      else if (Mode < 4)
        Want = std::array{Down, Up, Near, Far}[Mode];
      else
        Want = !Tie ? Nearest
                    : std::array{Down, Up, Near, Far, Even, Odd}[Mode - 8];
      EXPECT_EQ(uint32_t(lane(R, I, 16, false)) << 16, Want)
          << "mode " << Mode << " " << std::hex << W[I];
    }
  }
}

TEST(CoreConvert, Bf16SpecialValues) {
  CoreBench B;
  B.load("vconv.bf16.fp32 wl1, bml2\nvconv.fp32.bf16 bml3, wl4\n" + nops(3));
  B.C.writeRegister("bml2", {0x7f800000, 0xff800000, 0x7f800001, 0x00000001,
                             0x80400000, 0x7f7fffff});
  B.C.writeRegister("wl4", {0x80013f80, 0x7fc0ff80});
  B.setReg("crRnd", 12);
  B.C.run(5);
  ASSERT_EQ(B.fault(), "");
  auto R = *B.C.readRegister("wl1");
  EXPECT_EQ(R[0], 0xff807f80u);
  EXPECT_EQ(R[1] & 0x7fff, 0x7fc0u); // still a NaN; then a denormal: zero
  EXPECT_EQ(R[1] >> 16, 0u);
  EXPECT_EQ(R[2], 0x7f808000u); // -denormal, then rounded up to infinity
  auto F = *B.C.readRegister("bml3");
  EXPECT_EQ(F[0], 0x3f800000u);
  EXPECT_EQ(F[1], 0x80000000u); // a denormal
  EXPECT_EQ(F[2], 0xff800000u);
  EXPECT_EQ(F[3], 0x7fc00000u);
}

TEST(CoreConvert, Floor) {
  CoreBench B;
  B.load("vfloor.s32.bf16 x1, wl2, s1\n" + nops(3));
  // 1.5, -1.5, 0.25, -0.25, 1e30, -1e30 (bf16)
  B.C.writeRegister("wl2", {0xbfc03fc0, 0xbe803e80, 0xf1493f80 ^ 0x3f807149});
  B.setReg("s1", 1);
  B.C.run(3);
  ASSERT_EQ(B.fault(), "");
  auto R = *B.C.readRegister("x1");
  EXPECT_EQ(int32_t(R[0]), 3);
  EXPECT_EQ(int32_t(R[1]), -3);
  EXPECT_EQ(int32_t(R[2]), 0);
  EXPECT_EQ(int32_t(R[3]), -1);
}

//===--- On the way from and to memory ------------------------------------===//

TEST(CoreConvertMemory, LoadsEqualMoves) {
  std::mt19937 Random(25);
  struct {
    const char *Load, *Move, *Result, *Reference;
  } Pairs[] = {
      {"vlda.ups.s32.s16 bml2, s1, [p0], #32", "vups.s32.s16 bml3, wl1, s1",
       "bml2", "bml3"},
      {"vlda.ups.s32.d8 cm2, s1, [p0], #32", "vups.s32.d8 cm3, wl1, s1", "cm2",
       "cm3"},
      {"vlda.ups.s64.s32 bml2, s1, [p0], #32", "vups.s64.s32 bml3, wl1, s1",
       "bml2", "bml3"},
      {"vldb.unpack.s16.s8 x2, [p0], m0", "vunpack.s16.s8 x3, wl1", "x2", "x3"},
      {"vldb.unpack.d8.d4 x2, [p0], m0", "vunpack.d8.d4 x3, wl1", "x2", "x3"},
      {"vlda.conv.fp32.bf16 bml2, [p0], #32", "vconv.fp32.bf16 bml3, wl1",
       "bml2", "bml3"},
  };
  for (auto &P : Pairs) {
    CoreBench B;
    B.load(std::string(P.Load) + "\n" + P.Move + "\n" + nops(20));
    Words W = randomWords(Random, 8, 16);
    B.C.writeRegister("wl1", W);
    for (unsigned I = 0; I != 8; ++I)
      B.Bus.setWord(0x70040 + 4 * I, W[I]);
    B.setReg("p0", 0x70040);
    B.setReg("m0", 32);
    B.setReg("s1", 3);
    B.C.run(14);
    ASSERT_EQ(B.fault(), "") << P.Load;
    EXPECT_EQ(*B.C.readRegister(P.Result), *B.C.readRegister(P.Reference))
        << P.Load;
    EXPECT_EQ(B.reg("p0"), 0x70060u);
  }
}

TEST(CoreConvertMemory, StoresEqualMoves) {
  std::mt19937 Random(26);
  struct {
    const char *Store, *Move, *Source;
    unsigned Words;
  } Pairs[] = {
      {"vst.srs.s16.s32 bml2, s1, [p0], #32", "vsrs.s16.s32 wl3, bml2, s1",
       "bml2", 16},
      {"vst.srs.d8.s32 cm2, s1, [p0], #32", "vsrs.d8.s32 wl3, cm2, s1", "cm2",
       32},
      {"vst.pack.s8.s16 x2, [p0], #32", "vpack.s8.s16 wl3, x2", "x2", 16},
      {"vst.conv.bf16.fp32 bml2, [p0], #32", "vconv.bf16.fp32 wl3, bml2",
       "bml2", 16},
  };
  for (auto &P : Pairs) {
    CoreBench B;
    B.load(std::string(P.Store) + "\n" + P.Move + "\n" + nops(20));
    B.C.writeRegister(P.Source, randomWords(Random, P.Words, 32));
    B.setReg("p0", 0x70040);
    B.setReg("s1", 3);
    B.setReg("crRnd", 12);
    B.setReg("crSat", 1);
    B.C.run(14);
    ASSERT_EQ(B.fault(), "") << P.Store;
    auto R = *B.C.readRegister("wl3");
    for (unsigned I = 0; I != 8; ++I)
      EXPECT_EQ(B.Bus.word(0x70040 + 4 * I), R[I]) << P.Store;
    EXPECT_EQ(B.reg("p0"), 0x70060u);
  }
}

/// Cycle in which results arrive, by looking one bundle before and at it.
struct Timing {
  const char *Producer, *Store;
  unsigned Ready;
};

TEST(CoreConvertMemory, ResultsArriveInTheirCycle) {
  const Timing Timings[] = {
      {"vups.s32.s16 bml2, wl1, s1", "vst amll2, [p1, #0]", 3},
      {"vlda.ups.s32.s16 bml2, s1, [p0], #32", "vst amll2, [p1, #0]", 9},
      {"vsrs.s16.s32 wl2, bml1, s1", "vst wl2, [p1, #0]", 4},
      {"vsrsm.s16.s32 wl2, bml1, s1", "vst wl2, [p1, #0]", 4},
      {"vpack.s8.s16 wl2, x1", "vst wl2, [p1, #0]", 2},
      {"vunpack.s16.s8 x2, wl1", "vst wl2, [p1, #0]", 7},
      {"vldb.unpack.s16.s8 x2, [p0], m0", "vst wl2, [p1, #0]", 7},
      {"vlda.conv.fp32.bf16 bml2, [p0], #32", "vst amll2, [p1, #0]", 7},
      {"vconv.fp32.bf16 bml2, wl1", "vst amll2, [p1, #0]", 2},
  };
  for (const Timing &T : Timings)
    for (unsigned Distance : {T.Ready - 1, T.Ready}) {
      CoreBench B;
      B.load(std::string(T.Producer) + "\n" + nops(Distance - 1) + T.Store +
             "\n" + nops(30));
      Words Ones(32, 0x01010101);
      B.C.writeRegister("x1", Ones);
      B.C.writeRegister("cm1", Ones);
      B.Bus.setWord(0x70040, 0x01010101);
      B.setReg("p0", 0x70040);
      B.setReg("p1", 0x70100);
      B.C.run(Distance + 20);
      ASSERT_EQ(B.fault(), "") << T.Producer;
      EXPECT_EQ(B.Bus.word(0x70100) != 0, Distance == T.Ready) << T.Producer;
    }
}

/// A load behind vst.srs needs three bundles.
TEST(CoreConvertMemory, StoreWithSrsIsInMemoryAfterThreeBundles) {
  for (unsigned Distance : {2u, 3u}) {
    CoreBench B;
    B.load("vst.srs.s16.s32 bml1, s1, [p0, #0]\n" + nops(Distance - 1) +
           "lda r1, [p0, #0]\n" + nops(20));
    B.C.writeRegister("bml1", {5, 6});
    B.setReg("p0", 0x70040);
    B.C.run(14);
    ASSERT_EQ(B.fault(), "");
    EXPECT_EQ(B.reg("r1"), Distance == 3 ? 0x60005u : 0u);
  }
}

} // namespace
