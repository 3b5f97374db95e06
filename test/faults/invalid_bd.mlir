// The sequence starts BD 7, which nobody has written.
//$ run
//! kernel MLIR_AIE: faulted after 100 cycles, 1 operations
//! fault in cycle 29: (0,0) DMA MM2S 0, BD 7: the descriptor is not valid (Valid_BD is 0)
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
      aiex.npu.push_queue(0, 0, MM2S : 0) {bd_id = 7 : i32, issue_token = false, repeat_count = 0 : i32}
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
