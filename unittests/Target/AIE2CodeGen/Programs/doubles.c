/* 64-bit integers and division, through the support library where need be. */
#include "program.h"

static u64 join(u32 hi, u32 lo) { return (u64)hi << 32 | lo; }
static u32 mix(u64 v) { return (u32)v ^ (u32)(v >> 32) * 3; }

TEST add64(u32 a, u32 b, u32 c) { return mix(join(a, b) + join(b, c)); }
TEST sub64(u32 a, u32 b, u32 c) { return mix(join(a, b) - join(c, a)); }
TEST mul64(u32 a, u32 b, u32 c) { return mix(join(a, b) * join(c, b)); }
TEST wide(u32 a, u32 b, u32 c) {
  return mix((u64)a * b) + mix((u64)((i64)(i32)a * (i32)c));
}
TEST neg64(u32 a, u32 b, u32 c) { return mix(-join(a, b)) + c; }
TEST shift64(u32 a, u32 b, u32 c) {
  u64 v = join(a, b);
  return mix(v << (c & 63)) + mix(v >> (c & 63)) +
         mix((u64)((i64)v >> (c & 63))) + mix(v << 4) + mix(v >> 40) +
         mix((u64)((i64)v >> 13));
}
TEST compare64(u32 a, u32 b, u32 c) {
  u64 x = join(a & 3, b), y = join(c & 3, b ^ (a & 1));
  i64 s = (i64)join(a, b), t = (i64)join(c, b);
  return (x == y) | (x < y) << 1 | (x <= y) << 2 | (s < t) << 3 |
         (s >= t) << 4 | (x != 0) << 5 | (s < 0) << 6;
}
TEST select64(u32 a, u32 b, u32 c) {
  u64 x = join(a, b), y = join(b, c);
  return mix(a & 1 ? x : y) + mix(x < y ? x : y);
}
TEST divide(u32 a, u32 b, u32 c) {
  u32 d = (c & 0xffff) | 1;
  i32 e = (i32)(b | 1);
  return a / d + a % d * 3 + (u32)((i32)a / 7) + (u32)((i32)a % 10) +
         (e != -1 ? (u32)((i32)a / e) + (u32)((i32)a % e) : 0) + a / 10;
}
TEST divide64(u32 a, u32 b, u32 c) {
  u64 x = join(a, b), d = join(c & 0xff, c) | 1;
  return mix(x / d) + mix(x % d) + mix((u64)((i64)x / (i64)(b | 1)));
}
static __attribute__((noinline)) u64 pass64(u32 k, u64 x, u64 y, u64 z, u32 l) {
  return x * k + y - z + l;
}
TEST call64(u32 a, u32 b, u32 c) {
  return mix(pass64(a, join(b, c), join(c, a), join(a, a), c));
}
static u64 cells[8];
TEST memory64(u32 a, u32 b, u32 c) {
  cells[a & 7] = join(b, c);
  cells[b & 7] += join(a, c);
  return mix(cells[a & 7]) + mix(cells[c & 7]);
}
TEST bits64(u32 a, u32 b, u32 c) {
  u64 x = join(a, b) | 1;
  return (u32)__builtin_clzll(x) + 100 * (u32)__builtin_ctzll(x << (c & 31)) +
         10000 * (u32)__builtin_popcountll(x) + mix(__builtin_bswap64(x));
}

PROGRAM(doubles, add64, sub64, mul64, wide, neg64, shift64, compare64, select64,
        divide, divide64, call64, memory64, bits64)
