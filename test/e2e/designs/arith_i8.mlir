// Bytes: wrap, sign, widening and narrowing.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in0(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi8>>
    aie.objectfifo @in1(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi8>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi8>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in0(Consume, 1) : !aie.objectfifosubview<memref<32xi8>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<32xi8>> -> memref<32xi8>
        %y_view = aie.objectfifo.acquire @in1(Consume, 1) : !aie.objectfifosubview<memref<32xi8>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<32xi8>> -> memref<32xi8>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi8>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<32xi8>> -> memref<32xi8>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x[%i] : memref<32xi8>
          %w = memref.load %y[%i] : memref<32xi8>
          %a = arith.muli %v, %w : i8
          %x16 = arith.extsi %v : i8 to i16
          %y16 = arith.extui %w : i8 to i16
          %p = arith.muli %x16, %y16 : i16
          %k8 = arith.constant 8 : i16
          %hi = arith.shrsi %p, %k8 : i16
          %b = arith.trunci %hi : i16 to i8
          %k2 = arith.constant 2 : i8
          %c = arith.shrsi %v, %k2 : i8
          %d = arith.shrui %w, %k2 : i8
          %ab = arith.xori %a, %b : i8
          %cd = arith.subi %c, %d : i8
          %r = arith.addi %ab, %cd : i8
          memref.store %r, %o[%i] : memref<32xi8>
        }
        aie.objectfifo.release @in0(Consume, 1)
        aie.objectfifo.release @in1(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<64xi8>, %b: memref<64xi8>, %c: memref<64xi8>) {
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 0 : i64, metadata = @in0} : memref<64xi8>
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 1 : i64, metadata = @in1} : memref<64xi8>
      aiex.npu.dma_memcpy_nd (0, 0, %c[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<64xi8>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
