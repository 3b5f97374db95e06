// RUN: aieforge opt --aie-hoist-vector-transfer-pointers %s | FileCheck %s

// Rows of 32 elements, every second row from row 3 on: the place starts at
// 3 * 32 + 8 and moves by 64 elements.
// CHECK: #[[FLAT:.*]] = affine_map<(d0, d1) -> (d0 * 32 + d1)>
// CHECK-LABEL: func.func @rows
// CHECK-DAG: %[[EIGHT:.*]] = arith.constant 8 : index
// CHECK-DAG: %[[THREE:.*]] = arith.constant 3 : index
// CHECK: %[[ROW:.*]] = memref.collapse_shape %arg0 {{\[\[}}0, 1]] : memref<64x32xi32> into memref<2048xi32>
// CHECK: %[[START:.*]] = affine.apply #[[FLAT]](%[[THREE]], %[[EIGHT]])
// CHECK: %[[STEP:.*]] = arith.constant 64 : index
// CHECK: scf.for {{.*}} iter_args(%[[AT:.*]] = %[[START]])
// CHECK: vector.transfer_read %[[ROW]][%[[AT]]]
// CHECK-SAME: in_bounds = [true]
// CHECK: %[[NEXT:.*]] = arith.addi %[[AT]], %[[STEP]]
// CHECK: scf.yield %[[NEXT]]
func.func @rows(%m: memref<64x32xi32>) {
  %c3 = arith.constant 3 : index
  %c2 = arith.constant 2 : index
  %c8 = arith.constant 8 : index
  %c64 = arith.constant 64 : index
  %zero = arith.constant 0 : i32
  scf.for %i = %c3 to %c64 step %c2 {
    %v = vector.transfer_read %m[%i, %c8], %zero : memref<64x32xi32>, vector<8xi32>
    func.call @use(%v) : (vector<8xi32>) -> ()
  }
  return
}

// The last iterations may run over the end of the memory: left alone, the
// padding is needed.
// CHECK-LABEL: func.func @beyond
// CHECK-NOT: iter_args
// CHECK: return
func.func @beyond(%m: memref<20xi32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  %zero = arith.constant 0 : i32
  scf.for %i = %c0 to %c16 step %c1 {
    %v = vector.transfer_read %m[%i], %zero : memref<20xi32>, vector<8xi32>
    func.call @use(%v) : (vector<8xi32>) -> ()
  }
  return
}
func.func private @use(vector<8xi32>)
