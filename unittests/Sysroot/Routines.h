//===- Routines.h - routines of the support library -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tests call, by the names of CoreNames.h, and the operands that they
// try: bit patterns at the edges of the format and random ones.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_SYSROOT_ROUTINES_H
#define AIEFORGE_UNITTESTS_SYSROOT_ROUTINES_H

#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <random>

extern "C" {
#define CORE_UNARY(R, T, name) R core_##name(T);
#define CORE_BINARY(R, T, name) R core_##name(T, T);
CORE_BINARY(float, float, __addsf3)
CORE_BINARY(float, float, __subsf3)
CORE_BINARY(float, float, __mulsf3)
CORE_BINARY(float, float, __divsf3)
CORE_BINARY(float, float, fmodf)
CORE_BINARY(float, float, fminf)
CORE_BINARY(float, float, fmaxf)
CORE_BINARY(float, float, powf)
CORE_BINARY(int, float, __eqsf2)
CORE_BINARY(int, float, __ltsf2)
CORE_BINARY(int, float, __gesf2)
CORE_BINARY(int, float, __unordsf2)
CORE_BINARY(double, double, __adddf3)
CORE_BINARY(double, double, __subdf3)
CORE_BINARY(double, double, __muldf3)
CORE_BINARY(double, double, __divdf3)
CORE_BINARY(double, double, fmod)
CORE_BINARY(int, double, __ledf2)
CORE_BINARY(int, double, __gtdf2)
CORE_UNARY(int32_t, float, __fixsfsi)
CORE_UNARY(uint32_t, float, __fixunssfsi)
CORE_UNARY(int64_t, float, __fixsfdi)
CORE_UNARY(uint64_t, float, __fixunssfdi)
CORE_UNARY(float, int32_t, __floatsisf)
CORE_UNARY(float, uint32_t, __floatunsisf)
CORE_UNARY(float, int64_t, __floatdisf)
CORE_UNARY(float, uint64_t, __floatundisf)
CORE_UNARY(int32_t, double, __fixdfsi)
CORE_UNARY(uint32_t, double, __fixunsdfsi)
CORE_UNARY(int64_t, double, __fixdfdi)
CORE_UNARY(uint64_t, double, __fixunsdfdi)
CORE_UNARY(double, int32_t, __floatsidf)
CORE_UNARY(double, uint32_t, __floatunsidf)
CORE_UNARY(double, int64_t, __floatdidf)
CORE_UNARY(double, uint64_t, __floatundidf)
CORE_UNARY(double, float, __extendsfdf2)
CORE_UNARY(float, double, __truncdfsf2)
#define CORE_MATH(name) CORE_UNARY(float, float, name##f)
CORE_MATH(floor)
CORE_MATH(ceil)
CORE_MATH(trunc)
CORE_MATH(round)
CORE_MATH(rint)
CORE_MATH(sqrt)
CORE_MATH(exp)
CORE_MATH(exp2)
CORE_MATH(log)
CORE_MATH(log2)
CORE_MATH(log10)
CORE_MATH(sin)
CORE_MATH(cos)
CORE_MATH(tan)
CORE_MATH(tanh)
CORE_UNARY(double, double, floor)
CORE_UNARY(double, double, rint)
CORE_UNARY(double, double, sqrt)
float core_fmaf(float, float, float);
CORE_BINARY(uint64_t, uint64_t, __udivdi3)
CORE_BINARY(uint64_t, uint64_t, __umoddi3)
CORE_BINARY(int64_t, int64_t, __divdi3)
CORE_BINARY(int64_t, int64_t, __moddi3)
CORE_BINARY(int32_t, int32_t, __divsi3)
CORE_BINARY(int32_t, int32_t, __modsi3)
}

namespace aieforge::test {

template <typename To, typename From> To bitCast(From Value) {
  static_assert(sizeof(To) == sizeof(From));
  To Result;
  std::memcpy(&Result, &Value, sizeof(To));
  return Result;
}

/// The bits of a result; all NaNs are one.
inline uint32_t bitsOf(float X) {
  return X != X ? 0x7fc00000 : bitCast<uint32_t>(X);
}
inline uint64_t bitsOf(double X) {
  return X != X ? 0x7ff8000000000000 : bitCast<uint64_t>(X);
}

/// Operands: a quarter at the edges, a quarter near the last one in size (so
/// that sums cancel), the rest anywhere.
class Operands {
public:
  explicit Operands(unsigned Seed) : Random(Seed) {}

  float single() { return bitCast<float>(uint32_t(next(32, 23))); }
  double wide() { return bitCast<double>(next(64, 52)); }
  uint64_t integer() {
    uint64_t X = Random();
    return Random() % 4 ? X >> Random() % 64
                        : uint64_t(int64_t(X) >> (Random() % 63));
  }

private:
  uint64_t next(unsigned Bits, unsigned Fraction) {
    uint64_t Ones = ~uint64_t(0) >> (64 - Bits),
             Exponents = Ones >> 1 >> Fraction << Fraction;
    const uint64_t Edges[] = {0,
                              1,
                              (uint64_t(1) << Fraction) - 1,
                              uint64_t(1) << Fraction,
                              Exponents >> 1 & Exponents,
                              Exponents - 1,
                              Exponents,
                              Exponents + 1};
    uint64_t X = Random() & Ones;
    switch (Random() % 4) {
    case 0:
      X = Edges[Random() % std::size(Edges)] | (X & ~(Ones >> 1));
      break;
    case 1:
      X = (Last ^ (X & (Ones >> Random() % Bits))) & Ones;
      break;
    }
    return Last = X;
  }

  std::mt19937_64 Random;
  uint64_t Last = 0;
};

} // namespace aieforge::test

#endif // AIEFORGE_UNITTESTS_SYSROOT_ROUTINES_H
