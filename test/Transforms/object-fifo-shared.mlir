// Neighbouring cores share memory: no DMA, no flow. The objects lie where both
// cores reach them.
// RUN: aieforge opt --aie-objectFifo-stateful-transform %s | FileCheck %s

// CHECK-DAG: %[[A:.*]] = aie.tile(1, 3)
// CHECK-DAG: %[[N:.*]] = aie.tile(1, 4)
// CHECK-DAG: %[[W:.*]] = aie.tile(0, 3)
// CHECK-DAG: %[[E:.*]] = aie.tile(2, 3)
// CHECK: aie.buffer(%[[E]]) {sym_name = "delegated_buff_0"}
// CHECK: aie.buffer(%[[W]]) {sym_name = "west_buff_0"}
// CHECK: aie.lock(%[[W]]) {init = 1 : i32, sym_name = "west_prod_lock_0"}
// CHECK: aie.buffer(%[[A]]) {sym_name = "east_buff_0"}
// CHECK: aie.buffer(%[[A]]) {sym_name = "north_buff_0"}
// CHECK: aie.buffer(%[[A]]) {sym_name = "north_buff_1"}
// CHECK: aie.lock(%[[A]]) {init = 2 : i32, sym_name = "north_prod_lock_0"}
// CHECK: aie.lock(%[[A]]) {init = 0 : i32, sym_name = "north_cons_lock_0"}
// CHECK-NOT: aie.flow
// CHECK-NOT: aie.mem(
module {
  aie.device(npu1) {
    %a = aie.tile(1, 3)
    %n = aie.tile(1, 4)
    %w = aie.tile(0, 3)
    %e = aie.tile(2, 3)
    %s = aie.tile(2, 4)
    aie.objectfifo @north(%a, {%n}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @east(%a, {%e}, 1 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @west(%a, {%w}, 1 : i32) : !aie.objectfifo<memref<8xi32>>
    // Neither of these tiles is east or west of the other's memory; both reach
    // the delegate.
    aie.objectfifo @delegated(%e, {%s}, 1 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo.allocate @delegated(%e)
  }
}
