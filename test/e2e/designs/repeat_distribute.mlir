// Both parts of each object go out four times.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @in(%shim_0_0, {%mem}, 1 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @i2(%mem, {%c2}, 2 : i32) {repeat_count = 4 : i32} : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @i3(%mem, {%c3}, 2 : i32) {repeat_count = 4 : i32} : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@i2, @i3]([] [0, 16])
    aie.objectfifo @o2(%c2, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o3(%c3, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%c2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %i2_e_view = aie.objectfifo.acquire @i2(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %i2_e = aie.objectfifo.subview.access %i2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o2_e_view = aie.objectfifo.acquire @o2(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o2_e = aie.objectfifo.subview.access %o2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %i2_e[%i] : memref<16xi32>
          %k = arith.constant 2 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %o2_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @i2(Consume, 1)
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
        %i3_e_view = aie.objectfifo.acquire @i3(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %i3_e = aie.objectfifo.subview.access %i3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o3_e_view = aie.objectfifo.acquire @o3(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o3_e = aie.objectfifo.subview.access %o3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %i3_e[%i] : memref<16xi32>
          %k = arith.constant 3 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %o3_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @i3(Consume, 1)
        aie.objectfifo.release @o3(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<64xi32>, %b: memref<128xi32>, %c: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @o2} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @o3} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @o2}
      aiex.npu.dma_wait {symbol = @o3}
    }
  }
}
