// Small passes that scripts name.
// RUN: aieforge opt --aie-transform-bfp-types --split-input-file %s | FileCheck %s --check-prefix=BFP
// RUN: aieforge opt --aie-objectFifo-unroll --split-input-file %s | FileCheck %s --check-prefix=UNROLL
// RUN: aieforge opt --aie-objectFifo-unroll=default-dynamic=true --split-input-file %s | FileCheck %s --check-prefix=ROLLED
// RUN: aieforge opt --aie-vector-transfer-lowering --split-input-file %s | FileCheck %s --check-prefix=VECTOR

// BFP: func.func private @f(memref<16xi72>)
// UNROLL-LABEL: aie.device(npu2) @bfp
// ROLLED-LABEL: aie.device(npu2) @bfp
// VECTOR-LABEL: aie.device(npu2) @bfp
aie.device(npu2) @bfp {
  func.func private @f(memref<16x!aiex.bfp<"v8bfp16ebs8">>)
}

// -----

// BFP-LABEL: aie.device(npu2) @loops
// UNROLL-LABEL: aie.device(npu2) @loops
// UNROLL: arith.constant 6 : index
// UNROLL: scf.for
// UNROLL: memref.store
// UNROLL: memref.store
// UNROLL: memref.store
// UNROLL-NOT: unroll_hint
// ROLLED-LABEL: aie.device(npu2) @loops
// ROLLED: scf.for
// ROLLED: memref.store
// ROLLED-NOT: memref.store
// ROLLED-NOT: unroll_hint
// VECTOR-LABEL: aie.device(npu2) @loops
// VECTOR: vector.load
// VECTOR-NOT: vector.transfer_read
aie.device(npu2) @loops {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) {sym_name = "b"} : memref<16xi32>
  %core = aie.core(%t) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c7 = arith.constant 7 : index
    %v = arith.constant 3 : i32
    scf.for %i = %c0 to %c7 step %c1 {
      memref.store %v, %b[%i] : memref<16xi32>
    } {aie.unroll_hint = 3 : i64}
    %x = vector.transfer_read %b[%c0], %v {in_bounds = [true]} : memref<16xi32>, vector<16xi32>
    vector.store %x, %b[%c0] : memref<16xi32>, vector<16xi32>
    aie.end
  }
}
