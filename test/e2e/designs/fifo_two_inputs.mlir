// Sum of two streams, element by element.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @x(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @y(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_e_view = aie.objectfifo.acquire @x(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %x_e = aie.objectfifo.subview.access %x_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %y_e_view = aie.objectfifo.acquire @y(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %y_e = aie.objectfifo.subview.access %y_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %out_e_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %out_e = aie.objectfifo.subview.access %out_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v0 = memref.load %x_e[%i] : memref<32xi32>
          %v1 = memref.load %y_e[%i] : memref<32xi32>
          %r = arith.addi %v0, %v1 : i32
          memref.store %r, %out_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @x(Consume, 1)
        aie.objectfifo.release @y(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<128xi32>, %b: memref<128xi32>, %c: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @x} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, metadata = @y} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
