// Winter 2024: lower case, ipu, literal transfers, sync by hand.
module {
  aie.device(ipu) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    %c = aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %xs = aie.objectfifo.acquire @in (Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %x = aie.objectfifo.subview.access %xs[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %ys = aie.objectfifo.acquire @out (Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %y = aie.objectfifo.subview.access %ys[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x[%i] : memref<32xi32>
          %k = arith.constant 24 : i32
          %r = arith.subi %v, %k : i32
          memref.store %r, %y[%i] : memref<32xi32>
        }
        aie.objectfifo.release @in (Consume, 1)
        aie.objectfifo.release @out (Produce, 1)
      }
      aie.end
    }
    func.func @sequence(%a: memref<64xi32>, %b: memref<64xi32>) {
      aiex.ipu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 0 : i64, metadata = @out} : memref<64xi32>
      aiex.ipu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 1 : i64, metadata = @in} : memref<64xi32>
      aiex.ipu.sync {channel = 0 : i32, column = 0 : i32, column_num = 1 : i32, direction = 0 : i32, row = 0 : i32, row_num = 1 : i32}
      return
    }
  }
}
