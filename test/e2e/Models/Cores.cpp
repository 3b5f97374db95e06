//===- Cores.cpp - models of the designs about core bodies ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Design.h"

#include <algorithm>
#include <bit>
#include <cmath>

using namespace aieforge::e2e;

namespace {

/// out[i] = F(a[i], b[i]) for elements of type T.
template <typename T, typename F>
Design twoInputs(std::string Name, unsigned Bytes, F Function) {
  return {std::move(Name), {Bytes, Bytes, Bytes}, [=](Buffers &B) {
            for (size_t I = 0; I < B.as<T>(2).size(); ++I)
              B.as<T>(2)[I] = Function(B.as<T>(0)[I], B.as<T>(1)[I]);
          }};
}

template <typename F>
Design oneInput(std::string Name, unsigned Words, F Function) {
  return {std::move(Name), {4 * Words, 4 * Words}, eachWord(Function)};
}

uint32_t everyOp(uint32_t V, uint32_t W) {
  int32_t SV = V, SW = W;
  uint32_t A = V + W, B = A - 3, C = B * W, E = C | (V & W), S = W & 31;
  uint32_t Shifts = (V << S) ^ uint32_t(SV >> S) ^ (V >> S);
  uint32_t Signed = uint32_t(std::max(SV, SW)) - uint32_t(std::min(SV, SW));
  uint32_t Unsigned = std::max(V, W) - std::min(V, W);
  return Shifts ^ Signed ^ Unsigned ^ E;
}

int32_t floorDiv(int32_t A, int32_t B) {
  return A / B - (A % B != 0 && (A < 0) != (B < 0));
}
int32_t ceilDiv(int32_t A, int32_t B) {
  return A / B + (A % B != 0 && (A < 0) == (B < 0));
}

uint32_t divisions(uint32_t V, uint32_t W) {
  int32_t SV = V, Q = (W & 1023) | 1;
  uint32_t UQ = Q;
  uint32_t AB = uint32_t(SV / Q) ^ (V / UQ);
  uint32_t CD = uint32_t(SV % Q) * (V % UQ);
  uint32_t EF = uint32_t(floorDiv(SV, Q)) + uint32_t(ceilDiv(SV, Q));
  return (AB + CD) ^ EF;
}

uint64_t wide(uint64_t V, uint64_t W) {
  int64_t SV = V, SW = W;
  uint64_t B = (V + W) * W, S = W & 63, Q = W | 1;
  uint64_t H = SV < SW ? V << S : uint64_t(SV >> S);
  uint64_t F = int64_t(Q) == -1 ? 0 - V : uint64_t(SV / int64_t(Q));
  return (F ^ V % Q) + ((B >> 7) ^ H);
}

uint8_t bytes(uint8_t V, uint8_t W) {
  int16_t P = int16_t(int8_t(V)) * int16_t(W);
  uint8_t A = V * W, B = uint16_t(P) >> 8, C = int8_t(V) >> 2, D = W >> 2;
  return (A ^ B) + (C - D);
}

uint16_t comparisons(uint16_t V, uint16_t W) {
  int16_t SV = V, SW = W;
  unsigned Bits = (V == W) << 0 | (V != W) << 1 | (SV < SW) << 2 |
                  (SV <= SW) << 3 | (SV > SW) << 4 | (SV >= SW) << 5 |
                  (V < W) << 6 | (V <= W) << 7 | (V > W) << 8 | (V >= W) << 9;
  return Bits + V;
}

uint32_t wideProducts(uint32_t V, uint32_t W) {
  int64_t P = int64_t(int32_t(V)) * int32_t(W);
  uint64_t U = uint64_t(V) * W;
  uint32_t Carry = (uint64_t(V) + W) >> 32;
  return (uint32_t(P >> 32) ^ uint32_t(U >> 32) ^ (uint32_t(P) + Carry)) + V +
         W;
}

uint32_t counts(uint32_t V) {
  uint32_t Abs = int32_t(V) < 0 ? 0 - V : V;
  return (std::popcount(V) | std::countl_zero(V) << 6 |
          std::countr_zero(V) << 12) +
         Abs;
}

uint32_t bitsOf(float F) { return std::bit_cast<uint32_t>(F); }

uint32_t floats(uint32_t V, uint32_t W) {
  float F = int32_t(V), G = W;
  float Sum = F + G, Half = Sum * 0.5f, Quotient = F / G;
  float D = Half - Quotient;
  return bitsOf(D < F ? -D : D) + uint32_t(int32_t(Quotient));
}

/// The upper half of a float, rounded to the nearest, ties to even.
uint32_t toBFloat(float F) {
  uint32_t Bits = bitsOf(F);
  return (Bits + 0x7FFF + (Bits >> 16 & 1)) >> 16;
}

uint32_t bfloats(uint32_t V) {
  uint32_t Wide = toBFloat(int32_t(V)) << 16;
  return toBFloat(std::bit_cast<float>(Wide) * 0.333333343f) + Wide;
}

uint32_t roots(uint32_t V) {
  float G = float(int32_t(V)) * 0.000123456f;
  float Rounded = std::floor(G) + std::ceil(G);
  Rounded = Rounded + std::trunc(G);
  return bitsOf(Rounded + std::sqrt(std::fabs(G)));
}

uint32_t collatz(uint32_t V) {
  uint32_t Value = (V & 1023) | 1, Steps = 0;
  for (; Value != 1; ++Steps)
    Value = Value % 2 ? 3 * Value + 1 : Value / 2;
  return Steps;
}

uint32_t chosen(uint32_t V) {
  switch (V & 3) {
  case 0:
    return V + 10;
  case 1:
    return V * 10;
  case 2:
    return 10 - V;
  }
  return 10;
}

uint32_t fibonacci(uint32_t N) {
  return N < 2 ? N : fibonacci(N - 1) + fibonacci(N - 2);
}

void matrices(Buffers &B) {
  for (unsigned M = 0; M < 2; ++M)
    for (unsigned I = 0; I < 8; ++I)
      for (unsigned J = 0; J < 8; ++J) {
        uint32_t Sum = 0;
        for (unsigned K = 0; K < 8; ++K)
          Sum += uint32_t(B.words(0)[128 * M + 8 * I + K]) *
                 uint32_t(B.words(0)[128 * M + 64 + 8 * K + J]);
        B.words(1)[64 * M + 8 * I + J] = Sum;
      }
}

void firstNegative(Buffers &B) {
  for (unsigned N = 0; N < 8; ++N) {
    int32_t At = 0;
    while (At < 16 && B.words(0)[16 * N + At] >= 0)
      ++At;
    B.words(1)[N] = At;
  }
}

void transposedPlus(Buffers &B) {
  for (unsigned M = 0; M < 2; ++M)
    for (unsigned I = 0; I < 8; ++I)
      for (unsigned J = 0; J < 8; ++J)
        B.words(1)[64 * M + 8 * I + J] =
            uint32_t(B.words(0)[64 * M + 8 * J + I]) + (I > J);
}

void rightMinusLeft(Buffers &B) {
  for (unsigned Row = 0; Row < 8; ++Row)
    for (unsigned J = 0; J < 4; ++J)
      B.words(1)[4 * Row + J] = uint32_t(B.words(0)[8 * Row + 7 - J]) -
                                uint32_t(B.words(0)[8 * Row + 3 - J]);
}

void runningSum(Buffers &B) {
  uint32_t Sum = 1000;
  for (unsigned I = 0; I < 64; ++I)
    B.words(1)[I] = Sum += B.words(0)[I];
}

void threeAndFive(Buffers &B) {
  for (unsigned I = 0; I < 128; ++I) {
    uint32_t V = B.words(0)[I];
    B.words(1)[I] = I / 8 % 8 < 3 ? V + 1 : V * 2;
  }
}

void bySign(Buffers &B) {
  for (unsigned I = 0; I < 64; ++I) {
    uint32_t V = B.words(0)[I];
    B.words(1)[I] = B.words(0)[I / 8 * 8] < 0 ? 0 - V : 2 * V;
  }
}

void bigStack(Buffers &B) {
  for (unsigned I = 0; I < 32; ++I)
    B.words(1)[I] =
        uint32_t(B.words(0)[I / 8 * 8 + (500 + I % 8) % 8]) + 500 + I % 8;
}

} // namespace

