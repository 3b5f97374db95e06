/*===- memory.c - memory functions of the core ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Word copies where both addresses are aligned: part-word stores occupy the
 * memory pipeline for seven cycles each.
 *
 *===---------------------------------------------------------------------===*/

#include <stdint.h>
#include <string.h>

/* Words that may hold any type. */
typedef uint32_t __attribute__((may_alias)) word;

static int are_aligned(const void *a, const void *b) {
  return (((uintptr_t)a | (uintptr_t)b) & 3) == 0;
}

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  unsigned char *d = to;
  const unsigned char *s = from;
  if (are_aligned(d, s)) {
    for (; count >= 4; count -= 4, d += 4, s += 4)
      *(word *)d = *(const word *)s;
  }
  for (; count; --count)
    *d++ = *s++;
  return to;
}

void *memmove(void *to, const void *from, size_t count) {
  unsigned char *d = to;
  const unsigned char *s = from;
  if (d <= s || d >= s + count)
    return memcpy(to, from, count);
  d += count;
  s += count;
  if (are_aligned(d, s)) {
    for (; count >= 4; count -= 4) {
      d -= 4;
      s -= 4;
      *(word *)d = *(const word *)s;
    }
  }
  for (; count; --count)
    *--d = *--s;
  return to;
}

void *memset(void *to, int value, size_t count) {
  unsigned char *d = to;
  if (((uintptr_t)d & 3) == 0) {
    uint32_t pattern = (unsigned char)value * 0x01010101u;
    for (; count >= 4; count -= 4, d += 4)
      *(word *)d = pattern;
  }
  for (; count; --count)
    *d++ = (unsigned char)value;
  return to;
}

int memcmp(const void *a, const void *b, size_t count) {
  const unsigned char *x = a, *y = b;
  for (; count; --count, ++x, ++y)
    if (*x != *y)
      return *x - *y;
  return 0;
}

size_t strlen(const char *text) {
  size_t n = 0;
  while (text[n])
    ++n;
  return n;
}
