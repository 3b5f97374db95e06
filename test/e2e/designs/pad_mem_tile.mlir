// The mem tile puts a border of zeros around each matrix of 4 by 4: one row above, two below, two columns left, two right.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @padded(%mem dimensionsToStream [<size = 4, stride = 4>, <size = 4, stride = 1>], {%core}, 2 : i32) {padDimensions = #aie<bd_pad_layout_array[<const_pad_before = 1, const_pad_after = 2>, <const_pad_before = 2, const_pad_after = 2>]>} : !aie.objectfifo<memref<56xi32>>
    aie.objectfifo.link [@in] -> [@padded]([] [])
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<56xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c56 = arith.constant 56 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %padded_e_view = aie.objectfifo.acquire @padded(Consume, 1) : !aie.objectfifosubview<memref<56xi32>>
        %padded_e = aie.objectfifo.subview.access %padded_e_view[0] : !aie.objectfifosubview<memref<56xi32>> -> memref<56xi32>
        %out_e_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<56xi32>>
        %out_e = aie.objectfifo.subview.access %out_e_view[0] : !aie.objectfifosubview<memref<56xi32>> -> memref<56xi32>
        scf.for %i = %c0 to %c56 step %c1 {
          %v = memref.load %padded_e[%i] : memref<56xi32>
          %k = arith.constant 1 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_e[%i] : memref<56xi32>
        }
        aie.objectfifo.release @padded(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<32xi32>, %b: memref<112xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 112][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<112xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
