// The mem tile sends a table that it was configured with five times, the core adds it to the data.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @data(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @table(%mem, {%core}, [1, 2]) {iter_count = 5 : i32} : !aie.objectfifo<memref<8xi32>> = [dense<[10, 20, 30, 40, 50, 60, 70, 80]>]
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %data_e_view = aie.objectfifo.acquire @data(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
        %data_e = aie.objectfifo.subview.access %data_e_view[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        %table_e_view = aie.objectfifo.acquire @table(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
        %table_e = aie.objectfifo.subview.access %table_e_view[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        %out_e_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<8xi32>>
        %out_e = aie.objectfifo.subview.access %out_e_view[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        scf.for %i = %c0 to %c8 step %c1 {
          %v0 = memref.load %data_e[%i] : memref<8xi32>
          %v1 = memref.load %table_e[%i] : memref<8xi32>
          %r = arith.addi %v0, %v1 : i32
          memref.store %r, %out_e[%i] : memref<8xi32>
        }
        aie.objectfifo.release @data(Consume, 1)
        aie.objectfifo.release @table(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<40xi32>, %b: memref<40xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 40][0, 0, 0, 1]) {id = 0 : i64, metadata = @data} : memref<40xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 40][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<40xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
