// In and out through the mem tile, whose objects are four times as large as the core's.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<128xi32>>
    aie.objectfifo @in_core(%mem, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out_core(%core, {%mem}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<128xi32>>
    aie.objectfifo.link [@in] -> [@in_core]([] [])
    aie.objectfifo.link [@out_core] -> [@out]([] [])
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_core_e_view = aie.objectfifo.acquire @in_core(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %in_core_e = aie.objectfifo.subview.access %in_core_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %out_core_e_view = aie.objectfifo.acquire @out_core(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %out_core_e = aie.objectfifo.subview.access %out_core_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %in_core_e[%i] : memref<32xi32>
          %k = arith.constant 5 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_core_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @in_core(Consume, 1)
        aie.objectfifo.release @out_core(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<256xi32>, %b: memref<256xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<256xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<256xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
