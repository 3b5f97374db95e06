//===- ArithmeticTest.cpp - software arithmetic against the host's --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every result of the exact and the correctly rounded routines equals the
// host's, bit for bit.
//
//===----------------------------------------------------------------------===//

#include "Routines.h"

#include "gtest/gtest.h"

#include <cmath>

using namespace aieforge::test;

namespace {

constexpr unsigned Rounds = 300'000;

#define SAME(Found, Wanted, A, B)                                              \
  ASSERT_EQ(bitsOf(Found), bitsOf(Wanted))                                     \
      << std::hexfloat << "of " << (A) << " and " << (B)

TEST(SoftFloat, SingleArithmetic) {
  Operands Some(1);
  for (unsigned I = 0; I != Rounds; ++I) {
    float A = Some.single(), B = Some.single(), C = Some.single();
    SAME(core___addsf3(A, B), A + B, A, B);
    SAME(core___subsf3(A, B), A - B, A, B);
    SAME(core___mulsf3(A, B), A * B, A, B);
    SAME(core___divsf3(A, B), A / B, A, B);
    SAME(core_fmaf(A, B, C), std::fma(A, B, C), A, B) << " plus " << C;
    SAME(core_sqrtf(A), std::sqrt(A), A, 0);
  }
}

TEST(SoftFloat, DoubleArithmetic) {
  Operands Some(2);
  for (unsigned I = 0; I != Rounds; ++I) {
    double A = Some.wide(), B = Some.wide();
    SAME(core___adddf3(A, B), A + B, A, B);
    SAME(core___subdf3(A, B), A - B, A, B);
    SAME(core___muldf3(A, B), A * B, A, B);
    SAME(core___divdf3(A, B), A / B, A, B);
    SAME(core_sqrt(A), std::sqrt(A), A, 0);
    SAME(core___truncdfsf2(A), float(A), A, 0);
    SAME(core_floor(A), std::floor(A), A, 0);
    SAME(core_rint(A), std::rint(A), A, 0);
  }
}

TEST(SoftFloat, Remainders) {
  Operands Some(3);
  for (unsigned I = 0; I != Rounds / 10; ++I) {
    float A = Some.single(), B = Some.single();
    SAME(core_fmodf(A, B), std::fmod(A, B), A, B);
    double C = Some.wide(), D = Some.wide();
    SAME(core_fmod(C, D), std::fmod(C, D), C, D);
  }
}

TEST(SoftFloat, Comparisons) {
  Operands Some(4);
  for (unsigned I = 0; I != Rounds; ++I) {
    float A = Some.single(), B = Some.single();
    ASSERT_EQ(core___eqsf2(A, B) == 0, A == B) << A << " " << B;
    ASSERT_EQ(core___ltsf2(A, B) < 0, A < B) << A << " " << B;
    ASSERT_EQ(core___gesf2(A, B) >= 0, A >= B) << A << " " << B;
    ASSERT_EQ(core___unordsf2(A, B) != 0, A != A || B != B);
    // Which zero the host takes is its own affair: here -0 is below +0.
    if (A == 0 && B == 0) {
      ASSERT_EQ(std::signbit(core_fminf(A, B)),
                std::signbit(A) || std::signbit(B));
      ASSERT_EQ(std::signbit(core_fmaxf(A, B)),
                std::signbit(A) && std::signbit(B));
      continue;
    }
    SAME(core_fminf(A, B), std::fmin(A, B), A, B);
    SAME(core_fmaxf(A, B), std::fmax(A, B), A, B);
    double C = Some.wide(), D = Some.wide();
    ASSERT_EQ(core___ledf2(C, D) <= 0, C <= D) << C << " " << D;
    ASSERT_EQ(core___gtdf2(C, D) > 0, C > D) << C << " " << D;
  }
}

TEST(SoftFloat, FromIntegers) {
  Operands Some(5);
  for (unsigned I = 0; I != Rounds; ++I) {
    uint64_t X = Some.integer();
    SAME(core___floatsisf(int32_t(X)), float(int32_t(X)), X, 0);
    SAME(core___floatunsisf(uint32_t(X)), float(uint32_t(X)), X, 0);
    SAME(core___floatdisf(int64_t(X)), float(int64_t(X)), X, 0);
    SAME(core___floatundisf(X), float(X), X, 0);
    SAME(core___floatsidf(int32_t(X)), double(int32_t(X)), X, 0);
    SAME(core___floatunsidf(uint32_t(X)), double(uint32_t(X)), X, 0);
    SAME(core___floatdidf(int64_t(X)), double(int64_t(X)), X, 0);
    SAME(core___floatundidf(X), double(X), X, 0);
  }
}

// Conversions are cut off and saturate; a NaN becomes 0.
template <typename To, typename From> To saturated(From X) {
  if (X != X)
    return 0;
  long double Whole = std::trunc((long double)X);
  if (Whole >= (long double)std::numeric_limits<To>::max())
    return std::numeric_limits<To>::max();
  if (Whole <= (long double)std::numeric_limits<To>::min())
    return std::numeric_limits<To>::min();
  return To(Whole);
}

TEST(SoftFloat, ToIntegers) {
  Operands Some(6);
  std::mt19937 Random(7);
  for (unsigned I = 0; I != Rounds; ++I) {
    float A = Some.single();
    double B = Some.wide();
    if (I % 2) {
      A = std::ldexp(float(Random()), -int(Random() % 64)) *
          (I % 4 == 1 ? 1 : -1);
      B = std::ldexp(double(Random()) * 0x1p21 + Random(),
                     int(Random() % 80) - 60) *
          (I % 4 == 1 ? 1 : -1);
    }
    ASSERT_EQ(core___fixsfsi(A), saturated<int32_t>(A)) << A;
    ASSERT_EQ(core___fixunssfsi(A), saturated<uint32_t>(A)) << A;
    ASSERT_EQ(core___fixsfdi(A), saturated<int64_t>(A)) << A;
    ASSERT_EQ(core___fixunssfdi(A), saturated<uint64_t>(A)) << A;
    ASSERT_EQ(core___fixdfsi(B), saturated<int32_t>(B)) << B;
    ASSERT_EQ(core___fixunsdfsi(B), saturated<uint32_t>(B)) << B;
    ASSERT_EQ(core___fixdfdi(B), saturated<int64_t>(B)) << B;
    ASSERT_EQ(core___fixunsdfdi(B), saturated<uint64_t>(B)) << B;
  }
}

TEST(SoftFloat, IntegralValues) {
  Operands Some(8);
  std::mt19937 Random(9);
  for (unsigned I = 0; I != Rounds; ++I) {
    float A = Some.single();
    if (I % 2)
      A = (int(Random() % 4096) - 2048) / 8.0f;
    SAME(core_floorf(A), std::floor(A), A, 0);
    SAME(core_ceilf(A), std::ceil(A), A, 0);
    SAME(core_truncf(A), std::trunc(A), A, 0);
    SAME(core_roundf(A), std::round(A), A, 0);
    SAME(core_rintf(A), std::rint(A), A, 0);
    SAME(core___extendsfdf2(A), double(A), A, 0);
    SAME(core___truncdfsf2(double(A) * (1 + 0x1p-25)),
         float(double(A) * (1 + 0x1p-25)), A, 0);
  }
}

TEST(Division, WholeNumbers) {
  Operands Some(10);
  for (unsigned I = 0; I != Rounds; ++I) {
    uint64_t N = Some.integer(), D = Some.integer() | !(I % 16);
    if (!D)
      continue;
    ASSERT_EQ(core___udivdi3(N, D), N / D) << N << " / " << D;
    ASSERT_EQ(core___umoddi3(N, D), N % D) << N << " / " << D;
    if (int64_t(D) != -1) {
      ASSERT_EQ(core___divdi3(N, D), int64_t(N) / int64_t(D));
      ASSERT_EQ(core___moddi3(N, D), int64_t(N) % int64_t(D));
    }
    int32_t S = int32_t(N), T = int32_t(D) ? int32_t(D) : 1;
    if (T != -1) {
      ASSERT_EQ(core___divsi3(S, T), S / T) << S << " / " << T;
      ASSERT_EQ(core___modsi3(S, T), S % T) << S << " / " << T;
    }
  }
}

} // namespace

// The core's routine for this is assembly: the same by the host's division.
extern "C" uint64_t core___aie2_divide_words(uint32_t Low, uint32_t High,
                                             uint32_t Divisor) {
  uint64_t N = uint64_t(High) << 32 | Low;
  return (N % Divisor) << 32 | uint32_t(N / Divisor);
}
