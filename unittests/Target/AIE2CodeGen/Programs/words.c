/* 32-bit and narrower arithmetic, comparisons, selects. */
#include "program.h"

TEST add(u32 a, u32 b, u32 c) { return a + b + c; }
TEST sub(u32 a, u32 b, u32 c) { return a - b - (c & 63); }
TEST immediates(u32 a, u32 b, u32 c) {
  return (a + 63) ^ (b - 64) ^ (c + 64) ^ (a + 1023) ^ (b * 100000) ^ 0x7ff;
}
TEST logic(u32 a, u32 b, u32 c) { return (a & b) | (c ^ ~a); }
TEST mul(u32 a, u32 b, u32 c) { return a * b * c + a * 7; }
TEST shifts(u32 a, u32 b, u32 c) {
  return (a << (b & 31)) ^ (a >> (c & 31)) ^ (u32)((i32)a >> (b & 31)) ^
         (a << 5) ^ (b >> 7) ^ (u32)((i32)c >> 9);
}
TEST rotate(u32 a, u32 b, u32 c) {
  b &= 31;
  return (a << b | a >> ((32 - b) & 31)) + (c << 3 | c >> 29);
}
TEST compares(u32 a, u32 b, u32 c) {
  i32 x = a, y = b;
  u32 r = 0;
  r = r << 1 | (a == b);
  r = r << 1 | (a != c);
  r = r << 1 | (a < b);
  r = r << 1 | (a <= b);
  r = r << 1 | (a > c);
  r = r << 1 | (a >= c);
  r = r << 1 | (x < y);
  r = r << 1 | (x <= y);
  r = r << 1 | (x > y);
  r = r << 1 | (x >= y);
  r = r << 1 | (x < 0);
  r = r << 1 | (x > 17);
  r = r << 1 | (y == 0);
  return r;
}
TEST selects(u32 a, u32 b, u32 c) {
  u32 m = a < b ? a : b, n = (i32)b > (i32)c ? b : c;
  return (m == 0 ? n : m) + ((a & 1) ? b : c) + (a != 3 ? 5 : 700000);
}
TEST minmax(u32 a, u32 b, u32 c) {
  i32 x = a, y = b, z = c;
  i32 lo = x < y ? x : y, hi = y > z ? y : z;
  return (u32)lo ^ (u32)hi ^ (u32)(x < 0 ? -x : x);
}
TEST narrow(u32 a, u32 b, u32 c) {
  i8 x = (i8)a;
  u8 y = (u8)b;
  i16 z = (i16)c;
  u16 w = (u16)a;
  return (u32)(x * y) ^ (u32)(z + w) ^ (u32)(u8)(x + y) ^ (u32)(i16)(z * x) ^
         (u32)(x < z) ^ ((u32)(y > w) << 4);
}
TEST bits(u32 a, u32 b, u32 c) {
  u32 zeros = a ? (u32)__builtin_clz(a) : 32;
  u32 tail = b ? (u32)__builtin_ctz(b) : 32;
  return zeros + 64 * tail + 4096 * (u32)__builtin_popcount(c) +
         (__builtin_bswap32(a) ^ __builtin_bswap16((u16)b));
}
TEST overflow(u32 a, u32 b, u32 c) {
  u32 r = 0;
  i32 s = 0;
  u32 o = __builtin_add_overflow(a, b, &r);
  o = o << 1 | __builtin_sub_overflow((i32)a, (i32)c, &s);
  u32 p = 0;
  o = o << 1 | __builtin_mul_overflow(a & 0xffff, b >> 12, &p);
  return r ^ (u32)s ^ p ^ (o << 28);
}
TEST bitfields(u32 a, u32 b, u32 c) {
  struct {
    u32 x : 3;
    i32 y : 7;
    u32 z : 11;
    i32 w : 11;
  } s;
  s.x = a;
  s.y = (i32)b;
  s.z = c;
  s.w = (i32)(a ^ c);
  return (u32)s.x + (u32)s.y * 3 + (u32)s.z * 5 + (u32)s.w * 9;
}

PROGRAM(words, add, sub, immediates, logic, mul, shifts, rotate, compares,
        selects, minmax, narrow, bits, overflow, bitfields)
