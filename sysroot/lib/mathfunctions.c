/*===- mathfunctions.c - elementary functions of float ---------------------===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Exponentials, logarithms, powers, trigonometric functions. The core computes
 * with integers, so they work on fixed-point fractions of 32 bits ("Q32": the
 * value is the integer / 2^32) and are rounded once, at the end: results are
 * within 1 unit in the last place, powf within 2. Polynomials interpolate at
 * Chebyshev nodes of the interval named beside each.
 *
 *===---------------------------------------------------------------------===*/

#define FLOAT_BITS 32
#include "softfloat.h"

#define LOG2_E_Q63 0xb8aa3b295c17f0bcull
#define LN_2_Q55 0x58b90bfbe8e7bdull
#define LOG10_E_Q64 0x6f2dec549b9438cbull

static inline uint32_t high_word(uint32_t a, uint32_t b) {
  return (uint32_t)((uint64_t)a * b >> 32);
}

/* The upper 64 bits of a 96-bit product. */
static inline uint64_t high_of_product(uint64_t a, uint32_t b) {
  return (a >> 32) * b + ((uint64_t)(uint32_t)a * b >> 32);
}

static inline uint64_t high_of_product64(uint64_t a, uint64_t b) {
  uint64_t upper = high_of_product(a, (uint32_t)(b >> 32));
  uint64_t lower = high_of_product(a, (uint32_t)b);
  return upper + (lower >> 32);
}

/* c[0] + x * (c[1] + x * (c[2] + ...)), x in Q32. */
static inline uint32_t rising(const uint32_t *c, int degree, uint32_t x) {
  uint32_t sum = c[degree];
  while (degree-- > 0)
    sum = c[degree] + high_word(sum, x);
  return sum;
}

/* c[0] - x * (c[1] - x * (c[2] - ...)), x in Q32. */
static inline uint32_t alternating(const uint32_t *c, int degree, uint32_t x) {
  uint32_t sum = c[degree];
  while (degree-- > 0)
    sum = c[degree] - high_word(sum, x);
  return sum;
}

/*===-----------------------------------------------------------------------===
 * Exponentials
 */

/* 2^x for x in Q32; the integer part at most 12 bits. */
static real exponential(int64_t x) {
  /* (2^f - 1) / f for 0 <= f < 1, Q32. */
  static const uint32_t c[] = {0xb17217f9, 0x3d7f7ba6, 0x0e3589f8, 0x02763464,
                               0x0057bf1a, 0x00099317, 0x00015bd3};
  uint32_t f = (uint32_t)x;
  uint32_t above_one = high_word(rising(c, 6, f), f);
  bits significand =
      (HIDDEN << GUARD) | above_one >> 6 | ((above_one & 63) != 0);
  return round_number(0, (int)(x >> 32) + BIAS, significand);
}

/* |x| * factor in Q32 for |x| < 2^9, factor (Q63) below 2. */
static inline uint64_t scaled(number x, uint64_t factor) {
  int exponent = x.exponent - BIAS;
  if (exponent < -33)
    return 0;
  return high_of_product(factor, x.significand << 8) >> (30 - exponent);
}

static real exponential_of(real value, uint64_t factor) {
  bits x = to_bits(value);
  if (!is_ordinary(x))
    return is_nan(x)              ? from_bits(QUIET_NAN)
           : (x & MAGNITUDE) == 0 ? from_bits((bits)BIAS << FRACTION)
                                  : from_bits(x & SIGN ? 0 : INFINITE);
  number n = unpack(x);
  if (n.exponent >= BIAS + 8)
    return from_bits(n.sign ? 0 : INFINITE);
  int64_t power = (int64_t)scaled(n, factor);
  return exponential(n.sign ? -power : power);
}

real expf(real x) { return exponential_of(x, LOG2_E_Q63); }
real exp2f(real x) { return exponential_of(x, (uint64_t)1 << 63); }

/*===-----------------------------------------------------------------------===
 * Logarithms
 */

enum { LOG_SCALE = 55 };

