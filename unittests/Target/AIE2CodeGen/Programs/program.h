/*===- program.h - programs that run on the host and on the core -*- C -*-===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A program is a list of functions of three words. The test runs each on many
 * inputs, natively and on the emulated core, and compares the results.
 *
 *===---------------------------------------------------------------------===*/

#ifndef AIEFORGE_TEST_PROGRAM_H
#define AIEFORGE_TEST_PROGRAM_H

typedef unsigned u32;
typedef int i32;
typedef unsigned long long u64;
typedef long long i64;
typedef unsigned short u16;
typedef short i16;
typedef unsigned char u8;
typedef signed char i8;

typedef u32 (*test_function)(u32, u32, u32);

#define TEST static __attribute__((noinline)) u32

#define RUN(name, ...)                                                         \
  static const test_function name##_functions[] = {__VA_ARGS__};               \
  void name##_run(const u32 *in, u32 *out, u32 count) {                        \
    for (u32 i = 0; i != count; ++i)                                           \
      for (u32 f = 0; f != sizeof(name##_functions) / sizeof(test_function);   \
           ++f)                                                                \
        *out++ = name##_functions[f](in[3 * i], in[3 * i + 1], in[3 * i + 2]); \
  }                                                                            \
  const u32 name##_size = sizeof(name##_functions) / sizeof(test_function);

#define PROGRAM(name, ...)                                                     \
  RUN(name, __VA_ARGS__)                                                       \
  ENTRY(name)

#ifdef __xcore__
/* Placed by the test. */
extern const u32 test_inputs[];
extern u32 test_outputs[];
extern const u32 test_count[];
#define ENTRY(name)                                                            \
  void program_main(void) {                                                    \
    name##_run(test_inputs, test_outputs, *test_count);                        \
  }
#else
#define ENTRY(name)
#endif

#endif /* AIEFORGE_TEST_PROGRAM_H */
