/*===- division.c - integer division of the core ---------------------------===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The core has a division step, no divider. Names are those that LLVM calls for
 * division of 32 and 64 bits. Division by zero gives an unspecified value and
 * does not hang.
 *
 *===---------------------------------------------------------------------===*/

#include <stdint.h>

/* divide.s: quotient (lower word) and remainder of high:low by divisor. */
uint64_t __aie2_divide_words(uint32_t low, uint32_t high, uint32_t divisor);

static inline uint32_t magnitude32(int32_t x) {
  return x < 0 ? 0u - (uint32_t)x : (uint32_t)x;
}

uint32_t __udivsi3(uint32_t n, uint32_t d) {
  return (uint32_t)__aie2_divide_words(n, 0, d);
}

uint32_t __umodsi3(uint32_t n, uint32_t d) {
  return (uint32_t)(__aie2_divide_words(n, 0, d) >> 32);
}

int32_t __divsi3(int32_t n, int32_t d) {
  uint32_t q = __udivsi3(magnitude32(n), magnitude32(d));
  return (int32_t)((n ^ d) < 0 ? 0u - q : q);
}

int32_t __modsi3(int32_t n, int32_t d) {
  uint32_t r = __umodsi3(magnitude32(n), magnitude32(d));
  return (int32_t)(n < 0 ? 0u - r : r);
}

typedef struct {
  uint64_t quotient, remainder;
} udiv64;

/* Word by word, as on paper, while the step's rest cannot overflow. */
static inline udiv64 divide_by_word(uint64_t n, uint32_t d) {
  uint64_t upper = __aie2_divide_words((uint32_t)(n >> 32), 0, d);
  uint64_t lower = __aie2_divide_words((uint32_t)n, (uint32_t)(upper >> 32), d);
  udiv64 result = {upper << 32 | (uint32_t)lower, lower >> 32};
  return result;
}

/* Bit by bit, from the first place where the divisor fits: after a divisor of
   32 bits or more at most 33 places are left. */
static inline udiv64 divide_by_bits(uint64_t n, uint64_t d) {
  udiv64 result = {0, n};
  if (n < d)
    return result;
  int places = __builtin_clzll(d) - __builtin_clzll(n);
  d <<= places;
  for (; places >= 0; --places) {
    result.quotient <<= 1;
    if (result.remainder >= d) {
      result.remainder -= d;
      result.quotient |= 1;
    }
    d >>= 1;
  }
  return result;
}

static udiv64 divide64(uint64_t n, uint64_t d) {
  return d >> 31 ? divide_by_bits(n, d) : divide_by_word(n, (uint32_t)d);
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
