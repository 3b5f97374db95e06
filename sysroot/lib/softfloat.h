/*===- softfloat.h - floating-point arithmetic of the core -------*- C -*-===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * IEEE 754 arithmetic on the bits of a float (FLOAT_BITS 32) or of a double
 * (64): the scalar unit has integers only. Round to nearest, ties to even;
 * subnormal numbers as the standard has them; every NaN made is the quiet one.
 *
 *===---------------------------------------------------------------------===*/

#include <stdint.h>

#if FLOAT_BITS == 32
typedef uint32_t bits;
typedef int32_t sbits;
typedef float real;
enum { FRACTION = 23, EXPONENT = 8 };
static inline int leading_zeros(bits x) { return __builtin_clz(x); }
#else
typedef uint64_t bits;
typedef int64_t sbits;
typedef double real;
enum { FRACTION = 52, EXPONENT = 11 };
static inline int leading_zeros(bits x) { return __builtin_clzll(x); }
#endif

enum {
  BIAS = (1 << (EXPONENT - 1)) - 1,
  GUARD = 3, /* bits kept below a significand until it is rounded */
  MAX_EXPONENT = (1 << EXPONENT) - 1
};

#define SIGN ((bits)1 << (FLOAT_BITS - 1))
#define MAGNITUDE (SIGN - 1)
#define HIDDEN ((bits)1 << FRACTION)
#define INFINITE ((bits)MAX_EXPONENT << FRACTION)
#define QUIET_NAN (INFINITE | HIDDEN >> 1)

static inline bits to_bits(real x) {
  union {
    real value;
    bits raw;
  } u = {x};
  return u.raw;
}

static inline real from_bits(bits x) {
  union {
    bits raw;
    real value;
  } u = {x};
  return u.value;
}

/* Program memory is 16 KiB: what several routines share is kept out of line.
   Not every file that includes this one has a use for each. */
#define SHARED static __attribute__((noinline, unused))

static inline int is_nan(bits x) { return (x & MAGNITUDE) > INFINITE; }

/* Neither zero nor infinite nor NaN. */
static inline int is_ordinary(bits x) {
  return (x & MAGNITUDE) - 1 < INFINITE - 1;
}

/* An ordinary value: significand * 2^(exponent - BIAS - FRACTION), the leading
   one of the significand at bit FRACTION. */
typedef struct {
  bits sign;
  int exponent;
  bits significand;
} number;

static inline number unpack(bits x) {
  bits magnitude = x & MAGNITUDE;
  number n = {x & SIGN, (int)(magnitude >> FRACTION), magnitude & (HIDDEN - 1)};
  if (n.exponent) {
    n.significand |= HIDDEN;
  } else {
    int shift = leading_zeros(n.significand) - EXPONENT;
    n.significand <<= shift;
    n.exponent = 1 - shift;
  }
  return n;
}

/* Shifts right; the last bit says too whether anything was lost. */
static inline bits shift_sticky(bits x, int count) {
  if (count == 0)
    return x;
  if (count >= FLOAT_BITS)
    return x != 0;
  return x >> count | (bits)((x << (FLOAT_BITS - count)) != 0);
}

/* Rounds significand * 2^(exponent - BIAS - FRACTION - GUARD), whose leading
   one is at bit FRACTION + GUARD. */
SHARED real round_number(bits sign, int exponent, bits significand) {
  if (exponent >= MAX_EXPONENT)
    return from_bits(sign | INFINITE);
  if (exponent <= 0) {
    significand = shift_sticky(significand, 1 - exponent);
    exponent = 1;
  }
  unsigned rest = (unsigned)significand & ((1u << GUARD) - 1);
  unsigned odd = (unsigned)(significand >> GUARD) & 1;
  significand = (significand >> GUARD) + (rest + odd > 1u << (GUARD - 1));
  /* A carry out of the significand counts the exponent up, as it should. */
  return from_bits(sign | (((bits)(exponent - 1) << FRACTION) + significand));
}

/* The same for a significand, not zero, with its leading one anywhere. */
SHARED real normalize(bits sign, int exponent, bits significand) {
  int shift = leading_zeros(significand) - (FLOAT_BITS - 1 - FRACTION - GUARD);
  significand =
      shift < 0 ? shift_sticky(significand, -shift) : significand << shift;
  return round_number(sign, exponent - shift, significand);
}

/* magnitude * 2^scale */
SHARED real from_magnitude(bits sign, uint64_t magnitude, int scale) {
  if (!magnitude)
    return from_bits(sign);
  int shift = __builtin_clzll(magnitude);
  magnitude <<= shift;
  enum { DROPPED = 63 - FRACTION - GUARD };
  bits significand =
      (bits)(magnitude >> DROPPED) | (bits)((magnitude << (64 - DROPPED)) != 0);
  return round_number(sign, BIAS + 63 - shift + scale, significand);
}

static inline real from_unsigned64(uint64_t x) {
  return from_magnitude(0, x, 0);
}

