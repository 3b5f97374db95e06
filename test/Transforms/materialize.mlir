// Runs are inlined with what they use; started chains become tasks; tasks find
// their channels; loops are unrolled.
// RUN: aieforge opt --aie-sequence-preparation-pipeline %s --split-input-file | FileCheck %s

// CHECK: aie.device(npu2) {
// CHECK: %[[T:.*]] = aie.tile(1, 0)
// CHECK: aie.shim_dma_allocation @in(%[[T]], MM2S, 0)
// CHECK: aie.runtime_sequence @s(%[[A:.*]]: memref<64xi32>)
// CHECK-NEXT: aiex.npu.load_pdi {device_ref = @k}
// CHECK-NEXT: aiex.npu.dma_memcpy_nd(%[[A]][0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in}
// CHECK-NOT: aiex.run
module {
  aie.device(npu2) @main {
    aie.runtime_sequence @s(%a: memref<64xi32>) {
      aiex.configure @k {
        aiex.run @q(%a) : (memref<64xi32>)
      }
    }
  }
  aie.device(npu2) @k {
    %t = aie.tile(1, 0)
    aie.shim_dma_allocation @in(%t, MM2S, 0)
    aie.runtime_sequence @q(%b: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    }
  }
}

// -----

// CHECK: aie.runtime_sequence
// CHECK: %[[K:.*]] = aiex.dma_configure_task(%{{.*}}tile_0_0, MM2S, 1) {
// CHECK: aie.dma_bd(%arg0 : memref<64xi32> offset = 0 len = 64)
// CHECK: } {issue_token = true}
// CHECK: aiex.dma_start_task(%[[K]])
// CHECK: aiex.dma_await_task(%[[K]])
// CHECK: %[[L:.*]] = aiex.dma_configure_task(%{{.*}}tile_0_0, MM2S, 1) {
// CHECK: aiex.dma_start_task(%[[L]])
// CHECK: aiex.dma_start_task(%[[L]])
// CHECK-NOT: scf.for
module {
  aie.device(npu1) {
    %t = aie.tile(0, 0)
    aie.shim_dma_allocation @in(%t, MM2S, 1)
    aie.bd_chain @copy(%buf: memref<64xi32>) {
      aie.dma_bd(%buf : memref<64xi32> offset = 0 len = 64)
      aie.end
    }
    aie.runtime_sequence(%a: memref<64xi32>) {
      %k = aiex.dma_start_bd_chain_for @copy(%a) : (memref<64xi32>) for @in {issue_token = true}
      aiex.dma_await_task(%k)
      %l = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
        aie.end
      }
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      scf.for %i = %c0 to %c2 step %c1 {
        aiex.dma_start_task(%l)
      }
    }
  }
}
