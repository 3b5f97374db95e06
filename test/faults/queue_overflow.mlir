// Nine transfers are pushed to a channel whose core takes nothing; the queue holds four.
//$ run
//! queue_overflow.mlir:16:7: warning: more than 4 tasks are queued on this channel without a wait; a task that finds its queue full is lost
//! kernel MLIR_AIE: faulted after 2600 cycles, 26 operations
//! fault in cycle 2601: (0,0) DMA MM2S 0: task queue overflow: BD 8 was pushed while 4 tasks wait; the push is lost. Wait for a task token first
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aiex.runtime_sequence(%x: memref<144xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 16][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 32][1, 1, 1, 16][0, 0, 0, 1]) {id = 2 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 48][1, 1, 1, 16][0, 0, 0, 1]) {id = 3 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 64][1, 1, 1, 16][0, 0, 0, 1]) {id = 4 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 80][1, 1, 1, 16][0, 0, 0, 1]) {id = 5 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 96][1, 1, 1, 16][0, 0, 0, 1]) {id = 6 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 112][1, 1, 1, 16][0, 0, 0, 1]) {id = 7 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 128][1, 1, 1, 16][0, 0, 0, 1]) {id = 8 : i64, metadata = @in} : memref<144xi32>
    }
  }
}
