// The region form of DMA programs.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {sym_name = "a"} : memref<32xi32>
    %free = aie.lock(%core) {init = 1 : i32, sym_name = "free"}
    %full = aie.lock(%core) {init = 0 : i32, sym_name = "full"}
    aie.flow(%shim_0_0, DMA : 0, %core, DMA : 0)
    aie.flow(%core, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.mem(%core) {
      %u1 = arith.constant 1 : i32
      %in = aie.dma(S2MM, 0) [{
        aie.use_lock(%free, AcquireGreaterEqual, %u1)
        aie.dma_bd(%a : memref<32xi32> offset = 0 len = 32)
        aie.use_lock(%full, Release, %u1)
      }]
      %out = aie.dma(MM2S, 0) [{
        aie.use_lock(%full, AcquireGreaterEqual, %u1)
        aie.dma_bd(%a : memref<32xi32> offset = 0 len = 32 sizes = [8, 4] strides = [1, 8])
        aie.use_lock(%free, Release, %u1)
      }]
      aie.end
    }
    aie.runtime_sequence(%x: memref<128xi32>, %y: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
