// One FIFO with three consumers; core k adds k.
module {
  aie.device(npu1_2col) {
    %shim_0_0 = aie.tile(0, 0)
    %shim_1_0 = aie.tile(1, 0)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %c4 = aie.tile(1, 4)
    aie.objectfifo @in(%shim_0_0, {%c2, %c3, %c4}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @o2(%c2, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @o3(%c3, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @o4(%c4, {%shim_1_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.core(%c2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_e_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %in_e = aie.objectfifo.subview.access %in_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %o2_e_view = aie.objectfifo.acquire @o2(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %o2_e = aie.objectfifo.subview.access %o2_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %in_e[%i] : memref<32xi32>
          %k = arith.constant 2 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %o2_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @o2(Produce, 1)
      }
      aie.end
    }
    aie.core(%c3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_e_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %in_e = aie.objectfifo.subview.access %in_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %o3_e_view = aie.objectfifo.acquire @o3(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %o3_e = aie.objectfifo.subview.access %o3_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %in_e[%i] : memref<32xi32>
          %k = arith.constant 3 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %o3_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @o3(Produce, 1)
      }
      aie.end
    }
    aie.core(%c4) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_e_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %in_e = aie.objectfifo.subview.access %in_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %o4_e_view = aie.objectfifo.acquire @o4(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %o4_e = aie.objectfifo.subview.access %o4_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %in_e[%i] : memref<32xi32>
          %k = arith.constant 4 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %o4_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @o4(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<128xi32>, %b: memref<128xi32>, %c: memref<128xi32>, %d: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @o2} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @o3} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%d[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 3 : i64, issue_token = true, metadata = @o4} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @o2}
      aiex.npu.dma_wait {symbol = @o3}
      aiex.npu.dma_wait {symbol = @o4}
    }
  }
}
