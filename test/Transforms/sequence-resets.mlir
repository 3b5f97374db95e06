// Locks, channels and cores set anew.
// RUN: aieforge opt --aie-lower-dma-channel-reset --aie-lower-set-lock --aie-lower-core-reset %s | FileCheck %s

// CHECK-NOT: objectfifo_rearm_binding
// CHECK: aie.runtime_sequence
// CHECK-DAG: %[[L:.*]] = arith.constant 127024
// CHECK-DAG: %[[V:.*]] = arith.constant 5 :
// CHECK: aiex.npu.write32(%[[L]], %[[V]]) {column = 0 : i32, row = 2 : i32}
// CHECK: arith.constant 204800
// CHECK: aiex.npu.maskwrite32{{.*}} {column = 0 : i32, row = 2 : i32}
// CHECK: aiex.npu.maskwrite32{{.*}} {column = 0 : i32, row = 2 : i32}
// CHECK: arith.constant 656944
// CHECK: aiex.npu.maskwrite32{{.*}} {column = 0 : i32, row = 1 : i32}
// CHECK: aiex.npu.maskwrite32{{.*}} {column = 0 : i32, row = 1 : i32}
// The binding: both channels, then locks, then queues.
// CHECK: arith.constant 122368
// CHECK: aiex.npu.maskwrite32
// CHECK: aiex.npu.maskwrite32
// CHECK: arith.constant 122384
// CHECK: aiex.npu.maskwrite32
// CHECK: aiex.npu.maskwrite32
// CHECK: aiex.npu.write32
// CHECK: %[[B:.*]] = arith.constant 4 :
// CHECK: %[[R:.*]] = arith.constant 1 :
// CHECK: aiex.npu.push_queue(0, 2, S2MM : 0) bd_id %[[B]] repeat %[[R]] {issue_token = false}
// CHECK: aiex.npu.push_queue(0, 2, MM2S : 0)
aie.device(npu1) {
  %mem = aie.tile(0, 1)
  %core = aie.tile(0, 2)
  %lock = aie.lock(%core, 3)
  aie.objectfifo_rearm_binding @f_rearm channels(%core, %core : index, index) locks(%lock : index) {channel_dirs = array<i32: 0, 1>, channel_indices = array<i32: 0, 0>, head_bd_ids = array<i32: 4, 0>, lock_inits = array<i32: 2>, repeat_counts = array<i32: 1, 0>}
  aie.runtime_sequence() {
    aiex.set_lock(%lock, 5)
    aiex.core_reset(%core)
    aiex.dma_channel_reset(%mem, MM2S, 0)
    aiex.dma_channel_reset_for(@f_rearm)
  }
}