/* The logarithm of a positive ordinary x in Q55, to the base e or 2.
   With m in [sqrt 1/2, sqrt 2) and u = (m - 1) / (m + 1), ln m = 2 atanh u;
   u keeps its leading zeros apart, so that results near 0 are precise. */
static int64_t logarithm(bits x, int binary) {
  /* (atanh(u) / u - 1) / u^2 in u^2 < 0.0295, Q32. */
  static const uint32_t c[] = {0x55555555, 0x33333319, 0x249264aa, 0x1c67a248,
                               0x18c99d4b};
  number m = unpack(x);
  int64_t exponent = m.exponent - BIAS;
  int upper = m.significand > 0xb504f3; /* sqrt 2 */
  exponent += upper;
  int32_t difference = (int32_t)(m.significand - (HIDDEN << upper));
  uint64_t whole = binary ? (uint64_t)(exponent << LOG_SCALE)
                          : (uint64_t)exponent * LN_2_Q55;
  if (!difference)
    return (int64_t)whole;
  uint32_t above = (uint32_t)(difference < 0 ? -difference : difference);
  int zeros = __builtin_clz(above);
  uint32_t divisor = (m.significand + (HIDDEN << upper)) << (6 - upper);
  uint32_t u = (uint32_t)__aie2_divide_words(0, above << zeros >> 3, divisor);
  zeros += upper; /* the argument is u / 2^(23 + zeros) */
  uint32_t plain = u >> (zeros - 9);
  uint32_t square = high_word(plain, plain);
  u += high_word(u, high_word(rising(c, 4, square), square));
  uint64_t rest = binary ? high_of_product(LOG2_E_Q63, u) >> (zeros - 2)
                         : (uint64_t)u << (LOG_SCALE - 22 - zeros);
  return (int64_t)(difference < 0 ? whole - rest : whole + rest);
}

static inline real from_fixed(int64_t x, int scale) {
  return x < 0 ? from_magnitude(SIGN, 0u - (uint64_t)x, -scale)
               : from_magnitude(0, (uint64_t)x, -scale);
}

/* What is not positive and finite; 0 if x is. */
static inline int is_special_logarithm(bits x, real *result) {
  if (is_ordinary(x) && !(x & SIGN))
    return 0;
  if ((x & MAGNITUDE) == 0)
    *result = from_bits(SIGN | INFINITE);
  else
    *result = from_bits(x == INFINITE ? INFINITE : QUIET_NAN);
  return 1;
}

real logf(real x) {
  real special;
  if (is_special_logarithm(to_bits(x), &special))
    return special;
  return from_fixed(logarithm(to_bits(x), 0), LOG_SCALE);
}

real log2f(real x) {
  real special;
  if (is_special_logarithm(to_bits(x), &special))
    return special;
  return from_fixed(logarithm(to_bits(x), 1), LOG_SCALE);
}

real log10f(real x) {
  real special;
  if (is_special_logarithm(to_bits(x), &special))
    return special;
  int64_t natural = logarithm(to_bits(x), 0);
  uint64_t magnitude = (uint64_t)(natural < 0 ? -natural : natural);
  magnitude = high_of_product64(magnitude, LOG10_E_Q64);
  return from_magnitude(natural < 0 ? SIGN : 0, magnitude, -LOG_SCALE);
}

/*===-----------------------------------------------------------------------===
 * Powers
 */

enum parity { BROKEN, EVEN, ODD };

/* Whether a finite value is an integer, and which. */
static enum parity parity_of(bits x) {
  bits magnitude = x & MAGNITUDE;
  int exponent = (int)(magnitude >> FRACTION) - BIAS;
  if (magnitude == 0 || exponent > FRACTION)
    return EVEN;
  if (exponent < 0)
    return BROKEN;
  bits significand = (magnitude & (HIDDEN - 1)) | HIDDEN;
  bits unit = HIDDEN >> exponent;
  if (significand & (unit - 1))
    return BROKEN;
  return significand & unit ? ODD : EVEN;
}

