// Tasks under run-time control flow draw the numbers of their BDs from a pool.
// RUN: aieforge opt --aie-lower-dynamic-bd-pool --split-input-file --verify-diagnostics %s | FileCheck %s
// RUN: aieforge opt --aie-lower-dynamic-bd-pool --aie-dma-tasks-to-npu --split-input-file --verify-diagnostics %s | FileCheck %s --check-prefix=NPU

// A window of two tasks in flight: the loop swaps what it carries, so that the
// number that goes with each task has to move with it. The branch frees one of
// them and starts a third in its place.
// CHECK-LABEL: @window
// CHECK: %[[A:.*]] = aiex.dma_bd_pool_pop(2, 0) : i32
// CHECK: %[[TA:.*]] = aiex.dma_configure_task(%{{.*}}, S2MM, 1) bd_id %[[A]] : i32
// CHECK: %[[B:.*]] = aiex.dma_bd_pool_pop(2, 0) : i32
// CHECK: %[[TB:.*]] = aiex.dma_configure_task(%{{.*}}, S2MM, 1) bd_id %[[B]] : i32
// CHECK: %[[L:.*]]:5 = scf.for {{.*}} iter_args(%[[X:.*]] = %[[TA]], %[[N:.*]] = %{{.*}}, %[[Y:.*]] = %[[TB]], %[[XN:.*]] = %[[A]], %[[YN:.*]] = %[[B]]) -> (index, i32, index, i32, i32)
// CHECK: %[[R:.*]]:2 = scf.if %{{.*}} -> (index, i32) {
// CHECK: aiex.dma_bd_pool_push(2, 0) bd_id %[[XN]] : i32
// CHECK: %[[C:.*]] = aiex.dma_bd_pool_pop(2, 0) : i32
// CHECK: scf.yield %{{.*}}, %[[C]] : index, i32
// CHECK: } else {
// CHECK: scf.yield %[[X]], %[[XN]] : index, i32
// CHECK: scf.yield %[[Y]], %{{.*}}, %[[R]]#0, %[[YN]], %[[R]]#1 : index, i32, index, i32, i32
// CHECK: aiex.dma_bd_pool_push(2, 0) bd_id %[[L]]#3 : i32
// CHECK: aiex.dma_bd_pool_push(2, 0) bd_id %[[L]]#4 : i32
// What starts in the loop has the number of the iteration.
// NPU-LABEL: @window
// NPU: %[[L:.*]]:5 = scf.for {{.*}} iter_args({{.*}}, %[[XN:[a-z0-9_]+]] = %{{[0-9]+}}, %[[YN:[a-z0-9_]+]] = %{{[0-9]+}}) -> (index, i32, index, i32, i32)
// NPU-NOT: dma_configure_task
// NPU: aiex.npu.push_queue(2, 0, S2MM : 1) bd_id %[[XN]] repeat
// NPU: aiex.npu.sync
// NPU-NOT: dma_await_task
aie.device(npu1) {
  %shim = aie.tile(2, 0)
  aie.runtime_sequence @window(%out: memref<64xi32>, %n: index, %new: i1) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %seven = arith.constant 7 : i32
    %a = aiex.dma_configure_task(%shim, S2MM, 1) {
      aie.dma_bd(%out : memref<64xi32> offset = 0 len = 16)
      aie.end
    } {issue_token = true}
    %b = aiex.dma_configure_task(%shim, S2MM, 1) {
      aie.dma_bd(%out : memref<64xi32> offset = 16 len = 16)
      aie.end
    } {issue_token = true}
    %l:3 = scf.for %i = %c0 to %n step %c1 iter_args(%x = %a, %k = %seven, %y = %b) -> (index, i32, index) {
      aiex.dma_start_task(%x)
      aiex.dma_await_task(%x)
      %r = scf.if %new -> (index) {
        aiex.dma_free_task(%x)
        %c = aiex.dma_configure_task(%shim, S2MM, 1) {
          aie.dma_bd(%out : memref<64xi32> offset = 32 len = 16)
          aie.end
        } {issue_token = true}
        scf.yield %c : index
      } else {
        scf.yield %x : index
      }
      scf.yield %y, %k, %r : index, i32, index
    }
    aiex.dma_free_task(%l#0)
    aiex.dma_free_task(%l#2)
  }
}

// -----

// Nothing that run time decides: numbers are assigned, not drawn.
// CHECK-LABEL: @straight
// CHECK-NOT: dma_bd_pool
// CHECK: aiex.dma_start_task
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence @straight(%in: memref<64xi32>) {
    %a = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%in : memref<64xi32> offset = 0 len = 16) {bd_id = 1 : i32}
      aie.end
    }
    aiex.dma_start_task(%a)
  }
}
