// A device whose sequence runs that of another one.
module {
  aie.device(npu2_1col) @main {
    aie.runtime_sequence @go(%a: memref<16xi32>) {
      aiex.configure @plus {
        aiex.run @add(%a) : (memref<16xi32>)
      }
    }
  }
  aie.device(npu2_1col) @plus {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @out(%core, {%shim}, 1 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %five = arith.constant 5 : i32
      %d = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
      %b = aie.objectfifo.subview.access %d[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
      scf.for %j = %c0 to %c16 step %c1 {
        memref.store %five, %b[%j] : memref<16xi32>
      }
      aie.objectfifo.release @out(Produce, 1)
      aie.end
    }
    aie.runtime_sequence @add(%a: memref<16xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<16xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
