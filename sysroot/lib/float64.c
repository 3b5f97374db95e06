/*===- float64.c - arithmetic on double --------------------------------===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The routines that LLVM calls for double, those of <math.h> that are exact or
 * rounded correctly, and the conversions between float and double.
 *
 *===---------------------------------------------------------------------===*/

#define FLOAT_BITS 64
#include "softfloat.h"

#define TYPED(before, after) __##before##df##after
#define MATH(name) name
#include "floatroutines.h"

enum { FLOAT_FRACTION = 23, FLOAT_BIAS = 127, NARROWED = 52 - 23 };

typedef union {
  float value;
  uint32_t raw;
} float_bits;

double __extendsfdf2(float x) {
  float_bits u = {x};
  bits sign = (bits)(u.raw >> 31) << 63;
  uint32_t magnitude = u.raw & 0x7fffffff;
  if (magnitude > 0x7f800000)
    return from_bits(QUIET_NAN);
  if (magnitude == 0x7f800000)
    return from_bits(sign | INFINITE);
  if (magnitude >> FLOAT_FRACTION)
    return from_bits(sign | (((bits)magnitude << NARROWED) +
                             ((bits)(BIAS - FLOAT_BIAS) << FRACTION)));
  return from_magnitude(sign, magnitude, 1 - FLOAT_BIAS - FLOAT_FRACTION);
}

float __truncdfsf2(double x) {
  bits a = to_bits(x);
  float_bits r = {.raw = (uint32_t)(a >> 63) << 31};
  a &= MAGNITUDE;
  if (a > INFINITE) {
    r.raw = 0x7fc00000;
    return r.value;
  }
  int exponent = (int)(a >> FRACTION) - BIAS + FLOAT_BIAS;
  if (exponent >= 255) {
    r.raw |= 0x7f800000;
    return r.value;
  }
  /* Rounds the double's significand where the float's ends. */
  bits significand = (a & (HIDDEN - 1)) | HIDDEN;
  int dropped = NARROWED;
  if (exponent <= 0) {
    dropped += 1 - exponent;
    exponent = 1;
  }
  if (dropped > FRACTION + 2)
    return r.value;
  bits half = (bits)1 << (dropped - 1);
  bits kept = significand >> dropped;
  bits rest = significand & (half * 2 - 1);
  kept += rest > half || (rest == half && kept & 1);
  r.raw |= ((uint32_t)(exponent - 1) << FLOAT_FRACTION) + (uint32_t)kept;
  return r.value;
}
