// Two cores with inputs of their own, outputs joined.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @a(%shim_0_0, {%c2}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @b(%shim_0_0, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o2(%c2, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o3(%c3, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo.link [@o2, @o3] -> [@out]([0, 16] [])
    aie.core(%c2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %a_e_view = aie.objectfifo.acquire @a(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %a_e = aie.objectfifo.subview.access %a_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o2_e_view = aie.objectfifo.acquire @o2(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o2_e = aie.objectfifo.subview.access %o2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %a_e[%i] : memref<16xi32>
          %k = arith.constant 1 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %o2_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @a(Consume, 1)
        aie.objectfifo.release @o2(Produce, 1)
      }
      aie.end
    }
    aie.core(%c3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %b_e_view = aie.objectfifo.acquire @b(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %b_e = aie.objectfifo.subview.access %b_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o3_e_view = aie.objectfifo.acquire @o3(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o3_e = aie.objectfifo.subview.access %o3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %b_e[%i] : memref<16xi32>
          %k = arith.constant 2 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %o3_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @b(Consume, 1)
        aie.objectfifo.release @o3(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>, %z: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @a} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, metadata = @b} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%z[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
