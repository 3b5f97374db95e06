/* Loops, switches, recursion, function pointers, calls with many arguments. */
#include "program.h"

TEST loop(u32 a, u32 b, u32 c) {
  u32 r = c;
  for (u32 i = 0; i < (a & 31); ++i)
    r = r * 3 + (i ^ b);
  return r;
}
TEST nested(u32 a, u32 b, u32 c) {
  u32 r = 0;
  for (u32 i = 0; i < (a & 7); ++i)
    for (u32 j = i; j < (b & 7); ++j) {
      if ((i + j + c) & 1)
        continue;
      r += i * j + 1;
      if (r > 50)
        break;
    }
  return r;
}
TEST gcd(u32 a, u32 b, u32 c) {
  a = (a & 0xff) | 1;
  b = (b & 0xff) | 2;
  while (a != b) {
    if (a > b)
      a -= b;
    else
      b -= a;
  }
  return a + c;
}
TEST choose(u32 a, u32 b, u32 c) {
  switch (a % 16 & 15) {
  case 0: return b;
  case 1: return c;
  case 2: return b + c;
  case 3: return b - c;
  case 4: return b ^ c;
  case 7: return b * c;
  case 9: return ~b;
  case 10: return b << 3;
  case 11: return 11;
  default: return a;
  }
}
TEST sparse(u32 a, u32 b, u32 c) {
  switch (b & 0xfff) {
  case 1: a += 1; break;
  case 100: a += 2; break;
  case 1000: a += 3; break;
  case 4000: a += 4; __attribute__((fallthrough));
  default: a += c;
  }
  return a;
}
static __attribute__((noinline)) u32 fib(u32 n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
TEST recursion(u32 a, u32 b, u32 c) { return fib(a & 7) + b + c; }
static __attribute__((noinline)) u32 many(u32 a, u32 b, u32 c, u32 d, u32 e,
                                          u32 f, u32 g, u32 h, u32 i, u32 j,
                                          u32 k) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i +
         10 * j + 11 * k;
}
TEST arguments(u32 a, u32 b, u32 c) {
  return many(a, b, c, a ^ b, b ^ c, a + 1, b + 2, c + 3, a - b, b - c, c - a);
}
static __attribute__((noinline)) u32 pointers(u32 *p, u32 *q, u32 *r, u32 *s,
                                              u32 *t, u32 *u, u32 *v, u32 *w) {
  return *p + *q * 2 + *r * 3 + *s * 4 + *t * 5 + *u * 6 + *v * 7 + *w * 8;
}
TEST addresses(u32 a, u32 b, u32 c) {
  u32 x[8] = {a, b, c, a + b, b + c, c + a, a ^ b, b ^ c};
  return pointers(x, x + 1, x + 2, x + 3, x + 4, x + 5, x + 6, x + 7);
}
typedef u32 (*binary)(u32, u32);
static u32 plus(u32 a, u32 b) { return a + b; }
static u32 minus(u32 a, u32 b) { return a - b; }
static u32 times(u32 a, u32 b) { return a * b; }
static u32 exclusive(u32 a, u32 b) { return a ^ b; }
static binary operators[4] = {plus, minus, times, exclusive};
TEST indirect(u32 a, u32 b, u32 c) {
  return operators[a & 3](b, c) + operators[b & 3](c, a);
}
static u32 counter = 7;
TEST globals(u32 a, u32 b, u32 c) {
  counter = counter * 5 + a;
  return counter + b + c;
}
static __attribute__((noinline)) u32 *larger(u32 *p, u32 *q) {
  return *p > *q ? p : q;
}
TEST pointer_select(u32 a, u32 b, u32 c) {
  u32 x = a, y = b;
  *larger(&x, &y) += c;
  u32 *z = a & 1 ? &x : &y;
  *z ^= 0x5555;
  return x + 3 * y + (z == &x);
}
/* More values alive than registers. */
TEST pressure(u32 a, u32 b, u32 c) {
  u32 v[40];
#pragma clang loop unroll(full)
  for (u32 i = 0; i < 40; ++i)
    v[i] = a * (i + 3) ^ b;
  u32 r = plus(a, c);
#pragma clang loop unroll(full)
  for (u32 i = 0; i < 40; ++i)
    r = r * 31 + v[39 - i];
  return r;
}

PROGRAM(control, loop, nested, gcd, choose, sparse, recursion, arguments,
        addresses, indirect, globals, pointer_select, pressure)
