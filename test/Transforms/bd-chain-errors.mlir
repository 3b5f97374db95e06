// A chain started on a DMA that does not see its memory.
// RUN: aieforge opt --aie-materialize-bd-chains --split-input-file --verify-diagnostics %s

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  // expected-error@+1 {{is accessed from an unreachable tile: the DMA of tile (0, 0) does not reach tile (0, 1)}}
  %b = aie.buffer(%mem) {address = 0 : i32} : memref<64xi32>
  aie.bd_chain @copy(%a: memref<64xi32>) {
    aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
    aie.end
  }
  aie.runtime_sequence(%a: memref<64xi32>) {
    %0 = aiex.dma_start_bd_chain @copy(%a) : (memref<64xi32>) on (%shim, MM2S, 0)
    // expected-note@+1 {{user}}
    %1 = aiex.dma_start_bd_chain @copy(%b) : (memref<64xi32>) on (%shim, MM2S, 0)
  }
}

// -----

// Mem tiles see their neighbours' memory.
aie.device(npu1) {
  %west = aie.tile(0, 1)
  %mem = aie.tile(1, 1)
  %far = aie.tile(3, 1)
  %b = aie.buffer(%west) {address = 0 : i32} : memref<64xi32>
  // expected-error@+1 {{the DMA of tile (1, 1) does not reach tile (3, 1)}}
  %c = aie.buffer(%far) {address = 0 : i32} : memref<64xi32>
  aie.bd_chain @two(%near: memref<64xi32>) {
    aie.dma_bd(%near : memref<64xi32> offset = 0 len = 64)
    aie.next_bd ^far
  ^far:
    // expected-note@+1 {{user}}
    aie.dma_bd(%c : memref<64xi32> offset = 0 len = 64)
    aie.end
  }
  aie.runtime_sequence(%a: memref<64xi32>) {
    %0 = aiex.dma_start_bd_chain @two(%b) : (memref<64xi32>) on (%mem, MM2S, 0)
  }
}
