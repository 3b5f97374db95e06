// Start-up code of a core: the first instruction is at address 0.
//
// Sets the stack pointer, calls the functions of the table [_init_array_start,
// _init_array_end), then main, and reports that the core is done. The pipeline
// has no interlocks: results are used when their latency has passed, and the
// five bundles after each jump execute before it.

    .section .text.__start, "ax", @progbits
    .globl  __start
    .type   __start, @function
__start:
    movxm   sp, #_sp_start_value_DM_stack
    movxm   p6, #_init_array_start
    movxm   r16, #_init_array_end
    mov     r17, p6
    eq      r18, r17, r16
    jnz     r18, #.Lmain
    nop                                 // delay slot 1
    nop                                 // 2
    nop                                 // 3
    nop                                 // 4
    nop                                 // 5
    .align  16
.Lconstructor:
    lda     p0, [p6], #4                // p0 is ready after 7 bundles
    nop
    nop
    nop
    nop
    nop
    nop
    jl      p0                          // p6, r16, r17 survive calls
    nop                                 // delay slot 1
    nop                                 // 2
    nop                                 // 3
    nop                                 // 4
    nopx                                // 5; wide, so that calls return to a
    mov     r17, p6                     // multiple of 16
    ne      r18, r17, r16
    jnz     r18, #.Lconstructor
    nop                                 // delay slot 1
    nop                                 // 2
    nop                                 // 3
    nop                                 // 4
    nop                                 // 5
    .align  16
.Lmain:
    jl      #main
    nop                                 // delay slot 1
    nop                                 // 2
    nop                                 // 3
    nop                                 // 4
    nop                                 // 5
    done
    nop                                 // `done` takes effect in these
    nop
    nop
    nop
    nop
    .align  16
.Lstop:                                 // only if the core is enabled again
    j       #.Lstop
    nop                                 // delay slot 1
    nop                                 // 2
    nop                                 // 3
    nop                                 // 4
    nop                                 // 5
    .size   __start, .-__start
