// What a transfer can ask for that no BD can do.
// RUN: aieforge opt --aie-dma-to-npu --split-input-file --verify-diagnostics %s

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence(%a: memref<4096xi32>) {
    // expected-error@+1 {{size of dimension 0 (in words) is 1024; a BD of a ShimNoC tile takes 0 to 1023}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 2, 1024][0, 0, 2048, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence(%a: memref<4096xi32>) {
    // A step that is one too long fits no field, though it is cut by some.
    // expected-error@+1 {{Stride 1 exceeds the [1:1048576] range. It is 1048577 words}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 4, 4][0, 0, 1048577, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence(%a: memref<4096xi32>) {
    // expected-error@+1 {{Size 3 exceeds the [1:64] range. It is 65}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][65, 1, 1, 8][8, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence(%a: memref<4096xi32>) {
    // expected-error@+1 {{Size 3 exceeds the [1:256] range. It is 257}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][257, 1, 1, 8][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence(%a: memref<4096xi32>) {
    // expected-error@+1 {{names @in, which is no aie.shim_dma_allocation of this device}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  memref.global "private" constant @g : memref<8xi32> = dense<0>
  aie.runtime_sequence(%a: memref<4096xi32>) {
    %m = memref.get_global @g : memref<8xi32>
    // expected-error@+1 {{memref must be a block argument of the runtime sequence or a view of one}}
    aiex.npu.dma_memcpy_nd(%m[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<8xi32>
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence() {
    %r = arith.constant 0 : i32
    %b = arith.constant 3 : i32
    // Odd channels of a memory tile use the upper half of its BDs.
    // expected-error@+1 {{starts BD 3, which channel 1 of this tile cannot use}}
    aiex.npu.push_queue (0, 1, S2MM : 1) bd_id %b repeat %r {issue_token = false} : i32, i32
  }
}
