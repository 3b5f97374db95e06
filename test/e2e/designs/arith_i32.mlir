// Every integer op of arith on 32-bit words, folded into one result by xor.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in0(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in1(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in0(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %y_view = aie.objectfifo.acquire @in1(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          %w = memref.load %y[%i] : memref<16xi32>
          %k3 = arith.constant 3 : i32
          %k31 = arith.constant 31 : i32
          %a = arith.addi %v, %w : i32
          %b = arith.subi %a, %k3 : i32
          %c = arith.muli %b, %w : i32
          %d = arith.andi %v, %w : i32
          %e = arith.ori %c, %d : i32
          %s = arith.andi %w, %k31 : i32
          %f = arith.shli %v, %s : i32
          %g = arith.shrsi %v, %s : i32
          %h = arith.shrui %v, %s : i32
          %fg = arith.xori %f, %g : i32
          %fgh = arith.xori %fg, %h : i32
          %m1 = arith.maxsi %v, %w : i32
          %m2 = arith.minsi %v, %w : i32
          %m3 = arith.maxui %v, %w : i32
          %m4 = arith.minui %v, %w : i32
          %m12 = arith.subi %m1, %m2 : i32
          %m34 = arith.subi %m3, %m4 : i32
          %m = arith.xori %m12, %m34 : i32
          %n1 = arith.xori %fgh, %m : i32
          %r = arith.xori %n1, %e : i32
          memref.store %r, %o[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in0(Consume, 1)
        aie.objectfifo.release @in1(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<32xi32>, %b: memref<32xi32>, %c: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in0} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, metadata = @in1} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
