// The core reads its stream port, to which nothing leads.
//$ run
//! kernel MLIR_AIE: hung after 400 cycles, 4 operations
//! instruction stream, operation 4: waits for a task token of (0,0) DMA S2MM 0; that channel issued 0 tokens so far
//!   core (0,2) at pc 0xd2 waits for a word on its stream input
//!   (0,0) DMA S2MM 0, BD 0: waits for a word from the stream, 0 of 16 words done
//!   (0,2) DMA MM2S 0, BD 0: waits for lock 1 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   core (0,2): no_writer.mlir:16:5
//!   lock 1 of (0,2): 'out_cons_lock_0', no_writer.mlir:15:5
//!   (0,2) DMA MM2S 0, BD 0: 'out_buff_0', no_writer.mlir:15:5
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %port = arith.constant 0 : i32
        %v = aie.get_stream(%port : i32) : i32
        memref.store %v, %o[%c0] : memref<16xi32>
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%y: memref<16xi32>) {
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<16xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
