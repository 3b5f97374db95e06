/* Loads and stores of every width, arrays, structs, copies. */
#include "program.h"

static u32 words[64];
static u16 halves[64];
static u8 bytes[64];
static i8 signed_bytes[8];
static i16 signed_halves[8];

TEST word_array(u32 a, u32 b, u32 c) {
  words[a & 63] = b;
  words[(a + 1) & 63] += c;
  return words[b & 63] + words[(a + 1) & 63];
}
TEST half_array(u32 a, u32 b, u32 c) {
  halves[a & 63] = (u16)b;
  halves[b & 63] += (u16)c;
  signed_halves[c & 7] = (i16)a;
  return halves[c & 63] + halves[a & 63] * 3u + (u32)signed_halves[a & 7];
}
TEST byte_array(u32 a, u32 b, u32 c) {
  bytes[a & 63] = (u8)b;
  bytes[(a + 1) & 63] = (u8)c;
  bytes[b & 63] ^= (u8)a;
  signed_bytes[c & 7] = (i8)b;
  return bytes[a & 63] + bytes[b & 63] * 3u + (u32)signed_bytes[b & 7];
}
TEST mixed(u32 a, u32 b, u32 c) {
  union {
    u32 w[4];
    u8 b[16];
    u16 h[8];
  } u;
  u.w[0] = a;
  u.w[1] = b;
  u.w[2] = c;
  u.w[3] = a ^ b;
  u.b[a & 15] = (u8)c;
  u.h[b & 7] = (u16)a;
  u.b[(c & 7) + 3] = 0x5a;
  return u.w[0] + u.w[1] * 3 + u.w[2] * 5 + u.w[3] * 7;
}
TEST unaligned(u32 a, u32 b, u32 c) {
  u8 raw[16];
  for (u32 i = 0; i < 16; ++i)
    raw[i] = (u8)(a * i + b);
  u32 value;
  __builtin_memcpy(&value, raw + (c & 7), 4);
  __builtin_memcpy(raw + (a & 7), &b, 4);
  return value + raw[a & 15] + ((u32)raw[(a & 7) + 1] << 9);
}
typedef struct {
  u32 x;
  u8 y;
  u16 z;
  u32 *p;
} record;
static record table[4];
TEST structs(u32 a, u32 b, u32 c) {
  record *r = &table[a & 3];
  r->x = b;
  r->y = (u8)c;
  r->z = (u16)(b >> 7);
  r->p = &r->x;
  record copy = *r;
  *copy.p += 5;
  table[(a + 1) & 3] = copy;
  return table[(a + 1) & 3].x + r->x * 3 + copy.y + copy.z;
}
typedef struct {
  u32 v[5];
} five;
static __attribute__((noinline)) five make(u32 a, u32 b) {
  five f = {{a, b, a + b, a - b, a * b}};
  return f;
}
static __attribute__((noinline)) u32 fold(five f, u32 k) {
  u32 r = k;
  for (u32 i = 0; i < 5; ++i)
    r = r * 3 + f.v[i];
  f.v[0] = 99;
  return r + f.v[0];
}
TEST by_value(u32 a, u32 b, u32 c) {
  five f = make(a, b);
  u32 r = fold(f, c);
  return r + f.v[0] + fold(make(c, a), b);
}
TEST sized(u32 a, u32 b, u32 c) {
  u32 n = (a & 15) + 1;
  u32 v[n];
  for (u32 i = 0; i < n; ++i)
    v[i] = b + i * c;
  u32 r = 0;
  for (u32 i = 0; i < n; ++i)
    r = r * 5 + v[n - 1 - i];
  return r;
}
static __attribute__((noinline)) u32 sum(const u32 *p, u32 n) {
  u32 r = 0;
  for (u32 i = 0; i < n; ++i)
    r += p[i] * (i + 1);
  return r;
}
static __attribute__((noinline)) void passthrough(const u32 *in, u32 *out,
                                                  u32 n) {
  for (u32 i = 0; i < n; ++i)
    out[i] = in[i];
}
static __attribute__((noinline)) void vector_scalar_add(const i32 *in, i32 *out,
                                                        i32 n) {
  for (i32 i = 0; i < n; ++i)
    out[i] = in[i] + 1;
}
TEST kernels(u32 a, u32 b, u32 c) {
  u32 in[16], out[16] = {0};
  for (u32 i = 0; i < 16; ++i)
    in[i] = a + b * i;
  passthrough(in, out, 16);
  vector_scalar_add((const i32 *)out, (i32 *)in, (i32)(c & 15));
  return sum(in, 16) + sum(out, 16);
}
static volatile u32 port;
TEST volatiles(u32 a, u32 b, u32 c) {
  port = a;
  u32 x = port;
  port = x + b;
  return port + port + c;
}
TEST strings(u32 a, u32 b, u32 c) {
  static const char text[] = "the quick brown fox";
  u32 r = 0;
  for (const char *s = text + (a & 7); *s; ++s)
    r = r * 33 + (u8)*s;
  return r + b + c;
}
static __attribute__((noinline)) u32 deep(u32 n, u32 k) {
  u32 v[8];
  for (u32 i = 0; i < 8; ++i)
    v[i] = n * i + k;
  return n ? deep(n - 1, k + 1) + v[n & 7] : v[3];
}
TEST frames(u32 a, u32 b, u32 c) { return deep(a & 7, b) + c; }
/* A frame beyond the reach of short offsets. */
TEST large_frame(u32 a, u32 b, u32 c) {
  volatile u32 v[600];
  for (u32 i = 0; i < 600; i += 37)
    v[i] = a + i;
  v[(b & 15) * 37] ^= c;
  u32 r = 0;
  for (u32 i = 0; i < 600; i += 37)
    r = r * 3 + v[i];
  return r;
}

PROGRAM(memory, word_array, half_array, byte_array, mixed, unaligned, structs,
        by_value, sized, kernels, volatiles, strings, frames, large_frame)
