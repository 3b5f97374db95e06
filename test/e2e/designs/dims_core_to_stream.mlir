// The core writes rows of 16-bit values, its DMA sends pairs of columns.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<64xi16>>
    aie.objectfifo @out(%core dimensionsToStream [<size = 4, stride = 2>, <size = 8, stride = 8>, <size = 2, stride = 1>], {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<64xi16>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c64 = arith.constant 64 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_e_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<64xi16>>
        %in_e = aie.objectfifo.subview.access %in_e_view[0] : !aie.objectfifosubview<memref<64xi16>> -> memref<64xi16>
        %out_e_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<64xi16>>
        %out_e = aie.objectfifo.subview.access %out_e_view[0] : !aie.objectfifosubview<memref<64xi16>> -> memref<64xi16>
        scf.for %i = %c0 to %c64 step %c1 {
          %v = memref.load %in_e[%i] : memref<64xi16>
          %k = arith.constant 3 : i16
          %r = arith.addi %v, %k : i16
          memref.store %r, %out_e[%i] : memref<64xi16>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<128xi16>, %b: memref<128xi16>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi16>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi16>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