/* |x|^y for ordinary x and y. */
static real power(bits x, bits y, bits sign) {
  int64_t base = logarithm(x & MAGNITUDE, 1);
  if (!base)
    return from_bits(sign | (bits)BIAS << FRACTION);
  number n = unpack(y);
  int negative = (base < 0) != (n.sign != 0);
  int exponent = n.exponent - BIAS;
  uint64_t product =
      high_of_product((uint64_t)(base < 0 ? -base : base), n.significand << 8);
  /* The exponent of 2 is product * 2^(exponent - 54); 2^8 is out of range. */
  enum { TOO_BIG = 8, SCALE = 54 };
  int beyond = SCALE + TOO_BIG - exponent;
  if (beyond < 0 || (beyond < 64 && product >> beyond))
    return from_bits(sign | (negative ? 0 : INFINITE));
  int shift = SCALE - 32 - exponent;
  uint64_t fixed = shift >= 64  ? 0
                   : shift >= 0 ? product >> shift
                                : product << -shift;
  real magnitude = exponential(negative ? -(int64_t)fixed : (int64_t)fixed);
  return from_bits(sign | to_bits(magnitude));
}

real powf(real base, real exponent) {
  const bits one = (bits)BIAS << FRACTION;
  bits x = to_bits(base), y = to_bits(exponent);
  bits size = x & MAGNITUDE;
  if ((y & MAGNITUDE) == 0 || x == one)
    return from_bits(one);
  if (is_nan(x) || is_nan(y))
    return from_bits(QUIET_NAN);
  if ((y & MAGNITUDE) == INFINITE) {
    if (size == one)
      return from_bits(one);
    return from_bits((size > one) == !(y & SIGN) ? INFINITE : 0);
  }
  enum parity parity = parity_of(y);
  bits sign = parity == ODD ? x & SIGN : 0;
  if (size == 0 || size == INFINITE)
    return from_bits(sign | ((size == 0) == !(y & SIGN) ? 0 : INFINITE));
  if (x & SIGN && parity == BROKEN)
    return from_bits(QUIET_NAN);
  return power(x, y, sign);
}

/*===-----------------------------------------------------------------------===
 * Trigonometric functions
 */

/* An angle: (quadrant +- fraction / 2^64) * pi / 2, fraction at most 2^63. */
typedef struct {
  unsigned quadrant;
  int negative;
  uint64_t fraction;
} angle;

/* |x| / (pi / 2) modulo 4, x at least 2^-13. Of the bits of 2 / pi only those
   count that make a product between 2 and 2^-94. */
static angle reduce(bits x) {
  enum { LEADING_ZEROS = 64 };
  static const uint32_t two_over_pi[] = {0,          0,          0xa2f9836e,
                                         0x4e441529, 0xfc2757d1, 0xf534ddc0,
                                         0xdb629599, 0x3c439041, 0xfe5163ab};
  number n = unpack(x);
  unsigned first =
      (unsigned)(n.exponent - BIAS - (FRACTION + 2) + LEADING_ZEROS);
  const uint32_t *w = two_over_pi + first / 32;
  uint32_t window[3];
  for (int i = 0; i < 3; ++i)
    window[i] =
        (uint32_t)(((uint64_t)w[i] << 32 | w[i + 1]) >> (32 - first % 32));
  uint64_t low = (uint64_t)n.significand * window[2];
  uint64_t mid = (uint64_t)n.significand * window[1] + (low >> 32);
  uint32_t high = n.significand * window[0] + (uint32_t)(mid >> 32);
  uint64_t fraction =
      (uint64_t)high << 34 | (uint64_t)(uint32_t)mid << 2 | (uint32_t)low >> 30;
  angle result = {high >> 30, 0, fraction};
  if (fraction >> 63) {
    ++result.quadrant;
    result.negative = 1;
    result.fraction = 0u - fraction;
  }
  return result;
}

static inline uint32_t square_of(const angle *a) {
  uint32_t f = (uint32_t)(a->fraction >> 32);
  return high_word(f, f);
}

