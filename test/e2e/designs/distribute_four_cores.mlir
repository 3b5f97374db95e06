// A column of four cores: quarters out, quarters back.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %c4 = aie.tile(0, 4)
    %c5 = aie.tile(0, 5)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @i2(%mem, {%c2}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o2(%c2, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @i3(%mem, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o3(%c3, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @i4(%mem, {%c4}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o4(%c4, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @i5(%mem, {%c5}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o5(%c5, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo.link [@in] -> [@i2, @i3, @i4, @i5]([] [0, 16, 32, 48])
    aie.objectfifo.link [@o2, @o3, @o4, @o5] -> [@out]([0, 16, 32, 48] [])
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
          %r = arith.muli %v, %k : i32
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
          %r = arith.muli %v, %k : i32
          memref.store %r, %o3_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @i3(Consume, 1)
        aie.objectfifo.release @o3(Produce, 1)
      }
      aie.end
    }
    aie.core(%c4) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %i4_e_view = aie.objectfifo.acquire @i4(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %i4_e = aie.objectfifo.subview.access %i4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o4_e_view = aie.objectfifo.acquire @o4(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o4_e = aie.objectfifo.subview.access %o4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %i4_e[%i] : memref<16xi32>
          %k = arith.constant 4 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %o4_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @i4(Consume, 1)
        aie.objectfifo.release @o4(Produce, 1)
      }
      aie.end
    }
    aie.core(%c5) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %i5_e_view = aie.objectfifo.acquire @i5(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %i5_e = aie.objectfifo.subview.access %i5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o5_e_view = aie.objectfifo.acquire @o5(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o5_e = aie.objectfifo.subview.access %o5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %i5_e[%i] : memref<16xi32>
          %k = arith.constant 5 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %o5_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @i5(Consume, 1)
        aie.objectfifo.release @o5(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<256xi32>, %b: memref<256xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0]) {id = 0 : i64, metadata = @in} : memref<256xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<256xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
