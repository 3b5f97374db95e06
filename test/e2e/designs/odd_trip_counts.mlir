// Loops of 3 and 5 rounds over FIFOs of depth 2 and 3: no buffer is where it was in the next round.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, [2, 2]) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, [3, 2]) : !aie.objectfifo<memref<8xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c3 = arith.constant 3 : index
      %c5 = arith.constant 5 : index
      %c8 = arith.constant 8 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        scf.for %p = %c0 to %c3 step %c1 {
          %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
          %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
          %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<8xi32>>
          %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
          scf.for %i = %c0 to %c8 step %c1 {
            %v = memref.load %x[%i] : memref<8xi32>
          %k = arith.constant 1 : i32
          %r = arith.addi %v, %k : i32
            memref.store %r, %o[%i] : memref<8xi32>
          }
          aie.objectfifo.release @in(Consume, 1)
          aie.objectfifo.release @out(Produce, 1)
        }
        scf.for %q = %c0 to %c5 step %c1 {
          %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
          %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
          %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<8xi32>>
          %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
          scf.for %i = %c0 to %c8 step %c1 {
            %v = memref.load %x[%i] : memref<8xi32>
          %k = arith.constant 2 : i32
          %r = arith.muli %v, %k : i32
            memref.store %r, %o[%i] : memref<8xi32>
          }
          aie.objectfifo.release @in(Consume, 1)
          aie.objectfifo.release @out(Produce, 1)
        }
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<128xi32>, %b: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
