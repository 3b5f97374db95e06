/* C's vector types, element by element, and bfloat16. */
#include "program.h"

typedef i32 v8i __attribute__((vector_size(32)));
typedef short v16s __attribute__((vector_size(32)));
typedef float v4f __attribute__((vector_size(16)));

static v8i load(u32 a, u32 b) {
  v8i v;
  for (u32 i = 0; i != 8; ++i)
    v[i] = (i32)(a * (i + 1) + b);
  return v;
}
static u32 fold(v8i v) {
  u32 sum = 0;
  for (u32 i = 0; i != 8; ++i)
    sum = sum * 31 + (u32)v[i];
  return sum;
}
static v8i stored[4];

TEST arithmetic(u32 a, u32 b, u32 c) {
  v8i x = load(a, b), y = load(b, c);
  return fold(x + y * 3 - (x ^ y)) + fold(x & -y) + fold((x < y) | (x == y));
}
TEST shifts(u32 a, u32 b, u32 c) {
  v8i x = load(a, b);
  return fold(x << (i32)(c & 31)) + fold(x >> 3);
}
TEST memory(u32 a, u32 b, u32 c) {
  stored[a & 3] = load(b, c);
  stored[b & 3] += load(c, a);
  return fold(stored[a & 3]) ^ fold(stored[c & 3]);
}
TEST shuffle(u32 a, u32 b, u32 c) {
  v8i x = load(a, b), y = load(b, c);
  return fold(__builtin_shufflevector(x, y, 8, 1, 15, 3, 2, 10, 0, 5)) +
         (u32)x[c & 7];
}
TEST narrow(u32 a, u32 b, u32 c) {
  v16s x;
  for (u32 i = 0; i != 16; ++i)
    x[i] = (short)(a + i * b);
  x = x * (short)c + x;
  return fold((v8i)x);
}
TEST reduce(u32 a, u32 b, u32 c) {
  v8i x = load(a, b);
  return (u32)__builtin_reduce_add(x) + (u32)__builtin_reduce_max(x) +
         (u32)__builtin_reduce_xor(load(b, c));
}
TEST floats(u32 a, u32 b, u32 c) {
  v4f x = {(float)(i32)a, (float)(i32)b, (float)(i32)c, 1.5f};
  x = x * 0.25f + x;
  float sum = x[0] + x[1] + x[2] + x[3];
  return (u32)(i64)(sum < 1e9f && sum > -1e9f ? sum : 0);
}

PROGRAM(vectors, arithmetic, shifts, memory, shuffle, narrow, reduce, floats)
