/*===- stdbool.h - bool in C ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===---------------------------------------------------------------------===*/

#ifndef AIEFORGE_STDBOOL_H
#define AIEFORGE_STDBOOL_H

#ifndef __cplusplus
#define bool _Bool
#define true 1
#define false 0
#endif
#define __bool_true_false_are_defined 1

#endif /* AIEFORGE_STDBOOL_H */
