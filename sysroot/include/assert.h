/*===- assert.h - assertions, compiled away on a core ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===---------------------------------------------------------------------===*/

#ifndef AIEFORGE_ASSERT_H
#define AIEFORGE_ASSERT_H

#define assert(condition) ((void)0)
#ifndef __cplusplus
#define static_assert _Static_assert
#endif

#endif /* AIEFORGE_ASSERT_H */
