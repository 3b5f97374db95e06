/*===- float32.c - arithmetic on float ---------------------------------===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * The routines that LLVM calls for float, and those of <math.h> that are exact
 * or rounded correctly.
 *
 *===---------------------------------------------------------------------===*/

#define FLOAT_BITS 32
#include "softfloat.h"

#define TYPED(before, after) __##before##sf##after
#define MATH(name) name##f
#include "floatroutines.h"

float fmaf(float x, float y, float z) {
  bits a = to_bits(x), b = to_bits(y), c = to_bits(z);
  if (!is_ordinary(a) || !is_ordinary(b))
    return add_bits(to_bits(multiply_bits(a, b)), c);
  /* The product is neither zero nor infinite, whatever it is rounded to. */
  if (!is_ordinary(c))
    return c & MAGNITUDE ? add_special(0, c) : multiply_bits(a, b);
  /* Both terms exact, leading ones at bit 61 or 60: one bit for the carry of
     the sum, and what alignment drops is sticky far below any rounding. */
  number p = unpack(a), q = unpack(b), r = unpack(c);
  uint64_t product = (uint64_t)p.significand * q.significand << 14;
  uint64_t term = (uint64_t)r.significand << 37;
  int exponent = p.exponent + q.exponent - BIAS;
  int distance = exponent - r.exponent;
  bits sign = p.sign ^ q.sign;
  uint64_t *small = distance < 0 ? &product : &term;
  int shift = distance < 0 ? -distance : distance;
  if (distance < 0)
    exponent = r.exponent;
  if (shift)
    *small = shift > 63 ? 1 : *small >> shift | ((*small << (64 - shift)) != 0);
  uint64_t sum;
  if (sign == r.sign) {
    sum = product + term;
  } else if (product >= term) {
    sum = product - term;
  } else {
    sum = term - product;
    sign = r.sign;
  }
  return sum ? from_magnitude(sign, sum, exponent - BIAS - 60) : from_bits(0);
}