static real sine(const angle *a, bits sign) {
  /* sin(pi/2 f) / 2f in f^2 <= 1/4, Q32. */
  static const uint32_t c[] = {0xc90fdaa2, 0x52aef399, 0x0a335e34,
                               0x00996963, 0x000541c7, 0x00001dd5};
  if (!a->fraction)
    return from_bits(sign);
  int zeros = __builtin_clzll(a->fraction);
  uint32_t f = (uint32_t)(a->fraction << zeros >> 32);
  uint32_t product = high_word(f, alternating(c, 5, square_of(a)));
  return from_magnitude(a->negative ? sign ^ SIGN : sign, product, -31 - zeros);
}

static real cosine(const angle *a, bits sign) {
  /* cos(pi/2 f) in f^2 <= 1/4, Q31. */
  static const uint32_t c[] = {0x80000000, 0x9de9e64e, 0x20783e10, 0x02aba790,
                               0x001e1f50, 0x0000d365, 0x000003e8};
  return from_magnitude(sign, alternating(c, 6, square_of(a)), -31);
}

/* Below 2^-13 the first term of the series is the result. */
static inline int is_small_angle(bits x) {
  return (x & MAGNITUDE) < (bits)(BIAS - 13) << FRACTION;
}

real sinf(real value) {
  bits x = to_bits(value);
  if (is_small_angle(x))
    return value;
  if ((x & MAGNITUDE) >= INFINITE)
    return from_bits(QUIET_NAN);
  angle a = reduce(x);
  bits sign = (x & SIGN) ^ (a.quadrant & 2 ? SIGN : 0);
  return a.quadrant & 1 ? cosine(&a, sign) : sine(&a, sign);
}

real cosf(real value) {
  bits x = to_bits(value);
  if (is_small_angle(x))
    return from_bits((bits)BIAS << FRACTION);
  if ((x & MAGNITUDE) >= INFINITE)
    return from_bits(QUIET_NAN);
  angle a = reduce(x);
  bits sign = (a.quadrant + 1) & 2 ? SIGN : 0;
  return a.quadrant & 1 ? sine(&a, sign) : cosine(&a, sign);
}

real tanf(real value) {
  bits x = to_bits(value);
  if (is_small_angle(x))
    return value;
  if ((x & MAGNITUDE) >= INFINITE)
    return from_bits(QUIET_NAN);
  angle a = reduce(x);
  bits s = to_bits(sine(&a, x & SIGN)), c = to_bits(cosine(&a, 0));
  return a.quadrant & 1 ? divide_bits(c ^ SIGN, s) : divide_bits(s, c);
}

/*===-----------------------------------------------------------------------===
 * Hyperbolic tangent
 */

real tanhf(real value) {
  const bits one = (bits)BIAS << FRACTION;
  bits x = to_bits(value), sign = x & SIGN, magnitude = x & MAGNITUDE;
  if (is_nan(x))
    return from_bits(QUIET_NAN);
  if (is_small_angle(x))
    return value;
  if (magnitude < one - HIDDEN) { /* 1/2 */
    /* (1 - tanh(x) / x) / x^2 in x^2 <= 1/4, Q32. */
    static const uint32_t c[] = {0x55555555, 0x22222200, 0x0dd0d8b5, 0x0598f7ec,
                                 0x024280cd, 0x00dfd468, 0x00408d75};
    number n = unpack(magnitude);
    uint32_t top = n.significand << 8;
    uint32_t plain = top >> (BIAS - 1 - n.exponent);
    uint32_t square = high_word(plain, plain);
    top -= high_word(top, high_word(alternating(c, 6, square), square));
    return from_magnitude(sign, top, n.exponent - BIAS - 31);
  }
  if (magnitude >= one + 3 * HIDDEN + HIDDEN / 4) /* 10: nearer to 1 */
    return from_bits(sign | one);
  /* 1 - 2 / (e^2x + 1) */
  bits power = to_bits(expf(from_bits(magnitude + HIDDEN)));
  bits part = to_bits(divide_bits(one + HIDDEN, to_bits(add_bits(power, one))));
  return from_bits(sign | to_bits(add_bits(one, part ^ SIGN)));
}
