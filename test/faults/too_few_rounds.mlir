// The core ends after three of the four objects.
//$ run
//! kernel MLIR_AIE: hung after 742 cycles, 7 operations
//! instruction stream, operation 7: waits for a task token of (0,0) DMA S2MM 0; that channel issued 0 tokens so far
//!   (0,0) DMA S2MM 0, BD 1: waits for a word from the stream, 48 of 64 words done
//!   (0,2) DMA S2MM 0, BD 0: waits for a word from the stream, 0 of 16 words done
//!   (0,2) DMA MM2S 0, BD 3: waits for lock 1 of (0,2) (value 0, needs at least 1); released by: no descriptor; so far by core (0,2) 3 times
//!   core (0,2): too_few_rounds.mlir:18:5
//!   lock 1 of (0,2): 'out_cons_lock_0', too_few_rounds.mlir:17:5
//!   (0,2) DMA S2MM 0, BD 0: 'in_cons_buff_0', too_few_rounds.mlir:16:5
//!   (0,2) DMA MM2S 0, BD 3: 'out_buff_1', too_few_rounds.mlir:17:5
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
      %c3 = arith.constant 3 : index
      scf.for %n = %c0 to %c3 step %c1 {
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
    aie.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
