// Division of two words by one with the core's division step.
//
//   uint64_t __aie2_divide_words(uint32_t low, uint32_t high, uint32_t divisor)
//
// divides high:low. The lower word of the result is the quotient, the upper one
// the remainder. high < divisor, and divisor <= 2^31 unless high is 0.
//
// Each step shifts one bit of the dividend from r31 into the rest and one bit
// of the quotient into r31.

    .section .text.__aie2_divide_words, "ax", @progbits
    .globl  __aie2_divide_words
    .type   __aie2_divide_words, @function
    .align  16
__aie2_divide_words:                    // (r2, r3, r4) -> r0, r1
    mov     r31, r2
    divs    r1, r31, r3, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    divs    r1, r31, r1, r4
    ret     lr
    divs    r1, r31, r1, r4             // delay slot 1
    divs    r1, r31, r1, r4             // 2
    divs    r1, r31, r1, r4             // 3
    divs    r1, r31, r1, r4             // 4: the 32nd step
    mov     r0, r31                     // 5
    .size   __aie2_divide_words, .-__aie2_divide_words
