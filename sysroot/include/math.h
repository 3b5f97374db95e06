/*===- math.h - functions of floating-point numbers ---*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * What the support library has: for double only what is exact or rounded
 * correctly.
 *
 *===---------------------------------------------------------------------===*/

#ifndef AIEFORGE_MATH_H
#define AIEFORGE_MATH_H

#define HUGE_VAL (__builtin_huge_val())
#define HUGE_VALF (__builtin_huge_valf())
#define INFINITY (__builtin_inff())
#define NAN (__builtin_nanf(""))

#define M_E 2.71828182845904523536
#define M_LN2 0.693147180559945309417
#define M_LN10 2.30258509299404568402
#define M_LOG2E 1.44269504088896340736
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_SQRT2 1.41421356237309504880

#define isnan(x) __builtin_isnan(x)
#define isinf(x) __builtin_isinf(x)
#define isfinite(x) __builtin_isfinite(x)
#define signbit(x) __builtin_signbit(x)

#ifdef __cplusplus
extern "C" {
#endif
float floorf(float x);
double floor(double x);
float ceilf(float x);
double ceil(double x);
float truncf(float x);
double trunc(double x);
float roundf(float x);
double round(double x);
float roundevenf(float x);
double roundeven(double x);
float rintf(float x);
double rint(double x);
float nearbyintf(float x);
double nearbyint(double x);
float sqrtf(float x);
double sqrt(double x);
float fmodf(float x, float y);
double fmod(double x, double y);
float fminf(float x, float y);
double fmin(double x, double y);
float fmaxf(float x, float y);
double fmax(double x, double y);
float fabsf(float x);
double fabs(double x);
float copysignf(float magnitude, float sign);
double copysign(double magnitude, double sign);
float fmaf(float x, float y, float z);
float expf(float x);
float exp2f(float x);
float logf(float x);
float log2f(float x);
float log10f(float x);
float sinf(float x);
float cosf(float x);
float tanf(float x);
float tanhf(float x);
float powf(float x, float y);
#ifdef __cplusplus
}
#endif

#endif /* AIEFORGE_MATH_H */
