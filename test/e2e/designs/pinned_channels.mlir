// Channels chosen by hand: mem tile MM2S 3 to core S2MM 1.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) {cons_dma_channels = array<i32: 4>, prod_dma_channel = 1 : i32} : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @x(%mem, {%core}, 2 : i32) {cons_dma_channels = array<i32: 1>, prod_dma_channel = 3 : i32} : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo.link [@in] -> [@x]([] [])
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) {prod_dma_channel = 1 : i32} : !aie.objectfifo<memref<32xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_e_view = aie.objectfifo.acquire @x(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %x_e = aie.objectfifo.subview.access %x_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %out_e_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %out_e = aie.objectfifo.subview.access %out_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x_e[%i] : memref<32xi32>
          %k = arith.constant 6 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @x(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<128xi32>, %b: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