static inline real from_signed64(int64_t x) {
  return x < 0 ? from_magnitude(SIGN, 0u - (uint64_t)x, 0)
               : from_magnitude(0, (uint64_t)x, 0);
}

SHARED real from_word(bits sign, uint32_t magnitude) {
  if (!magnitude)
    return from_bits(0);
  int shift = __builtin_clz(magnitude);
  magnitude <<= shift;
#if FLOAT_BITS == 32
  bits significand = magnitude >> 5 | ((magnitude & 31) != 0);
#else
  bits significand = (bits)magnitude << 24;
#endif
  return round_number(sign, BIAS + 31 - shift, significand);
}

/* What an integer conversion keeps of x: the magnitude, cut off; `limit` for
   what is too big for `width` bits. */
SHARED uint64_t to_magnitude(bits x, int width, uint64_t limit) {
  if (is_nan(x))
    return 0;
  int exponent = (int)((x & MAGNITUDE) >> FRACTION) - BIAS;
  if (exponent < 0)
    return 0;
  if (exponent >= width)
    return limit;
  uint64_t significand = (x & (HIDDEN - 1)) | HIDDEN;
  uint64_t magnitude = exponent < FRACTION
                           ? significand >> (FRACTION - exponent)
                           : significand << (exponent - FRACTION);
  return magnitude > limit ? limit : magnitude;
}

static inline uint64_t to_unsigned(real value, int width) {
  bits x = to_bits(value);
  return x & SIGN ? 0 : to_magnitude(x, width, ~(uint64_t)0 >> (64 - width));
}

static inline int64_t to_signed(real value, int width) {
  bits x = to_bits(value);
  uint64_t limit = ((uint64_t)1 << (width - 1)) - !(x & SIGN);
  uint64_t magnitude = to_magnitude(x, width, limit);
  return (int64_t)(x & SIGN ? 0u - magnitude : magnitude);
}

/*===-----------------------------------------------------------------------===
 * Arithmetic
 */

/* A sum of which one operand at least is not ordinary. */
static inline real add_special(bits a, bits b) {
  if (is_nan(a) || is_nan(b))
    return from_bits(QUIET_NAN);
  if ((a & MAGNITUDE) == INFINITE)
    return from_bits(b == (a ^ SIGN) ? QUIET_NAN : a);
  if ((b & MAGNITUDE) == INFINITE)
    return from_bits(b);
  if (b & MAGNITUDE)
    return from_bits(b);
  /* Zeros of both signs make a positive one. */
  return from_bits(a & MAGNITUDE ? a : a & b);
}

SHARED real add_bits(bits a, bits b) {
  if (!is_ordinary(a) || !is_ordinary(b))
    return add_special(a, b);
  if ((a & MAGNITUDE) < (b & MAGNITUDE)) {
    bits t = a;
    a = b;
    b = t;
  }
  number p = unpack(a), q = unpack(b);
  bits big = p.significand << GUARD;
  bits small = shift_sticky(q.significand << GUARD, p.exponent - q.exponent);
  bits sum = p.sign == q.sign ? big + small : big - small;
  return sum ? normalize(p.sign, p.exponent, sum) : from_bits(0);
}

/* The product of two significands, its leading one at FRACTION + GUARD or the
   bit above, sticky. */
static inline bits multiply_significands(bits a, bits b) {
  enum { DROPPED = FRACTION - GUARD };
#if FLOAT_BITS == 32
  uint64_t product = (uint64_t)a * b;
  return (bits)(product >> DROPPED) |
         (((uint32_t)product & ((1u << DROPPED) - 1)) != 0);
#else
  uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
  uint64_t low = al * bl;
  uint64_t mid = ah * bl + (low >> 32);
  uint64_t mid2 = al * bh + (uint32_t)mid;
  uint64_t high = ah * bh + (mid >> 32) + (mid2 >> 32);
  low = mid2 << 32 | (uint32_t)low;
  return high << (64 - DROPPED) | low >> DROPPED |
         ((low << (64 - DROPPED)) != 0);
#endif
}

static inline real multiply_bits(bits a, bits b) {
  bits sign = (a ^ b) & SIGN;
  if (is_ordinary(a) && is_ordinary(b)) {
    number p = unpack(a), q = unpack(b);
    return normalize(sign, p.exponent + q.exponent - BIAS,
                     multiply_significands(p.significand, q.significand));
  }
  a &= MAGNITUDE;
  b &= MAGNITUDE;
  if (a > INFINITE || b > INFINITE)
    return from_bits(QUIET_NAN);
  if (a == INFINITE || b == INFINITE)
    return from_bits(a && b ? sign | INFINITE : QUIET_NAN);
  return from_bits(sign);
}

#if FLOAT_BITS == 32
/* divide.s: the quotient of high:low by divisor in the lower word, the
   remainder in the upper one; high < divisor. */
uint64_t __aie2_divide_words(uint32_t low, uint32_t high, uint32_t divisor);
#endif

/* The quotient of two significands, its leading one at FRACTION + GUARD or the
   bit below, sticky. */
