// Vectors of 16 words over the cascade, southwards.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %first = aie.tile(0, 4)
    %second = aie.tile(0, 3)
    aie.objectfifo @in(%shim_0_0, {%first}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out(%second, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.cascade_flow(%first, %second)
    aie.core(%first) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c16 {
          %v = vector.load %x[%i] : memref<32xi32>, vector<16xi32>
          aie.put_cascade(%v : vector<16xi32>)
        }
        aie.objectfifo.release @in(Consume, 1)
      }
      aie.end
    }
    aie.core(%second) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %y_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c16 {
          %v = aie.get_cascade() : vector<16xi32>
          vector.store %v, %y[%i] : memref<32xi32>, vector<16xi32>
        }
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<96xi32>, %b: memref<96xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 96][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<96xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 96][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<96xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
