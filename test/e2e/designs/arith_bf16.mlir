// bfloat16: rounded to the nearest and widened again, products in f32.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in0(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in0(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          %f = arith.sitofp %v : i32 to f32
          %h = arith.truncf %f : f32 to bf16
          %e = arith.extf %h : bf16 to f32
          %third = arith.constant 0.333333343 : f32
          %p = arith.mulf %e, %third : f32
          %t = arith.truncf %p : f32 to bf16
          %bits = arith.bitcast %t : bf16 to i16
          %y = arith.extui %bits : i16 to i32
          %z = arith.bitcast %e : f32 to i32
          %r = arith.addi %y, %z : i32
          memref.store %r, %o[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in0(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<32xi32>, %c: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in0} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
