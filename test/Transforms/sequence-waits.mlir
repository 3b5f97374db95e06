// Every wait ends.
// RUN: aieforge opt --aie-check-runtime-sequence-waits --split-input-file --verify-diagnostics %s | FileCheck %s

// CHECK-LABEL: @quiet
// CHECK: dma_memcpy_nd{{.*}}issue_token = true
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence @quiet(%a: memref<64xi32>) {
    // expected-warning@+1 {{this transfer is waited for but asks for no completion token; one is added (issue_token = true)}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    // expected-note@+1 {{the wait}}
    aiex.npu.dma_wait {symbol = @in}
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.shim_dma_allocation @out(%shim, S2MM, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @out} : memref<64xi32>
    aiex.npu.dma_wait {symbol = @out}
    // expected-error@+1 {{would block here forever: no transfer of S2MM channel 0 on tile (0, 0) has a completion token outstanding}}
    aiex.npu.dma_wait {symbol = @out}
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    // expected-note@+1 {{the task}}
    %t = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.end
    }
    aiex.dma_start_task(%t)
    // expected-error@+1 {{waits for a task that issues no token}}
    aiex.dma_await_task(%t)
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<64xi32>
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 2 : i64, metadata = @in} : memref<64xi32>
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 3 : i64, metadata = @in} : memref<64xi32>
    // expected-warning@+1 {{more than 4 tasks are queued on this channel without a wait}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 4 : i64, metadata = @in} : memref<64xi32>
  }
}
