// Patterns that break a limit of the counters are factored or split.
// RUN: aieforge opt --aie-decompose-large-dma-bd --split-input-file %s | FileCheck %s
// RUN: aieforge opt --aie-sequence-pipeline --split-input-file %s | FileCheck %s --check-prefix=LOW

// CHECK-LABEL: @factors
// CHECK-NEXT: dma_memcpy_nd({{.*}}[0, 0, 0, 0][1, 1080, 2, 960][0, 1921, 960, 1]) {id = 3 : i64, issue_token = true, metadata = @in}
// LOW-LABEL: @factors
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence @factors(%a: memref<4194304xi32>) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1080, 1920][0, 0, 1921, 1]) {id = 3 : i64, issue_token = true, metadata = @in} : memref<4194304xi32>
    aiex.npu.dma_wait {symbol = @in}
  }
}

// -----

// A prime count is cut in two. What receives sends one token, for the whole:
// of the two pushes only the second has bit 31.
// CHECK-LABEL: @cut
// CHECK: dma_memcpy_nd({{.*}}[0, 0, 0, 0][1, 1, 1023, 2][0, 0, 3, 1]) {aieforge.part, id = 15 : i64, metadata = @out}
// CHECK: dma_memcpy_nd({{.*}}[0, 0, 1023, 0][1, 1, 8, 2][0, 0, 3, 1]) {id = 1 : i64, metadata = @out}
// LOW-LABEL: @cut
// LOW: %[[F:.*]] = arith.constant 15 :
// LOW: aiex.npu.write32(%{{.*}}, %[[F]])
// LOW: %[[S:.*]] = arith.constant -2147483647
// LOW: aiex.npu.write32(%{{.*}}, %[[S]])
// LOW: aiex.npu.sync
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.shim_dma_allocation @out(%shim, S2MM, 0)
  aie.runtime_sequence @cut(%a: memref<4096xi32>) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1031, 2][0, 0, 3, 1]) {id = 15 : i64, metadata = @out} : memref<4096xi32>
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
    aiex.npu.dma_wait {symbol = @out}
  }
}

// -----

// A task gets a chain.
// CHECK-LABEL: @task
// CHECK: aie.dma_bd({{.*}} offset = 4 len = 2046 sizes = [1, 1, 1023, 2] strides = [0, 0, 3, 1])
// CHECK: aie.next_bd ^bb1
// CHECK: ^bb1:
// CHECK: aie.dma_bd({{.*}} offset = 3073 len = 16 sizes = [1, 1, 8, 2] strides = [0, 0, 3, 1])
// CHECK: aie.end
// LOW-LABEL: @task
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence @task(%a: memref<65536xi32>) {
    %t = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%a : memref<65536xi32> offset = 4 len = 2062 sizes = [1031, 2] strides = [3, 1])
      aie.end
    }
    aiex.dma_start_task(%t)
  }
}
