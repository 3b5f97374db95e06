// Floating point: sums, products, quotients, comparisons, conversions; the result's bits.
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
          %f = arith.sitofp %v : i32 to f32
          %g = arith.uitofp %w : i32 to f32
          %half = arith.constant 0.5 : f32
          %s = arith.addf %f, %g : f32
          %m = arith.mulf %s, %half : f32
          %q = arith.divf %f, %g : f32
          %d = arith.subf %m, %q : f32
          %less = arith.cmpf olt, %d, %f : f32
          %neg = arith.negf %d : f32
          %c = arith.select %less, %neg, %d : f32
          %whole = arith.fptosi %q : f32 to i32
          %b = arith.bitcast %c : f32 to i32
          %r = arith.addi %b, %whole : i32
          memref.store %r, %o[%i] : memref<16xi32>
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
