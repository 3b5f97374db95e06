// The mem tile is told to forward 24 words an object, of which 16 arrive at the end.
//$ run
//! kernel MLIR_AIE: hung after 700 cycles, 7 operations
//! instruction stream, operation 7: waits for a task token of (0,0) DMA S2MM 0; that channel issued 0 tokens so far
//!   (0,0) DMA S2MM 0, BD 1: waits for a word from the stream, 48 of 64 words done
//!   (0,1) DMA S2MM 0, BD 0: waits for a word from the stream, 16 of 24 words done
//!   (0,1) DMA MM2S 0, BD 2: waits for lock 1 of (0,1) (value 0, needs at least 1); released by: (0,1) BD 0 (+1, on DMA S2MM 0), (0,1) BD 1 (+1, on DMA S2MM 0)
//!   lock 1 of (0,1): 'in_cons_cons_lock_0', mem_tile_short.mlir:15:5
//!   (0,1) DMA S2MM 0, BD 0: 'in_cons_buff_0', mem_tile_short.mlir:15:5
//!   (0,1) DMA MM2S 0, BD 2: 'in_cons_buff_0', mem_tile_short.mlir:16:5
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<24xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<24xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
