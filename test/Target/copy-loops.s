// The two copy loops of the instruction set reference, assembled and listed. The
// bytes are the printed ones, but for the addresses that relocations fill in.
// RUN: aieforge as %s -o %t.o
// RUN: aieforge dis %t.o | FileCheck %s --check-prefix=OBJ
// RUN: llvm-readobj -h -r %t.o | FileCheck %s --check-prefix=ELF

// ELF: Format: elf32-
// ELF: Type: Relocatable
// ELF: Machine: {{.*}}0x108
// ELF: Flags [ (0x2)
// ELF: 0x8 {{.*}} copy 0x0
// ELF: 0x30 {{.*}} .text 0x40
// ELF: 0x36 {{.*}} .text 0xB0

        .globl  copy
        .type   copy, @function
// OBJ: section .text
// OBJ: copy:
copy:
// OBJ-NEXT: 00000 1d ff 01 48 70 20 lda r1, [p1], #4; add r0, r0, #-1
        lda     r1, [p1], #4; add r0, r0, #-1
// OBJ-NEXT: 00006 01 00 nop
        nop
// OBJ-NEXT: 00008 95 01 40 00 00 00 jnz r0, #copy
        jnz     r0, #copy
        nop
        nop
        nop
        nop
// OBJ: 00016 19 82 03 08 st r1, [p0], #4
        st      r1, [p0], #4
// OBJ-NEXT: 0001a 19 18 00 10 ret lr
        ret     lr
        nop
        nop
        nop
        nop
        nop
        nop
        nop
        nop
        nop

        .globl  vcopy
        .type   vcopy, @function
// OBJ: vcopy:
vcopy:
// OBJ-NEXT: 00030 55 00 e0 00 00 00 movxm ls, #(.text+64)
        movxm   ls, #.Lfirst
// OBJ-NEXT: 00036 55 00 e0 08 00 00 movxm le, #(.text+176)
        movxm   le, #.Llast
// OBJ-NEXT: 0003c 59 16 70 1d mov lc, r0
        mov     lc, r0
.Lfirst:
// OBJ-NEXT: 00040 c0 03 00 00 00 00 00 00 00 00 00 38 70 20 00 00 nopb; vlda wl0, [p1], #32; nops; nopxm; nopv
        nopb; vlda wl0, [p1], #32; nops; nopxm; nopv
// OBJ-NEXT: 00050 c0 03 00 88 03 00 00 00 00 00 00 00 00 00 00 00 nopb; nopa; nops; nopx; nopm; nopv
        nopb; nopa; nops; nopx; nopm; nopv
        nopb; nopa; nops; nopx; nopm; nopv
        nopb; nopa; nops; nopx; nopm; nopv
        nopb; nopa; nops; nopx; nopm; nopv
        nopb; nopa; nops; nopx; nopm; nopv
        nopb; nopa; nops; nopx; nopm; nopv
.Llast:
// OBJ: 000b0 c0 03 00 00 00 00 00 00 c0 81 03 00 00 00 00 00 nopb; nopa; vst wl0, [p0], #32; nopxm; nopv
        nopb; nopa; vst wl0, [p0], #32; nopxm; nopv
        ret     lr
        nop
        nop
        nop
        nop
        nop
