/*===- stdio.h - printing, which a core cannot ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===---------------------------------------------------------------------===*/

#ifndef AIEFORGE_STDIO_H
#define AIEFORGE_STDIO_H

#include <stdarg.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct __aieforge_file FILE;
#define stdin ((FILE *)0)
#define stdout ((FILE *)0)
#define stderr ((FILE *)0)
#define EOF (-1)

/* A core has no console. Kernels that still hold debug output compile; it goes
   nowhere and costs nothing once optimised. */
static inline int printf(const char *format, ...) { return 0; }
static inline int fprintf(FILE *stream, const char *format, ...) { return 0; }
static inline int puts(const char *text) { return 0; }
static inline int putchar(int c) { return c; }

#ifdef __cplusplus
}
#endif

#endif /* AIEFORGE_STDIO_H */
