/*===- floatroutines.h - names of the arithmetic routines --------*- C -*-===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Defines, for the type of softfloat.h, the routines by the names of LLVM's
 * run-time library (TYPED) and of <math.h> (MATH).
 *
 *===---------------------------------------------------------------------===*/

real TYPED(add, 3)(real x, real y) { return add_bits(to_bits(x), to_bits(y)); }
real TYPED(sub, 3)(real x, real y) {
  return add_bits(to_bits(x), to_bits(y) ^ SIGN);
}
real TYPED(mul, 3)(real x, real y) {
  return multiply_bits(to_bits(x), to_bits(y));
}
real TYPED(div, 3)(real x, real y) {
  return divide_bits(to_bits(x), to_bits(y));
}
real TYPED(neg, 2)(real x) { return from_bits(to_bits(x) ^ SIGN); }

/* The sign of the result is compared with zero the way the name says; a NaN
   makes each comparison but != false. */
#define COMPARISON(name, unordered)                                            \
  int TYPED(name, 2)(real x, real y) {                                         \
    return compare_bits(to_bits(x), to_bits(y), unordered);                    \
  }
COMPARISON(eq, 1)
COMPARISON(ne, 1)
COMPARISON(lt, 1)
COMPARISON(le, 1)
COMPARISON(gt, -1)
COMPARISON(ge, -1)
COMPARISON(cmp, 1)
int TYPED(unord, 2)(real x, real y) {
  return is_nan(to_bits(x)) || is_nan(to_bits(y));
}

int32_t TYPED(fix, si)(real x) { return (int32_t)to_signed(x, 32); }
uint32_t TYPED(fixuns, si)(real x) { return (uint32_t)to_unsigned(x, 32); }
int64_t TYPED(fix, di)(real x) { return to_signed(x, 64); }
uint64_t TYPED(fixuns, di)(real x) { return to_unsigned(x, 64); }
real TYPED(floatsi, )(int32_t x) {
  return x < 0 ? from_word(SIGN, 0u - (uint32_t)x) : from_word(0, (uint32_t)x);
}
real TYPED(floatunsi, )(uint32_t x) { return from_word(0, x); }
real TYPED(floatdi, )(int64_t x) { return from_signed64(x); }
real TYPED(floatundi, )(uint64_t x) { return from_unsigned64(x); }

real MATH(fabs)(real x) { return from_bits(to_bits(x) & MAGNITUDE); }
real MATH(copysign)(real x, real y) {
  return from_bits((to_bits(x) & MAGNITUDE) | (to_bits(y) & SIGN));
}
real MATH(floor)(real x) { return integral_bits(to_bits(x), DOWN); }
real MATH(ceil)(real x) { return integral_bits(to_bits(x), UP); }
real MATH(trunc)(real x) { return integral_bits(to_bits(x), TOWARDS_ZERO); }
real MATH(round)(real x) { return integral_bits(to_bits(x), NEAREST_AWAY); }
real MATH(roundeven)(real x) { return integral_bits(to_bits(x), NEAREST_EVEN); }
real MATH(rint)(real x) { return integral_bits(to_bits(x), NEAREST_EVEN); }
real MATH(nearbyint)(real x) { return integral_bits(to_bits(x), NEAREST_EVEN); }
real MATH(sqrt)(real x) { return root_bits(to_bits(x)); }
real MATH(fmod)(real x, real y) {
  return remainder_bits(to_bits(x), to_bits(y));
}

/* A NaN loses against a number; -0 is below +0. */
real MATH(fmin)(real x, real y) {
  bits a = to_bits(x), b = to_bits(y);
  if (is_nan(a))
    return y;
  if (is_nan(b))
    return x;
  int order = compare_bits(a, b, 0);
  return order ? order < 0 ? x : y : from_bits(a | b);
}
real MATH(fmax)(real x, real y) {
  bits a = to_bits(x), b = to_bits(y);
  if (is_nan(a))
    return y;
  if (is_nan(b))
    return x;
  int order = compare_bits(a, b, 0);
  return order ? order > 0 ? x : y : from_bits(a & b);
}
