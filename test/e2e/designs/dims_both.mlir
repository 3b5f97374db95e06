// Tiles of 4 by 4 out of a matrix of 8 by 16 at the mem tile, and back into rows behind the core.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<128xi32>>
    aie.objectfifo @tiles(%mem dimensionsToStream [<size = 2, stride = 64>, <size = 4, stride = 4>, <size = 4, stride = 16>, <size = 4, stride = 1>], {%core}, 2 : i32) : !aie.objectfifo<memref<128xi32>>
    aie.objectfifo.link [@in] -> [@tiles]([] [])
    aie.objectfifo @back(%core, {%mem dimensionsFromStream [<size = 2, stride = 64>, <size = 4, stride = 4>, <size = 4, stride = 16>, <size = 4, stride = 1>]}, 2 : i32) : !aie.objectfifo<memref<128xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<128xi32>>
    aie.objectfifo.link [@back] -> [@out]([] [])
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c128 = arith.constant 128 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %tiles_e_view = aie.objectfifo.acquire @tiles(Consume, 1) : !aie.objectfifosubview<memref<128xi32>>
        %tiles_e = aie.objectfifo.subview.access %tiles_e_view[0] : !aie.objectfifosubview<memref<128xi32>> -> memref<128xi32>
        %back_e_view = aie.objectfifo.acquire @back(Produce, 1) : !aie.objectfifosubview<memref<128xi32>>
        %back_e = aie.objectfifo.subview.access %back_e_view[0] : !aie.objectfifosubview<memref<128xi32>> -> memref<128xi32>
        scf.for %i = %c0 to %c128 step %c1 {
          %v = memref.load %tiles_e[%i] : memref<128xi32>
          %k = arith.constant 3 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %back_e[%i] : memref<128xi32>
        }
        aie.objectfifo.release @tiles(Consume, 1)
        aie.objectfifo.release @back(Produce, 1)
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
