// aiex.multicast in place of flows.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %a2 = aie.buffer(%c2) {sym_name = "a2"} : memref<16xi32>
    %a2_free = aie.lock(%c2) {init = 1 : i32, sym_name = "a2_free"}
    %a2_full = aie.lock(%c2) {init = 0 : i32, sym_name = "a2_full"}
    %a3 = aie.buffer(%c3) {sym_name = "a3"} : memref<16xi32>
    %a3_free = aie.lock(%c3) {init = 1 : i32, sym_name = "a3_free"}
    %a3_full = aie.lock(%c3) {init = 0 : i32, sym_name = "a3_full"}
    aiex.multicast(%shim_0_0, DMA : 0) {
      aiex.multi_dest<%c2, DMA : 0>
      aiex.multi_dest<%c3, DMA : 1>
    }
    aie.flow(%c2, DMA : 0, %shim_0_0, DMA : 0)
    aie.flow(%c3, DMA : 0, %shim_0_0, DMA : 1)
    aie.shim_dma_allocation @in(MM2S, 0, 0)
    aie.shim_dma_allocation @out2(S2MM, 0, 0)
    aie.shim_dma_allocation @out3(S2MM, 1, 0)
    aie.mem(%c2) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a2_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a2 : memref<16xi32>, 0, 16)
      aie.use_lock(%a2_full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%a2_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%a2 : memref<16xi32>, 0, 16)
      aie.use_lock(%a2_free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.mem(%c3) {
      %0 = aie.dma_start(S2MM, 1, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a3_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a3 : memref<16xi32>, 0, 16)
      aie.use_lock(%a3_full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%a3_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%a3 : memref<16xi32>, 0, 16)
      aie.use_lock(%a3_free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aiex.runtime_sequence(%x: memref<32xi32>, %a: memref<32xi32>, %b: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out2} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out3} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out2}
      aiex.npu.dma_wait {symbol = @out3}
    }
  }
}
