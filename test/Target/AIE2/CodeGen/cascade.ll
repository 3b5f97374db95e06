; The cascade moves 512 bits by address, through the support library.
; RUN: aieforge llc %s -S --verify | FileCheck %s

; CHECK-LABEL: {{^}}relay:
; CHECK: jl #__aie2_cascade_get
; CHECK: jl #__aie2_cascade_put
declare <16 x i32> @llvm.aie2.scd.read.vec(i32)
declare void @llvm.aie2.mcd.write.vec(<16 x i32>, i32)
define void @relay(i32 %addend) {
  %v = call <16 x i32> @llvm.aie2.scd.read.vec(i32 1)
  %e = extractelement <16 x i32> %v, i32 3
  %f = add i32 %e, %addend
  %w = insertelement <16 x i32> %v, i32 %f, i32 3
  call void @llvm.aie2.mcd.write.vec(<16 x i32> %w, i32 1)
  ret void
}