static inline bits divide_significands(bits a, bits b) {
#if FLOAT_BITS == 32
  uint64_t result = __aie2_divide_words(a << 26, a >> 6, b);
  return (uint32_t)result | ((uint32_t)(result >> 32) != 0);
#else
  bits quotient = 0;
  for (int i = 0; i <= FRACTION + GUARD; ++i) {
    quotient <<= 1;
    if (a >= b) {
      a -= b;
      quotient |= 1;
    }
    a <<= 1;
  }
  return quotient | (a != 0);
#endif
}

static inline real divide_bits(bits a, bits b) {
  bits sign = (a ^ b) & SIGN;
  if (is_ordinary(a) && is_ordinary(b)) {
    number p = unpack(a), q = unpack(b);
    return normalize(sign, p.exponent - q.exponent + BIAS,
                     divide_significands(p.significand, q.significand));
  }
  a &= MAGNITUDE;
  b &= MAGNITUDE;
  if (a > INFINITE || b > INFINITE || a == b)
    return from_bits(QUIET_NAN); /* with 0 / 0 and inf / inf */
  if (a == INFINITE || b == 0)
    return from_bits(sign | INFINITE);
  return from_bits(sign);
}

/* -1, 0 or 1 as a is below, equal to or above b; `unordered` for a NaN. */
SHARED int compare_bits(bits a, bits b, int unordered) {
  if (is_nan(a) || is_nan(b))
    return unordered;
  if (((a | b) & MAGNITUDE) == 0 || a == b)
    return 0;
  int less = (sbits)a < (sbits)b;
  /* Two negative values are in the reverse order of their bits. */
  return less != ((a & b & SIGN) != 0) ? -1 : 1;
}

/* Square root by pairs of bits. */
static inline real root_bits(bits x) {
  if (!is_ordinary(x) || x & SIGN) {
    if ((x & MAGNITUDE) == 0 || x == INFINITE)
      return from_bits(x);
    return from_bits(QUIET_NAN);
  }
  number n = unpack(x);
  int exponent = n.exponent - BIAS;
  bits pairs = n.significand << (FLOAT_BITS - FRACTION - 2);
  if (exponent & 1)
    pairs <<= 1;
  bits rest = 0, root = 0;
  for (int i = 0; i <= FRACTION + GUARD; ++i) {
    rest = rest << 2 | pairs >> (FLOAT_BITS - 2);
    pairs <<= 2;
    bits trial = root << 2 | 1;
    root <<= 1;
    if (rest >= trial) {
      rest -= trial;
      root |= 1;
    }
  }
  return round_number(0, (exponent >> 1) + BIAS, root | (rest != 0));
}

/* The remainder of a / b with the quotient cut off: exact. */
static inline real remainder_bits(bits a, bits b) {
  if (is_nan(a) || is_nan(b) || (a & MAGNITUDE) == INFINITE ||
      (b & MAGNITUDE) == 0)
    return from_bits(QUIET_NAN);
  if ((a & MAGNITUDE) < (b & MAGNITUDE) || (a & MAGNITUDE) == 0)
    return from_bits(a);
  number p = unpack(a), q = unpack(b);
  for (int i = p.exponent - q.exponent; i; --i) {
    if (p.significand >= q.significand)
      p.significand -= q.significand;
    p.significand <<= 1;
  }
  if (p.significand >= q.significand)
    p.significand -= q.significand;
  return p.significand ? normalize(p.sign, q.exponent, p.significand << GUARD)
                       : from_bits(p.sign);
}

/*===-----------------------------------------------------------------------===
 * Rounding to integral values
 */

enum rounding { DOWN, UP, TOWARDS_ZERO, NEAREST_EVEN, NEAREST_AWAY };

SHARED real integral_bits(bits x, enum rounding mode) {
  bits magnitude = x & MAGNITUDE, sign = x & SIGN;
  int exponent = (int)(magnitude >> FRACTION) - BIAS;
  if (exponent >= FRACTION)
    return from_bits(is_nan(x) ? QUIET_NAN : x);
  if (mode == DOWN || mode == UP)
    mode = (mode == UP) == !sign ? UP : TOWARDS_ZERO; /* of the magnitude */
  const bits one = (bits)BIAS << FRACTION;
  const bits half = one - HIDDEN;
  if (exponent < 0) {
    int up = mode == UP             ? magnitude != 0
             : mode == NEAREST_EVEN ? magnitude > half
             : mode == NEAREST_AWAY ? magnitude >= half
                                    : 0;
    return from_bits(sign | (up ? one : 0));
  }
  bits unit = HIDDEN >> exponent, mask = unit - 1;
  if (mode == UP)
    magnitude += mask;
  else if (mode == NEAREST_AWAY)
    magnitude += unit >> 1;
  else if (mode == NEAREST_EVEN)
    /* At exponent 0 the odd bit is the hidden one, just below the exponent,
       whose own last bit is then set. */
    magnitude += (unit >> 1) - 1 + ((magnitude & unit) != 0);
  return from_bits(sign | (magnitude & ~mask));
}
