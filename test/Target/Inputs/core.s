        .section .text.core_0_2, "ax", @progbits
        .globl  core_0_2
        .type   core_0_2, @function
core_0_2:
        movxm   p0, #buf
        movxm   p1, #table
        ret     lr
        nop
        nop
        nop
        nop
        nop
        .section .text.unused, "ax", @progbits
        .globl  unused
        .type   unused, @function
unused:
        jl      #nowhere
        .section .rodata.table, "a", @progbits
        .type   table, @object
        .size   table, 8
table:
        .word   1, 2