std::vector<Design> aieforge::e2e::coreDesigns() {
  return {
      twoInputs<uint32_t>("arith_i32", 128, everyOp),
      twoInputs<uint32_t>("arith_divide", 128, divisions),
      twoInputs<uint64_t>("arith_i64", 128, wide),
      twoInputs<uint8_t>("arith_i8", 64, bytes),
      twoInputs<uint16_t>("arith_i16", 128, comparisons),
      twoInputs<uint32_t>("arith_wide_products", 128, wideProducts),
      oneInput("bit_counts", 32, counts),
      twoInputs<uint32_t>("arith_f32", 128, floats),
      oneInput("arith_bf16", 32, bfloats),
      oneInput("math_f32", 32, roots),
      oneInput("scf_while", 32, collatz),
      {"scf_nested", {1024, 512}, matrices},
      oneInput("scf_switch", 32, chosen),
      {"branches", {512, 32}, firstNegative},
      {"affine_loops", {512, 512}, transposedPlus},
      {"memref_two_dims", {256, 128}, rightMinusLeft},
      oneInput("memref_global", 32,
               [](uint32_t V) { return V + (V & 7) * (V & 7); }),
      oneInput("functions", 32,
               [](uint32_t V) {
                 uint32_t F = fibonacci(V & 7);
                 return (V + F) * (V - F);
               }),
      {"state_in_buffer", {256, 256}, runningSum},
      oneInput("core_events", 32, [](uint32_t V) { return V + 8; }),
      oneInput("finite_core", 24, [](uint32_t V) { return 9 * V; }),
      {"odd_trip_counts", {512, 512}, threeAndFive},
      {"conditional_release", {256, 256}, bySign},
      {"stack_size", {128, 128}, bigStack},
  };
}
