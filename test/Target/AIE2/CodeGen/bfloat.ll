; bfloat is i16 in registers; arithmetic goes through float routines.
; RUN: aieforge llc %s -S --verify | FileCheck %s

; CHECK-LABEL: {{^}}add:
; CHECK: lda.u16
; CHECK: jl #__addsf3
; CHECK: st.s16
define void @add(ptr %p, ptr %q) {
  %a = load bfloat, ptr %p
  %b = load bfloat, ptr %q
  %c = fadd bfloat %a, %b
  store bfloat %c, ptr %p
  ret void
}
