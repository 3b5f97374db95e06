// Side by side, westwards.
module {
  aie.device(npu1_2col) {
    %shim_0_0 = aie.tile(0, 0)
    %first = aie.tile(1, 3)
    %second = aie.tile(0, 3)
    aie.objectfifo @in(%shim_0_0, {%first}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @mid(%first, {%second}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out(%second, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.core(%first) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_e_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %in_e = aie.objectfifo.subview.access %in_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %mid_e_view = aie.objectfifo.acquire @mid(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %mid_e = aie.objectfifo.subview.access %mid_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %in_e[%i] : memref<32xi32>
          %k = arith.constant 1 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %mid_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @mid(Produce, 1)
      }
      aie.end
    }
    aie.core(%second) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %mid_e_view = aie.objectfifo.acquire @mid(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %mid_e = aie.objectfifo.subview.access %mid_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %out_e_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %out_e = aie.objectfifo.subview.access %out_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %mid_e[%i] : memref<32xi32>
          %k = arith.constant 10 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %out_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @mid(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<128xi32>, %b: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
