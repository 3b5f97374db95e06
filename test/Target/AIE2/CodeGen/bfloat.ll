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

; Arguments and results travel as 16 bits too.
; CHECK-LABEL: {{^}}pass:
; CHECK: jl #negate
; CHECK: st.s16
declare nofpclass(nan) bfloat @negate(bfloat)
define void @pass(ptr %p, bfloat %x) {
  %y = call bfloat @negate(bfloat %x)
  %z = call bfloat @llvm.fabs.bf16(bfloat %y)
  store bfloat %z, ptr %p
  ret void
}

; CHECK-LABEL: {{^}}choose:
; CHECK-NOT: jl
; CHECK: ret lr
define bfloat @choose(bfloat %x, bfloat %y, i1 %c) {
  %r = select i1 %c, bfloat %x, bfloat %y
  ret bfloat %r
}
