// Cores of npu2 have another instruction set than the code generator.
// RUN: aieforge compile %s -o %t.xclbin 2>&1 | FileCheck %s
// RUN: sed s/npu2/npu1/ %s > %t.mlir
// RUN: aieforge compile %t.mlir -o %t.xclbin 2>&1 | FileCheck %s --check-prefix=NPU1 --allow-empty

// CHECK: aie2p-cores.mlir:[[#@LINE+8]]:5: warning: {{.*}}is compiled to AIE2 instructions, but the cores of npu2 are AIE2P
// CHECK-NOT: warning
// NPU1-NOT: AIE2P
module {
  aie.device(npu2) {
    %a = aie.tile(0, 2)
    %b = aie.tile(0, 3)
    %buffer = aie.buffer(%a) {sym_name = "x"} : memref<4xi32>
    aie.core(%a) {
      %c0 = arith.constant 0 : index
      %v = arith.constant 7 : i32
      memref.store %v, %buffer[%c0] : memref<4xi32>
      aie.end
    }
    aie.core(%b) {
      aie.end
    }
  }
}
