// One stream goes to two cores; the second needs the first's result before it takes its copy, and the first needs two objects for it, of which the stream lets only one through.
//$ run
//! kernel MLIR_AIE: hung after 700 cycles, 7 operations
//! instruction stream, operation 7: waits for a task token of (0,0) DMA S2MM 0; that channel issued 0 tokens so far
//!   core (0,2) at pc 0xc8 waits for lock 3 of (0,2) (value 1, needs at least 2); released by: (0,2) BD 0 (+1, on DMA S2MM 0), (0,2) BD 1 (+1, on DMA S2MM 0); no core has released it yet
//!   core (0,4) at pc 0xc2 waits for lock 3 of (0,4) (value 0, needs at least 1); released by: (0,4) BD 1 (+1, on DMA S2MM 1); no core has released it yet
//!   (0,0) DMA S2MM 0, BD 1: waits for a word from the stream, 0 of 128 words done
//!   (0,0) DMA MM2S 0, BD 0: cannot send into the full stream, 102 of 256 words done
//!   (0,2) DMA S2MM 0, BD 1: waits for a word from the stream, 18 of 64 words done
//!   (0,2) DMA MM2S 0, BD 2: waits for lock 1 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   (0,4) DMA S2MM 0, BD 0: waits for lock 4 of (0,4) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   (0,4) DMA S2MM 1, BD 1: waits for a word from the stream, 0 of 64 words done
//!   (0,4) DMA MM2S 0, BD 2: waits for lock 1 of (0,4) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   switch (0,0) slave South 3 holds 4 words (front 0x00000000), and master North 0 is full
//!   switch (0,0) master North 0 holds 4 words (front 0x00000000), and slave South 0 of (0,1) is full
//!   switch (0,1) slave South 0 holds 4 words (front 0x00000000), and master North 0 is full
//!   switch (0,1) master North 0 holds 4 words (front 0x00000000), and slave South 0 of (0,2) is full
//!   switch (0,2) slave South 0 holds 4 words (front 0x00000000), and master North 0, one of several branches, is full
//!   switch (0,2) master North 0 holds 4 words (front 0x00000000), and slave South 0 of (0,3) is full
//!   switch (0,3) slave South 0 holds 4 words (front 0x00000000), and master North 0 is full
//!   switch (0,3) master North 0 holds 4 words (front 0x00000000), and slave South 0 of (0,4) is full
//!   switch (0,4) slave South 0 holds 4 words (front 0x00000000), and master DMA 0 is full
//!   switch (0,4) master DMA 0 holds 2 words (front 0x00000000), and its consumer in the tile does not take them
//!   core (0,2): depth_one_join.mlir:44:5
//!   core (0,4): depth_one_join.mlir:64:5
//!   lock 1 of (0,4): 'out_cons_lock_0', depth_one_join.mlir:43:5
//!   lock 3 of (0,4): 'mid_cons_cons_lock_0', depth_one_join.mlir:42:5
//!   lock 1 of (0,2): 'mid_cons_lock_0', depth_one_join.mlir:42:5
//!   lock 3 of (0,2): 'in_0_cons_cons_lock_0', depth_one_join.mlir:41:5
//!   lock 4 of (0,4): 'in_1_cons_prod_lock_0', depth_one_join.mlir:41:5
//!   (0,2) DMA S2MM 0, BD 1: 'in_0_cons_buff_1', depth_one_join.mlir:41:5
//!   (0,2) DMA MM2S 0, BD 2: 'mid_buff_0', depth_one_join.mlir:42:5
//!   (0,4) DMA S2MM 0, BD 0: 'in_1_cons_buff_0', depth_one_join.mlir:41:5
//!   (0,4) DMA S2MM 1, BD 1: 'mid_cons_buff_0', depth_one_join.mlir:42:5
//!   (0,4) DMA MM2S 0, BD 2: 'out_buff_0', depth_one_join.mlir:43:5
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %other = aie.tile(0, 4)
    aie.objectfifo @in(%shim_0_0, {%core, %other}, [2, 2, 1]) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @mid(%core, {%other}, [1, 1]) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @out(%other, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c64 = arith.constant 64 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 2) : !aie.objectfifosubview<memref<64xi32>>
        %x0 = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
        %x1 = aie.objectfifo.subview.access %x_view[1] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
        %m_view = aie.objectfifo.acquire @mid(Produce, 1) : !aie.objectfifosubview<memref<64xi32>>
        %m = aie.objectfifo.subview.access %m_view[0] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
        scf.for %i = %c0 to %c64 step %c1 {
          %v = memref.load %x1[%i] : memref<64xi32>
          memref.store %v, %m[%i] : memref<64xi32>
        }
        aie.objectfifo.release @in(Consume, 2)
        aie.objectfifo.release @mid(Produce, 1)
      }
      aie.end
    }
    aie.core(%other) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c64 = arith.constant 64 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %m_view = aie.objectfifo.acquire @mid(Consume, 1) : !aie.objectfifosubview<memref<64xi32>>
        %m = aie.objectfifo.subview.access %m_view[0] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<64xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<64xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
        scf.for %i = %c0 to %c64 step %c1 {
          %v0 = memref.load %m[%i] : memref<64xi32>
          %v1 = memref.load %x[%i] : memref<64xi32>
          %r = arith.addi %v0, %v1 : i32
          memref.store %r, %o[%i] : memref<64xi32>
        }
        aie.objectfifo.release @mid(Consume, 1)
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%x: memref<256xi32>, %y: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<256xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
