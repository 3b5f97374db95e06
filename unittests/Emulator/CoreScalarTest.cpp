//===- CoreScalarTest.cpp - scalar instructions against a host model ------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"

#include <cstdlib>
#include <random>

using namespace aieforge::emu;

namespace {

/// Inputs of one instruction: r1, r2, and the registers some of them imply.
struct In {
  uint32_t X, Y;
  uint32_t R27, R31;
  bool Carry;
};

/// Expected r4; the carry and r31 where the instruction writes them.
struct Out {
  uint32_t R;
  int Carry = -1;
  int64_t R31 = -1;
};

struct Case {
  const char *Name;
  const char *Text;
  Out (*Model)(const In &);
};

int64_t asSigned(uint32_t X) {
  return X < 0x80000000u ? int64_t(X) : int64_t(X) - 0x100000000;
}
uint32_t low(int64_t X) { return uint32_t(uint64_t(X)); }

/// Shift as multiplication and floor division by a power of two.
uint32_t shift(uint32_t X, uint32_t Y, bool Arithmetic) {
  int64_t Amount = asSigned(Y);
  int64_t Value = Arithmetic && Amount < 0 ? asSigned(X) : int64_t(X);
  for (int64_t N = std::llabs(Amount) % 32; N != 0; --N)
    Value = Amount >= 0 ? Value * 2 & 0xffffffff
                        : (Value - (Value % 2 + 2) % 2) / 2;
  return low(Value);
}

uint32_t leadingEqual(uint32_t X, bool Bit) {
  uint32_t N = 0;
  while (N != 32 && bool(X >> (31 - N) & 1) == Bit)
    ++N;
  return N;
}

const Case Cases[] = {
    {"add", "add r4, r1, r2",
     [](const In &I) {
       uint64_t S = uint64_t(I.X) + I.Y;
       return Out{low(S), S > 0xffffffff};
     }},
    {"addImmediate", "add r4, r1, #-64",
     [](const In &I) {
       return Out{low(asSigned(I.X) - 64), I.X >= 64};
     }},
    {"addImmediateMax", "add r4, r1, #63",
     [](const In &I) {
       return Out{low(asSigned(I.X) + 63), uint64_t(I.X) + 63 > 0xffffffff};
     }},
    {"adc", "adc r4, r1, r2",
     [](const In &I) {
       uint64_t S = uint64_t(I.X) + I.Y + (I.Carry ? 1 : 0);
       return Out{low(S), S > 0xffffffff};
     }},
    {"sub", "sub r4, r1, r2",
     [](const In &I) {
       return Out{low(asSigned(I.X) - asSigned(I.Y)), I.X >= I.Y};
     }},
    {"sbc", "sbc r4, r1, r2",
     [](const In &I) {
       int64_t D = int64_t(I.X) - int64_t(I.Y) - (I.Carry ? 0 : 1);
       return Out{low(D), D >= 0};
     }},
    {"addNc", "add.nc r4, r1, #31",
     [](const In &I) {
       return Out{low(int64_t(I.X) + 31), I.Carry};
     }},
    {"and", "and r4, r1, r2", [](const In &I) { return Out{I.X & I.Y}; }},
    {"or", "or r4, r1, r2", [](const In &I) { return Out{I.X | I.Y}; }},
    {"xor", "xor r4, r1, r2",
     [](const In &I) { return Out{(I.X | I.Y) - (I.X & I.Y)}; }},
    {"lshl", "lshl r4, r1, r2",
     [](const In &I) { return Out{shift(I.X, I.Y, false)}; }},
    {"ashl", "ashl r4, r1, r2",
     [](const In &I) { return Out{shift(I.X, I.Y, true)}; }},
    {"eq", "eq r4, r1, r2", [](const In &I) { return Out{I.X == I.Y}; }},
    {"ne", "ne r4, r1, r2", [](const In &I) { return Out{I.X != I.Y}; }},
    {"lt", "lt r4, r1, r2",
     [](const In &I) { return Out{asSigned(I.X) < asSigned(I.Y)}; }},
    {"ge", "ge r4, r1, r2",
     [](const In &I) { return Out{asSigned(I.X) >= asSigned(I.Y)}; }},
    {"ltu", "ltu r4, r1, r2", [](const In &I) { return Out{I.X < I.Y}; }},
    {"geu", "geu r4, r1, r2", [](const In &I) { return Out{I.X >= I.Y}; }},
    {"eqz", "eqz r4, r1", [](const In &I) { return Out{I.X == 0}; }},
    {"nez", "nez r4, r1", [](const In &I) { return Out{I.X != 0}; }},
    {"abs", "abs r4, r1",
     [](const In &I) {
       int64_t V = asSigned(I.X);
       return Out{low(V < 0 ? -V : V), 0};
     }},
    {"clz", "clz r4, r1",
     [](const In &I) { return Out{leadingEqual(I.X, false)}; }},
    {"clb", "clb r4, r1",
     [](const In &I) { return Out{leadingEqual(I.X, I.X >> 31)}; }},
    {"extendS8", "extend.s8 r4, r1",
     [](const In &I) {
       int64_t V = I.X % 256;
       return Out{low(V < 128 ? V : V - 256)};
     }},
    {"extendS16", "extend.s16 r4, r1",
     [](const In &I) {
       int64_t V = I.X % 65536;
       return Out{low(V < 32768 ? V : V - 65536)};
     }},
    {"extendU8", "extend.u8 r4, r1",
     [](const In &I) { return Out{I.X % 256}; }},
    {"extendU16", "extend.u16 r4, r1",
     [](const In &I) { return Out{I.X % 65536}; }},
    {"mul", "mul r4, r1, r2",
     [](const In &I) {
       return Out{
           low(int64_t(uint64_t(asSigned(I.X)) * uint64_t(asSigned(I.Y))))};
     }},
    {"selEqz", "sel.eqz r4, r1, r2, r27",
     [](const In &I) { return Out{I.R27 ? I.Y : I.X}; }},
    {"selNez", "sel.nez r4, r1, r2, r27",
     [](const In &I) { return Out{I.R27 ? I.X : I.Y}; }},
    {"divs", "divs r4, r31, r1, r2",
     [](const In &I) {
       // The double-width value {x, r31} moves left by one bit.
       uint64_t Pair = (uint64_t(I.X) << 32 | I.R31) * 2;
       uint32_t T = uint32_t(Pair >> 32), Rest = uint32_t(Pair);
       bool Fits = T >= I.Y;
       return Out{Fits ? T - I.Y : T, -1, int64_t(Rest) + (Fits ? 1 : 0)};
     }},
    {"movx", "movx r4, #-1024", [](const In &) { return Out{low(-1024)}; }},
    {"mova", "mova r4, #1023", [](const In &) { return Out{1023}; }},
    {"movImmediate", "mov r4, #-512",
     [](const In &) { return Out{low(-512)}; }},
    {"movxm", "movxm r4, #-2023406815",
     [](const In &) { return Out{0x87654321}; }},
    {"mov", "mov r4, r1", [](const In &I) { return Out{I.X}; }},
};

class CoreScalar : public testing::TestWithParam<Case> {};

TEST_P(CoreScalar, MatchesTheModel) {
  const Case &T = GetParam();
  CoreBench B;
  B.load(std::string(T.Text) + "\nnop\nnop\n");
  std::mt19937 Random(7);
  const uint32_t Corners[] = {0,          1,          2,          31,
                              32,         33,         0x7f,       0x80,
                              0x7fffffff, 0x80000000, 0x80000001, 0xffffffff,
                              0xffffffe0, 0xffffffe1, 0xffffffdf, 0x8000};
  auto Pick = [&]() -> uint32_t {
    switch (Random() % 3) {
    case 0:
      return Corners[Random() % std::size(Corners)];
    case 1:
      return Random() % 70 - 35;
    default:
      return Random();
    }
  };
  for (int N = 0; N != 500; ++N) {
    In I{Pick(), Pick(), Random() % 2 ? Pick() : 0, Pick(), Random() % 2 != 0};
    B.C.reset();
    B.setReg("r1", I.X);
    B.setReg("r2", I.Y);
    B.setReg("r27", I.R27);
    B.setReg("r31", I.R31);
    B.setReg("srCarry", I.Carry);
    EXPECT_EQ(B.C.run(3), 3u);
    Out O = T.Model(I);
    ASSERT_EQ(B.reg("r4"), O.R) << std::hex << I.X << " " << I.Y;
    if (O.Carry >= 0) {
      ASSERT_EQ(B.reg("srCarry"), uint32_t(O.Carry))
          << std::hex << I.X << " " << I.Y;
    }
    if (O.R31 >= 0) {
      ASSERT_EQ(B.reg("r31"), uint32_t(O.R31));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, CoreScalar, testing::ValuesIn(Cases),
                         [](const auto &Info) { return Info.param.Name; });

TEST(CoreScalarMoves, AddressRegistersKeepTwentyBits) {
  CoreBench B;
  B.run("movxm p2, #-1\nmov r4, p2\nmovxm m3, #0x345678\nmov r5, m3\n"
        "movxm s1, #255\nmov r6, s1\nnop\n",
        7);
  EXPECT_EQ(B.reg("r4"), 0xfffffu);
  EXPECT_EQ(B.reg("r5"), 0x45678u);
  EXPECT_EQ(B.reg("r6"), 63u);
}

TEST(CoreScalarMoves, CoreIdAndTimer) {
  CoreBench B;
  B.run("mov r4, CORE_ID\nnop\nmov r17:r16, cntr\nnop\n", 4);
  EXPECT_EQ(B.reg("r4"), 0x30002u);
  EXPECT_EQ(B.reg("r16"), 2u);
  EXPECT_EQ(B.reg("r17"), 0u);
}

TEST(CoreScalarMoves, ResetValues) {
  CoreBench B;
  B.C.reset();
  EXPECT_EQ(B.reg("le"), 0xfffffu);
  EXPECT_EQ(B.reg("crMCDEn"), 1u);
  EXPECT_EQ(B.reg("crSCDEn"), 1u);
  EXPECT_EQ(B.C.pc(), 0u);
}

/// The division of the run-time library: 32 steps give quotient and remainder.
TEST(CoreScalarDivide, ThirtyTwoStepsDivide) {
  std::string Text;
  for (int I = 0; I != 32; ++I)
    Text += "divs r0, r31, r0, r1\n";
  Text += "nop\n";
  std::mt19937 Random(3);
  CoreBench B;
  B.load(Text);
  for (int N = 0; N != 200; ++N) {
    uint32_t X = Random(), Y = Random() >> Random() % 32;
    if (Y == 0)
      continue;
    B.C.reset();
    B.setReg("r31", X);
    B.setReg("r1", Y);
    B.C.run(33);
    // The remainder is shifted before it is compared: exact below 2^31.
    if (Y >= 0x80000000)
      continue;
    ASSERT_EQ(B.reg("r31"), X / Y);
    ASSERT_EQ(B.reg("r0"), X % Y);
  }
}

/// add and adc make 64-bit sums, sub and sbc 64-bit differences.
TEST(CoreScalarCarry, ChainsToSixtyFourBits) {
  std::mt19937_64 Random(5);
  CoreBench B;
  B.load("add r8, r0, r2\nadc r9, r1, r3\nsub r10, r0, r2\nsbc r11, r1, r3\n"
         "nop\n");
  for (int N = 0; N != 200; ++N) {
    uint64_t X = Random(), Y = N % 2 ? Random() : Random() & 0xffffffff;
    B.C.reset();
    B.setReg("r0", uint32_t(X));
    B.setReg("r1", uint32_t(X >> 32));
    B.setReg("r2", uint32_t(Y));
    B.setReg("r3", uint32_t(Y >> 32));
    B.C.run(5);
    ASSERT_EQ(uint64_t(B.reg("r9")) << 32 | B.reg("r8"), X + Y);
    ASSERT_EQ(uint64_t(B.reg("r11")) << 32 | B.reg("r10"), X - Y);
  }
}

} // namespace
