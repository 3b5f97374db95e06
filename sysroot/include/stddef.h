/*===- stddef.h - common types of C ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===---------------------------------------------------------------------===*/

#ifndef AIEFORGE_STDDEF_H
#define AIEFORGE_STDDEF_H

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#ifndef __cplusplus
typedef __WCHAR_TYPE__ wchar_t;
typedef struct {
  long long __ll;
  long double __ld;
} max_align_t;
#else
typedef decltype(nullptr) nullptr_t;
#endif

#ifdef __cplusplus
#define NULL __null
#else
#define NULL ((void *)0)
#endif
#define offsetof(type, member) __builtin_offsetof(type, member)

#endif /* AIEFORGE_STDDEF_H */
