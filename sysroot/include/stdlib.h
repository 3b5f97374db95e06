/*===- stdlib.h - the part of stdlib a core can have ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===---------------------------------------------------------------------===*/

#ifndef AIEFORGE_STDLIB_H
#define AIEFORGE_STDLIB_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1

typedef struct {
  int quot, rem;
} div_t;

static inline int abs(int x) { return x < 0 ? -x : x; }
static inline long labs(long x) { return x < 0 ? -x : x; }
static inline long long llabs(long long x) { return x < 0 ? -x : x; }
static inline div_t div(int x, int y) {
  div_t result = {x / y, x % y};
  return result;
}

/* A core has no heap and nowhere to exit to: using these is a link error. */
void *malloc(size_t size);
void free(void *pointer);
void abort(void) __attribute__((noreturn));
void exit(int status) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#endif /* AIEFORGE_STDLIB_H */
