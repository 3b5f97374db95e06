// RUN: aieforge opt --canonicalize --cse %s | FileCheck %s

// Equal constants of two programs of a device stay two.
// CHECK: aie.device
// CHECK-NOT: arith.constant
// CHECK: aie.core
// CHECK-NEXT: arith.constant 5 : i32
// CHECK: aie.core
// CHECK-NEXT: arith.constant 5 : i32
module {
  aie.device(npu1) {
    %t = aie.tile(0, 2)
    %u = aie.tile(0, 3)
    func.func private @use(i32)
    aie.core(%t) {
      %five = arith.constant 5 : i32
      func.call @use(%five) : (i32) -> ()
      aie.end
    }
    aie.core(%u) {
      %five = arith.constant 5 : i32
      func.call @use(%five) : (i32) -> ()
      aie.end
    }
  }
}
