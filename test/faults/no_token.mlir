// A queue push without a token, and a wait for one.
//$ run
//! kernel MLIR_AIE: hung after 914 cycles, 7 operations
//! instruction stream, operation 7: waits for a task token of (0,0) DMA S2MM 1; that channel issued 0 tokens so far
//!   core (0,2) at pc 0xc6 waits for lock 3 of (0,2) (value 0, needs at least 1); released by: (0,2) BD 0 (+1, on DMA S2MM 0), (0,2) BD 1 (+1, on DMA S2MM 0); no core has released it yet
//!   (0,2) DMA S2MM 0, BD 0: waits for a word from the stream, 0 of 16 words done
//!   (0,2) DMA MM2S 0, BD 2: waits for lock 1 of (0,2) (value 0, needs at least 1); released by: no descriptor; so far by core (0,2) 4 times
//!   core (0,2): no_token.mlir:19:5
//!   lock 1 of (0,2): 'out_cons_lock_0', no_token.mlir:18:5
//!   lock 3 of (0,2): 'in_cons_cons_lock_0', no_token.mlir:17:5
//!   (0,2) DMA S2MM 0, BD 0: 'in_cons_buff_0', no_token.mlir:17:5
//!   (0,2) DMA MM2S 0, BD 2: 'out_buff_0', no_token.mlir:18:5
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_e_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_e = aie.objectfifo.subview.access %in_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_e_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_e = aie.objectfifo.subview.access %out_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_e[%i] : memref<16xi32>
          %k = arith.constant 1 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, metadata = @out} : memref<64xi32>
      aiex.npu.sync {channel = 1 : i32, column = 0 : i32, column_num = 1 : i32, direction = 0 : i32, row = 0 : i32, row_num = 1 : i32}
    }
  }
}
