// A shared FIFO without locks as a scratch buffer: the same core fills it for its neighbour only after the input has arrived at both.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %other = aie.tile(0, 3)
    aie.objectfifo @in(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @table(%core, {%other}, 1 : i32) {disable_synchronization = true} : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @go(%core, {%other}, 1 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out(%other, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %t_view = aie.objectfifo.acquire @table(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %t = aie.objectfifo.subview.access %t_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %g_view = aie.objectfifo.acquire @go(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %g = aie.objectfifo.subview.access %g_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x[%i] : memref<32xi32>
          %k = arith.constant 1000 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %t[%i] : memref<32xi32>
        }
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x[%i] : memref<32xi32>
          memref.store %v, %g[%i] : memref<32xi32>
        }
        aie.objectfifo.release @table(Produce, 1)
        aie.objectfifo.release @go(Produce, 1)
        aie.objectfifo.release @in(Consume, 1)
      }
      aie.end
    }
    aie.core(%other) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %g_view = aie.objectfifo.acquire @go(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %g = aie.objectfifo.subview.access %g_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %t_view = aie.objectfifo.acquire @table(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %t = aie.objectfifo.subview.access %t_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v0 = memref.load %g[%i] : memref<32xi32>
          %v1 = memref.load %t[%i] : memref<32xi32>
          %r = arith.muli %v0, %v1 : i32
          memref.store %r, %o[%i] : memref<32xi32>
        }
        aie.objectfifo.release @out(Produce, 1)
        aie.objectfifo.release @table(Consume, 1)
        aie.objectfifo.release @go(Consume, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<96xi32>, %b: memref<96xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 96][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<96xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 96][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<96xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
