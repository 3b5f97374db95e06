/* double, through the routines of the support library. */
#include "program.h"

typedef union {
  u32 raw;
  float value;
} word;

/* Operands of both kinds: any bits, and values of ordinary size. */
static float any(u32 x) {
  word w = {x};
  return w.value;
}
static float plain(u32 x) { return (float)(i32)(x ^ 0x55) / 64; }
static u32 raw(float x) {
  word w = {.value = x};
  return x != x ? 0x7fc00000 : w.raw;
}
static u32 mix(double x) {
  union {
    double value;
    u32 raw[2];
  } u = {x};
  return x != x ? 0x7ff80000 : u.raw[0] ^ u.raw[1] * 3;
}

TEST wide(u32 a, u32 b, u32 c) {
  double x = any(a), y = plain(b), z = (double)(i32)c;
  return mix(x + y) + mix(x * z) + mix(y / (z + 0.5)) + mix(y - z) +
         raw((float)(y * z)) + (u32)(i32)y + (x < y) + (y >= z) * 2;
}
TEST powers(u32 a, u32 b, u32 c) {
  double x = 1, y = plain(a & 0xff) / 256;
  for (u32 i = 0; i != (b & 15); ++i)
    x = x * y + 1.0 / (double)(i + 1 + (c & 7));
  return mix(x);
}
static __attribute__((noinline)) double pass(double x, u32 k, float y,
                                             double z) {
  return x + (double)k * z - (double)y;
}
TEST callwide(u32 a, u32 b, u32 c) {
  return mix(pass(plain(a), b, plain(c), plain(b)));
}

PROGRAM(wides, wide, powers, callwide)
