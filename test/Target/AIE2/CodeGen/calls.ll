; Arguments, results, callee-saved registers and the five delay slots.
; RUN: aieforge llc %s -S --no-opt --verify | FileCheck %s

declare ptr @other(ptr, i32)

; The result takes r0, so that the arguments begin at r1.
; CHECK-LABEL: {{^}}sum:
; CHECK: add r0, r1, r2
define i32 @sum(i32 %a, i32 %b) {
  %c = add i32 %a, %b
  ret i32 %c
}

; A 64-bit value is two words, linked by the carry.
; CHECK-LABEL: {{^}}difference:
; CHECK: sub r0, r2, r4
; CHECK-NEXT: sbc r1, r3, r5
define i64 @difference(i64 %a, i64 %b) {
  %c = sub i64 %a, %b
  ret i64 %c
}

; CHECK-LABEL: {{^}}calls:
; CHECK: paddb [sp], #32
; CHECK: st lr, [sp, #-{{[0-9]+}}]
; CHECK: jl #other
; CHECK: lda lr, [sp, #-{{[0-9]+}}]
; CHECK-COUNT-6: {{nop|padd|mov|add}}
; CHECK: ret lr
define i32 @calls(ptr %p, i32 %n) {
  %q = call ptr @other(ptr %p, i32 7)
  %v = load i32, ptr %q
  %r = add i32 %v, %n
  ret i32 %r
}
