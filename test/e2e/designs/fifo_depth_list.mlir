// A broadcast whose ends have depths of their own: 2 at the mem tile, 1 and 3 at the cores.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @in(%shim_0_0, {%mem}, [2, 2]) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @fan(%mem, {%c2, %c3}, [2, 1, 3]) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo.link [@in] -> [@fan]([] [])
    aie.objectfifo @o2(%c2, {%shim_0_0}, [2, 2]) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @o3(%c3, {%shim_0_0}, [1, 2]) : !aie.objectfifo<memref<32xi32>>
    aie.core(%c2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %fan_e_view = aie.objectfifo.acquire @fan(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %fan_e = aie.objectfifo.subview.access %fan_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %o2_e_view = aie.objectfifo.acquire @o2(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %o2_e = aie.objectfifo.subview.access %o2_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %fan_e[%i] : memref<32xi32>
          %k = arith.constant 100 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %o2_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @fan(Consume, 1)
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
        %fan_e_view = aie.objectfifo.acquire @fan(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %fan_e = aie.objectfifo.subview.access %fan_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %o3_e_view = aie.objectfifo.acquire @o3(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %o3_e = aie.objectfifo.subview.access %o3_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %fan_e[%i] : memref<32xi32>
          %k = arith.constant 5 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %o3_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @fan(Consume, 1)
        aie.objectfifo.release @o3(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<160xi32>, %b: memref<160xi32>, %c: memref<160xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 160][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 160][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @o2} : memref<160xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 160][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @o3} : memref<160xi32>
      aiex.npu.dma_wait {symbol = @o2}
      aiex.npu.dma_wait {symbol = @o3}
    }
  }
}
