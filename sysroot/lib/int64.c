/*===- int64.c - 64-bit multiplication and shifts of the core ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Built from 32-bit halves; the core multiplies 32 x 32 bits to 32.
 *
 *===---------------------------------------------------------------------===*/

#include <stdint.h>

/* The upper half of a 32 x 32 product, from 16-bit pieces. */
static uint32_t multiply_high(uint32_t a, uint32_t b) {
  uint32_t al = a & 0xFFFF, ah = a >> 16, bl = b & 0xFFFF, bh = b >> 16;
  uint32_t low = al * bl;
  uint32_t mid = ah * bl + (low >> 16);
  uint32_t mid2 = al * bh + (mid & 0xFFFF);
  return ah * bh + (mid >> 16) + (mid2 >> 16);
}

typedef union {
  uint64_t whole;
  struct {
    uint32_t low, high;
  } half;
} split64;

uint64_t __muldi3(uint64_t a, uint64_t b) {
  split64 x = {a}, y = {b}, r;
  r.half.low = x.half.low * y.half.low;
  r.half.high = multiply_high(x.half.low, y.half.low) +
                x.half.low * y.half.high + x.half.high * y.half.low;
  return r.whole;
}

uint64_t __ashldi3(uint64_t a, int count) {
  split64 x = {a}, r;
  if (count & 32) {
    r.half.low = 0;
    r.half.high = x.half.low << (count & 31);
  } else if (count == 0) {
    return a;
  } else {
    r.half.low = x.half.low << count;
    r.half.high = x.half.high << count | x.half.low >> (32 - count);
  }
  return r.whole;
}

uint64_t __lshrdi3(uint64_t a, int count) {
  split64 x = {a}, r;
  if (count & 32) {
    r.half.high = 0;
    r.half.low = x.half.high >> (count & 31);
  } else if (count == 0) {
    return a;
  } else {
    r.half.high = x.half.high >> count;
    r.half.low = x.half.low >> count | x.half.high << (32 - count);
  }
  return r.whole;
}

int64_t __ashrdi3(int64_t a, int count) {
  split64 x = {(uint64_t)a}, r;
  int32_t high = (int32_t)x.half.high;
  if (count & 32) {
    r.half.high = (uint32_t)(high >> 31);
    r.half.low = (uint32_t)(high >> (count & 31));
  } else if (count == 0) {
    return a;
  } else {
    r.half.high = (uint32_t)(high >> count);
    r.half.low = x.half.low >> count | (uint32_t)high << (32 - count);
  }
  return (int64_t)r.whole;
}
