//===- MathTest.cpp - elementary functions within their bounds ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compares with the host's functions of double, in units in the last place of
// the float result, and the special values exactly.
//
//===----------------------------------------------------------------------===//

#include "Routines.h"

#include "gtest/gtest.h"

#include <cmath>

using namespace aieforge::test;

namespace {

/// Distance from the exact value in units in the last place of a float.
double unitsOff(float Found, double Exact) {
  if (bitsOf(Found) == bitsOf(float(Exact)))
    return 0;
  if (!std::isfinite(Found) || !std::isfinite(float(Exact)))
    return std::numeric_limits<double>::infinity();
  int Exponent = std::max(std::ilogb(Exact), -126);
  return std::fabs(double(Found) - Exact) / std::ldexp(1.0, Exponent - 23);
}

struct Function {
  const char *Name;
  float (*Core)(float);
  double (*Host)(double);
  double Low, High; // where most operands are taken from
  double Bound;     // units in the last place
};

void PrintTo(const Function &F, std::ostream *OS) { *OS << F.Name << "f"; }

class Elementary : public testing::TestWithParam<Function> {};

TEST_P(Elementary, WithinBound) {
  const Function &F = GetParam();
  std::mt19937 Random(11);
  std::uniform_real_distribution<double> Range(F.Low, F.High);
  Operands Some(12);
  double Worst = 0;
  for (unsigned I = 0; I != 300'000; ++I) {
    float X = I % 4 ? float(Range(Random)) : Some.single();
    double Off = unitsOff(F.Core(X), F.Host(X));
    ASSERT_LE(Off, F.Bound) << F.Name << "(" << std::hexfloat << X << ") is "
                            << F.Core(X) << ", not " << F.Host(X);
    Worst = std::max(Worst, Off);
  }
  testing::Test::RecordProperty("worst", std::to_string(Worst));
}

#define FUNCTION(name, Low, High, Bound)                                       \
  Function { #name, core_##name##f, std::name, Low, High, Bound }
INSTANTIATE_TEST_SUITE_P(
    Functions, Elementary,
    testing::Values(FUNCTION(exp, -104, 89, 1), FUNCTION(exp2, -150, 128, 1),
                    FUNCTION(log, 0, 3, 1), FUNCTION(log2, 0, 3, 1),
                    FUNCTION(log10, 0, 3, 1), FUNCTION(sin, -10, 10, 1),
                    FUNCTION(cos, -10, 10, 1), FUNCTION(tan, -10, 10, 2),
                    FUNCTION(tanh, -10, 10, 2)),
    [](const auto &Info) { return Info.param.Name; });

TEST(Power, WithinTwoUnits) {
  std::mt19937 Random(13);
  std::uniform_real_distribution<double> Bases(0, 8), Exponents(-40, 40);
  Operands Some(14);
  for (unsigned I = 0; I != 300'000; ++I) {
    float X = float(Bases(Random)), Y = float(Exponents(Random));
    if (I % 3 == 0) {
      X = Some.single();
      Y = I % 2 ? Some.single() : float(int(Random() % 64) - 32) / 2;
    }
    ASSERT_LE(unitsOff(core_powf(X, Y), std::pow(double(X), double(Y))), 2)
        << std::hexfloat << X << " to the " << Y << " is " << core_powf(X, Y);
  }
}

} // namespace
