// 64-bit sums, products, shifts, quotients.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in0(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<8xi64>>
    aie.objectfifo @in1(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<8xi64>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<8xi64>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in0(Consume, 1) : !aie.objectfifosubview<memref<8xi64>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<8xi64>> -> memref<8xi64>
        %y_view = aie.objectfifo.acquire @in1(Consume, 1) : !aie.objectfifosubview<memref<8xi64>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<8xi64>> -> memref<8xi64>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<8xi64>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<8xi64>> -> memref<8xi64>
        scf.for %i = %c0 to %c8 step %c1 {
          %v = memref.load %x[%i] : memref<8xi64>
          %w = memref.load %y[%i] : memref<8xi64>
          %k7 = arith.constant 7 : i64
          %k63 = arith.constant 63 : i64
          %one = arith.constant 1 : i64
          %a = arith.addi %v, %w : i64
          %b = arith.muli %a, %w : i64
          %s = arith.andi %w, %k63 : i64
          %c = arith.shli %v, %s : i64
          %d = arith.shrsi %v, %s : i64
          %e = arith.shrui %b, %k7 : i64
          %q = arith.ori %w, %one : i64
          %f = arith.divsi %v, %q : i64
          %g = arith.remui %v, %q : i64
          %less = arith.cmpi slt, %v, %w : i64
          %h = arith.select %less, %c, %d : i64
          %fg = arith.xori %f, %g : i64
          %eh = arith.xori %e, %h : i64
          %r = arith.addi %fg, %eh : i64
          memref.store %r, %o[%i] : memref<8xi64>
        }
        aie.objectfifo.release @in0(Consume, 1)
        aie.objectfifo.release @in1(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<32xi32>, %b: memref<32xi32>, %c: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in0} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, metadata = @in1} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
