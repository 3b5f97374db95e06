// Kernel of kernel_assembly.mlir: *out = in[0] + in[1]. Results of loads are
// ready after seven bundles; five bundles after `ret` still execute.
    .section .text.sum_two, "ax", @progbits
    .globl  sum_two
    .type   sum_two, @function
sum_two:
    lda     r0, [p0], #4
    lda     r1, [p0, #0]
    nop
    nop
    nop
    nop
    nop
    nop
    add     r0, r0, r1
    ret     lr
    st      r0, [p1, #0]
    nop
    nop
    nop
    nop
