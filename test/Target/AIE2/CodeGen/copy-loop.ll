; The loop of a copy: aligned target, loads and stores that step the pointers,
; the store in a delay slot.
; RUN: aieforge llc %s -S --verify | FileCheck %s
; RUN: aieforge llc %s -o %t.o --verify
; RUN: llvm-readobj -h %t.o | FileCheck %s --check-prefix=OBJECT

; OBJECT: Machine: 0x108
; OBJECT: Flags [ (0x2)

; CHECK-LABEL: {{^}}copy:
; CHECK: .p2align 4
; CHECK-NEXT: [[LOOP:\.LBB[0-9_]+]]:
; CHECK: lda [[V:r[0-9]+]], [p{{[0-9]}}], #4
; CHECK: jnz r{{[0-9]+}}, #[[LOOP]]
; CHECK: st [[V]], [p{{[0-9]}}], #4
; CHECK: ret lr
define void @copy(ptr %in, ptr %out, i32 %n) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  %a = getelementptr i32, ptr %in, i32 %i
  %v = load i32, ptr %a
  %b = getelementptr i32, ptr %out, i32 %i
  store i32 %v, ptr %b
  %next = add i32 %i, 1
  %more = icmp slt i32 %next, %n
  br i1 %more, label %loop, label %exit
exit:
  ret void
}
