; A module for another machine is refused.
; RUN: not aieforge llc %s -S 2>&1 | FileCheck %s
; CHECK: the module is for target 'x86_64-pc-linux-gnu', not for 'aie2-none-unknown-elf'
target triple = "x86_64-pc-linux-gnu"
define void @f() {
  ret void
}
