; What the back end has no code for is an error that names function and
; operation; no output is written.
; RUN: rm -f %t.o
; RUN: not aieforge llc %s -o %t.o 2>&1 | FileCheck %s
; RUN: not ls %t.o

; CHECK: error: {{.*}}unable to lower arguments: <4 x i32>
; CHECK-SAME: (in function: vectors)
; CHECK: function 'vectors' has no translation to AIE2 code
; CHECK: unable to translate instruction: call: {{.*}}asm sideeffect
; CHECK-SAME: (in function: assembly)
define <4 x i32> @vectors(<4 x i32> %a, <4 x i32> %b) {
  %c = add <4 x i32> %a, %b
  ret <4 x i32> %c
}

define void @assembly() {
  call void asm sideeffect "nop", ""()
  ret void
}
