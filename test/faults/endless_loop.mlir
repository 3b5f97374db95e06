// The kernel counts to a number that it skips.
//$ run endless_loop.c --max-cycles 20000
//! kernel MLIR_AIE: cycle limit reached after 20000 cycles, 7 operations
//! instruction stream, operation 7: waits for a task token of (0,0) DMA S2MM 0; that channel issued 0 tokens so far
//!   (0,0) DMA S2MM 0, BD 1: waits for a word from the stream, 0 of 64 words done
//!   (0,0) DMA MM2S 0, BD 0: cannot send into the full stream, 54 of 64 words done
//!   (0,2) DMA S2MM 0, BD 0: waits for lock 2 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   (0,2) DMA MM2S 0, BD 2: waits for lock 1 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   switch (0,0) slave South 3 holds 4 words (front 0x00000000), and master North 0 is full
//!   switch (0,0) master North 0 holds 4 words (front 0x00000000), and slave South 0 of (0,1) is full
//!   switch (0,1) slave South 0 holds 4 words (front 0x00000000), and master North 0 is full
//!   switch (0,1) master North 0 holds 4 words (front 0x00000000), and slave South 0 of (0,2) is full
//!   switch (0,2) slave South 0 holds 4 words (front 0x00000000), and master DMA 0 is full
//!   switch (0,2) master DMA 0 holds 2 words (front 0x00000000), and its consumer in the tile does not take them
//!   lock 1 of (0,2): 'out_cons_lock_0', endless_loop.mlir:24:5
//!   lock 2 of (0,2): 'in_cons_prod_lock_0', endless_loop.mlir:23:5
//!   (0,2) DMA S2MM 0, BD 0: 'in_cons_buff_0', endless_loop.mlir:23:5
//!   (0,2) DMA MM2S 0, BD 2: 'out_buff_0', endless_loop.mlir:24:5
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    func.func private @work(memref<16xi32>, memref<16xi32>)
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        func.call @work(%x, %o) : (memref<16xi32>, memref<16xi32>) -> ()
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
