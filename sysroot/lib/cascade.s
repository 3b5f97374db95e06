// The cascade: 512 bits to the next core, or from the one before.
//
//   void __aie2_cascade_put(const void *vector, int enable)
//   void __aie2_cascade_get(void *vector, int enable)
//
// The address is a multiple of 32. `enable` goes to the register that switches
// the link on, as the instruction's intrinsic function has it.

    .section .text.__aie2_cascade_put, "ax", @progbits
    .globl  __aie2_cascade_put
    .type   __aie2_cascade_put, @function
    .align  16
__aie2_cascade_put:                     // (p0, r0)
    vlda    wl0, [p0, #0]
    vlda    wh0, [p0, #32]
    mov     crMCDEn, r0
    nop                                 // the second half takes 7 bundles
    nop
    nop
    nop
    nop
    ret     lr
    vmov    MCD, x0                     // delay slot 1
    nop                                 // 2
    nop                                 // 3
    nop                                 // 4
    nop                                 // 5
    .size   __aie2_cascade_put, .-__aie2_cascade_put

    .section .text.__aie2_cascade_get, "ax", @progbits
    .globl  __aie2_cascade_get
    .type   __aie2_cascade_get, @function
    .align  16
__aie2_cascade_get:                     // (p0, r0)
    mov     crSCDEn, r0
    nop                                 // the register is read in cycle 5
    nop
    vmov    x0, SCD
    nop                                 // x0 is there after 7 bundles
    nop
    nop
    nop
    nop
    nop
    vst     wl0, [p0, #0]
    ret     lr
    vst     wh0, [p0, #32]              // delay slot 1
    nop                                 // 2
    nop                                 // 3
    nop                                 // 4
    nop                                 // 5
    .size   __aie2_cascade_get, .-__aie2_cascade_get
