/* float, through the routines of the support library. */
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
TEST sum(u32 a, u32 b, u32 c) {
  return raw(any(a) + any(b)) ^ raw(plain(a) - plain(c));
}
TEST product(u32 a, u32 b, u32 c) {
  return raw(any(a) * any(b)) ^ raw(plain(b) * plain(c) * plain(a));
}
TEST quotient(u32 a, u32 b, u32 c) {
  return raw(any(a) / any(b)) ^ raw(plain(b) / plain(c));
}
TEST compare(u32 a, u32 b, u32 c) {
  float x = any(a), y = any(b), z = plain(c);
  return (x == y) | (x < y) << 1 | (x <= y) << 2 | (x > z) << 3 |
         (x >= z) << 4 | (x != y) << 5 | (z != z) << 6 | (x != x) << 7 |
         !(x < y) << 8 | !(y >= z) << 9;
}
TEST select(u32 a, u32 b, u32 c) {
  float x = plain(a), y = plain(b);
  return raw(x < y ? x : y) + raw(x > y ? -x : plain(c));
}
TEST convert(u32 a, u32 b, u32 c) {
  float x = plain(a);
  return raw((float)a) + raw((float)(i32)b) + (u32)(i32)x +
         raw((float)((u64)a << 32 | b)) + raw((float)(i64)((u64)c << 32 | b)) +
         (u32)((i64)(x * 4096.0f) >> 3);
}
TEST narrow(u32 a, u32 b, u32 c) {
  signed char small = (signed char)(i32)(plain(a & 0xff));
  return (u32)small + raw((float)(short)b) + raw((float)(u8)c);
}
TEST dot(u32 a, u32 b, u32 c) {
  float v[8], sum = 0;
  for (u32 i = 0; i != 8; ++i)
    v[i] = plain(a + i * b);
  for (u32 i = 0; i != 8; ++i)
    sum += v[i] * v[7 - i];
  return raw(sum * plain(c));
}
static __attribute__((noinline)) float pass(float x, u32 k, float y, float z) {
  return x + (float)k * z - y;
}
TEST call(u32 a, u32 b, u32 c) {
  return raw(pass(plain(a), b, plain(c), plain(b)));
}
static float cells[8];
TEST cell(u32 a, u32 b, u32 c) {
  cells[a & 7] += plain(b);
  return raw(cells[a & 7] + cells[c & 7]);
}

PROGRAM(floats, sum, product, quotient, compare, select, convert, narrow, dot,
        call, cell)
