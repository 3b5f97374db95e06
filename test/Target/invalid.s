// Messages have a place, and no file is written.
// RUN: rm -f %t.o
// RUN: not aieforge as %s -o %t.o 2>&1 | FileCheck %s
// RUN: test ! -e %t.o

// CHECK: invalid.s:[[@LINE+1]]:26: operand imm of add is 64, but must be in -64..63
        add     r0, r1, #64; lda r0, [p0], #4
// CHECK-NEXT: invalid.s:[[@LINE+1]]:9: unknown instruction 'frobnicate'
        frobnicate r1
// CHECK-NEXT: invalid.s:[[@LINE+1]]:25: and and or both need slot alu
        and r1, r2, r3; or r4, r5, r6
// CHECK-NEXT: invalid.s:[[@LINE+1]]:9: unknown directive '.frob'
        .frob 1
