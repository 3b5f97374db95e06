/*===- CoreNames.h - the support library beside the host's -------*- C -*-===*
 *
 * Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Included before each source of sysroot/lib when it is compiled for the host,
 * so that its routines do not replace those of the host's own libraries.
 *
 *===---------------------------------------------------------------------===*/

#define __addsf3 core___addsf3
#define __subsf3 core___subsf3
#define __mulsf3 core___mulsf3
#define __divsf3 core___divsf3
#define __negsf2 core___negsf2
#define __eqsf2 core___eqsf2
#define __nesf2 core___nesf2
#define __ltsf2 core___ltsf2
#define __lesf2 core___lesf2
#define __gtsf2 core___gtsf2
#define __gesf2 core___gesf2
#define __cmpsf2 core___cmpsf2
#define __unordsf2 core___unordsf2
#define __fixsfsi core___fixsfsi
#define __fixunssfsi core___fixunssfsi
#define __floatsisf core___floatsisf
#define __floatunsisf core___floatunsisf
#define __fixsfdi core___fixsfdi
#define __fixunssfdi core___fixunssfdi
#define __floatdisf core___floatdisf
#define __floatundisf core___floatundisf
#define __adddf3 core___adddf3
#define __subdf3 core___subdf3
#define __muldf3 core___muldf3
#define __divdf3 core___divdf3
#define __negdf2 core___negdf2
#define __eqdf2 core___eqdf2
#define __nedf2 core___nedf2
#define __ltdf2 core___ltdf2
#define __ledf2 core___ledf2
#define __gtdf2 core___gtdf2
#define __gedf2 core___gedf2
#define __cmpdf2 core___cmpdf2
#define __unorddf2 core___unorddf2
#define __fixdfsi core___fixdfsi
#define __fixunsdfsi core___fixunsdfsi
#define __floatsidf core___floatsidf
#define __floatunsidf core___floatunsidf
#define __fixdfdi core___fixdfdi
#define __fixunsdfdi core___fixunsdfdi
#define __floatdidf core___floatdidf
#define __floatundidf core___floatundidf
#define __extendsfdf2 core___extendsfdf2
#define __truncdfsf2 core___truncdfsf2
#define __udivsi3 core___udivsi3
#define __umodsi3 core___umodsi3
#define __divsi3 core___divsi3
#define __modsi3 core___modsi3
#define __udivdi3 core___udivdi3
#define __umoddi3 core___umoddi3
#define __divdi3 core___divdi3
#define __moddi3 core___moddi3
#define __aie2_divide_words core___aie2_divide_words
#define floorf core_floorf
#define floor core_floor
#define ceilf core_ceilf
#define ceil core_ceil
#define truncf core_truncf
#define trunc core_trunc
#define roundf core_roundf
#define round core_round
#define roundevenf core_roundevenf
#define roundeven core_roundeven
#define rintf core_rintf
#define rint core_rint
#define nearbyintf core_nearbyintf
#define nearbyint core_nearbyint
#define sqrtf core_sqrtf
#define sqrt core_sqrt
#define fmodf core_fmodf
#define fmod core_fmod
#define fminf core_fminf
#define fmin core_fmin
#define fmaxf core_fmaxf
#define fmax core_fmax
#define fmaf core_fmaf
#define expf core_expf
#define exp2f core_exp2f
#define logf core_logf
#define log2f core_log2f
#define log10f core_log10f
#define powf core_powf
#define sinf core_sinf
#define cosf core_cosf
#define tanf core_tanf
#define tanhf core_tanhf
#define fabsf core_fabsf
#define fabs core_fabs
#define copysignf core_copysignf
#define copysign core_copysign
