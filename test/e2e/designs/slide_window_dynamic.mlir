// The same with the loop kept rolled: objects are found at run time.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, 4 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %w_view = aie.objectfifo.acquire @in(Consume, 3) : !aie.objectfifosubview<memref<16xi32>>
        %w0 = aie.objectfifo.subview.access %w_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %w1 = aie.objectfifo.subview.access %w_view[1] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %w2 = aie.objectfifo.subview.access %w_view[2] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v0 = memref.load %w0[%i] : memref<16xi32>
          %v1 = memref.load %w1[%i] : memref<16xi32>
          %v2 = memref.load %w2[%i] : memref<16xi32>
          %s = arith.addi %v0, %v1 : i32
          %r = arith.addi %s, %v2 : i32
          memref.store %r, %o[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    } {dynamic_objfifo_lowering = true}
    aiex.runtime_sequence(%a: memref<160xi32>, %b: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 160][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
