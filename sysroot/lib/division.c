/*===- division.c - integer division of the core ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The core has no divider. Names are those that LLVM calls for division of 32
 * and 64 bits. Division by zero gives an unspecified value and does not hang.
 *
 *===---------------------------------------------------------------------===*/

#include <stdint.h>

typedef struct {
  uint32_t quotient, remainder;
} udiv32;

static inline udiv32 divide32(uint32_t n, uint32_t d) {
  uint32_t quotient = 0, rest = 0;
  for (int bit = 31; bit >= 0; --bit) {
    uint32_t carry = rest >> 31;
    rest = rest << 1 | (n >> bit & 1);
    if (carry | (rest >= d)) {
      rest -= d;
      quotient |= 1u << bit;
    }
  }
  udiv32 result = {quotient, rest};
  return result;
}

static inline uint32_t magnitude32(int32_t x) {
  return x < 0 ? 0u - (uint32_t)x : (uint32_t)x;
}

uint32_t __udivsi3(uint32_t n, uint32_t d) { return divide32(n, d).quotient; }
uint32_t __umodsi3(uint32_t n, uint32_t d) { return divide32(n, d).remainder; }

int32_t __divsi3(int32_t n, int32_t d) {
  uint32_t q = divide32(magnitude32(n), magnitude32(d)).quotient;
  return (int32_t)((n ^ d) < 0 ? 0u - q : q);
}

int32_t __modsi3(int32_t n, int32_t d) {
  uint32_t r = divide32(magnitude32(n), magnitude32(d)).remainder;
  return (int32_t)(n < 0 ? 0u - r : r);
}

typedef struct {
  uint64_t quotient, remainder;
} udiv64;

static inline udiv64 divide64(uint64_t n, uint64_t d) {
  uint64_t quotient = 0, rest = 0;
  for (int bit = 63; bit >= 0; --bit) {
    uint32_t carry = (uint32_t)(rest >> 63);
    rest = rest << 1 | (n >> 63);
    n <<= 1;
    quotient <<= 1;
    if (carry || rest >= d) {
      rest -= d;
      quotient |= 1;
    }
  }
  udiv64 result = {quotient, rest};
  return result;
}

static inline uint64_t magnitude64(int64_t x) {
  return x < 0 ? 0u - (uint64_t)x : (uint64_t)x;
}

uint64_t __udivdi3(uint64_t n, uint64_t d) { return divide64(n, d).quotient; }
uint64_t __umoddi3(uint64_t n, uint64_t d) { return divide64(n, d).remainder; }

int64_t __divdi3(int64_t n, int64_t d) {
  uint64_t q = divide64(magnitude64(n), magnitude64(d)).quotient;
  return (int64_t)((n ^ d) < 0 ? 0u - q : q);
}

int64_t __moddi3(int64_t n, int64_t d) {
  uint64_t r = divide64(magnitude64(n), magnitude64(d)).remainder;
  return (int64_t)(n < 0 ? 0u - r : r);
}
