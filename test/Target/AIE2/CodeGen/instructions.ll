; Calls that are instructions, in both spellings, and the distances of locks to
; memory accesses: four bundles before and after.
; RUN: aieforge llc %s -S --verify | FileCheck %s

@buffer = external global [64 x i32]
declare void @llvm.aie2.acquire(i32, i32)
declare void @llvm.aie2.release(i32, i32)
declare void @__aie2_event(i32)
declare void @llvm.aie2.put.ms(i32, i32)
declare { i32, i32 } @llvm.aie2.get.ss()

; CHECK-LABEL: {{^}}locks:
; CHECK: acq #49, r{{[0-9]+}}
; CHECK-NEXT: nop
; CHECK-NEXT: nop
; CHECK-NEXT: nop
; CHECK-NEXT: lda [[V:r[0-9]+]], [p{{[0-9]}}, #0]
; CHECK: st r{{[0-9]+}}, [p{{[0-9]}}, #4]
; CHECK-NEXT: nop
; CHECK-NEXT: nop
; CHECK-NEXT: ret lr
; CHECK-NEXT: rel #48, r{{[0-9]+}}
; CHECK-NEXT: event #2
define void @locks() {
  call void @llvm.aie2.acquire(i32 49, i32 -1)
  %v = load i32, ptr @buffer
  %w = add i32 %v, 1
  store i32 %w, ptr getelementptr (i8, ptr @buffer, i32 4)
  call void @llvm.aie2.release(i32 48, i32 1)
  call void @__aie2_event(i32 2)
  ret void
}

; CHECK-LABEL: {{^}}streams:
; CHECK: mov ms, r
; CHECK: mov.tlast ms, r
; CHECK: mov ms, r{{[0-9]+}}, r28
; CHECK: mov r{{[0-9]+}}, SS
; CHECK: mov r{{[0-9]+}}, srSS0
define i32 @streams(i32 %x, i32 %last) {
  call void @llvm.aie2.put.ms(i32 %x, i32 0)
  call void @llvm.aie2.put.ms(i32 %x, i32 1)
  call void @llvm.aie2.put.ms(i32 %x, i32 %last)
  %r = call { i32, i32 } @llvm.aie2.get.ss()
  %a = extractvalue { i32, i32 } %r, 0
  %b = extractvalue { i32, i32 } %r, 1
  %s = add i32 %a, %b
  ret i32 %s
}
