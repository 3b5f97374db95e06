/*===- aieforge_core.h - what every kernel finds declared ===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 *===---------------------------------------------------------------------===*
 *
 * The compilers that kernels were written for declare these without an
 * #include; so does this one. Hints for loops are accepted and change nothing.
 */

#ifndef AIEFORGE_CORE_H
#define AIEFORGE_CORE_H

#define chess_prepare_for_pipelining
#define chess_loop_range(...)
#define chess_loop_count(...)
#define chess_flatten_loop
#define chess_unroll_loop(...)

#ifdef __cplusplus
#define AIEFORGE_EVENT extern "C" inline __attribute__((always_inline))
extern "C"
#else
#define AIEFORGE_EVENT                                                         \
  extern inline __attribute__((always_inline, gnu_inline))
#endif
void __aie2_event(int number);

/* Events that trace units see: the usual brackets around a kernel. */
AIEFORGE_EVENT void event0(void) { __aie2_event(0); }
AIEFORGE_EVENT void event1(void) { __aie2_event(1); }
#undef AIEFORGE_EVENT

#endif
