// Half words with every comparison.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in0(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi16>>
    aie.objectfifo @in1(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<32xi16>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi16>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in0(Consume, 1) : !aie.objectfifosubview<memref<32xi16>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<32xi16>> -> memref<32xi16>
        %y_view = aie.objectfifo.acquire @in1(Consume, 1) : !aie.objectfifosubview<memref<32xi16>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<32xi16>> -> memref<32xi16>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi16>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<32xi16>> -> memref<32xi16>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x[%i] : memref<32xi16>
          %w = memref.load %y[%i] : memref<32xi16>
          %k1 = arith.constant 1 : i16
          %p0 = arith.cmpi eq, %v, %w : i16
          %e0 = arith.extui %p0 : i1 to i16
          %k0s = arith.constant 0 : i16
          %s0 = arith.shli %e0, %k0s : i16
          %p1 = arith.cmpi ne, %v, %w : i16
          %e1 = arith.extui %p1 : i1 to i16
          %k1s = arith.constant 1 : i16
          %s1 = arith.shli %e1, %k1s : i16
          %p2 = arith.cmpi slt, %v, %w : i16
          %e2 = arith.extui %p2 : i1 to i16
          %k2s = arith.constant 2 : i16
          %s2 = arith.shli %e2, %k2s : i16
          %p3 = arith.cmpi sle, %v, %w : i16
          %e3 = arith.extui %p3 : i1 to i16
          %k3s = arith.constant 3 : i16
          %s3 = arith.shli %e3, %k3s : i16
          %p4 = arith.cmpi sgt, %v, %w : i16
          %e4 = arith.extui %p4 : i1 to i16
          %k4s = arith.constant 4 : i16
          %s4 = arith.shli %e4, %k4s : i16
          %p5 = arith.cmpi sge, %v, %w : i16
          %e5 = arith.extui %p5 : i1 to i16
          %k5s = arith.constant 5 : i16
          %s5 = arith.shli %e5, %k5s : i16
          %p6 = arith.cmpi ult, %v, %w : i16
          %e6 = arith.extui %p6 : i1 to i16
          %k6s = arith.constant 6 : i16
          %s6 = arith.shli %e6, %k6s : i16
          %p7 = arith.cmpi ule, %v, %w : i16
          %e7 = arith.extui %p7 : i1 to i16
          %k7s = arith.constant 7 : i16
          %s7 = arith.shli %e7, %k7s : i16
          %p8 = arith.cmpi ugt, %v, %w : i16
          %e8 = arith.extui %p8 : i1 to i16
          %k8s = arith.constant 8 : i16
          %s8 = arith.shli %e8, %k8s : i16
          %p9 = arith.cmpi uge, %v, %w : i16
          %e9 = arith.extui %p9 : i1 to i16
          %k9s = arith.constant 9 : i16
          %s9 = arith.shli %e9, %k9s : i16
          %t0 = arith.ori %s0, %s1 : i16
          %t1 = arith.ori %t0, %s2 : i16
          %t2 = arith.ori %t1, %s3 : i16
          %t3 = arith.ori %t2, %s4 : i16
          %t4 = arith.ori %t3, %s5 : i16
          %t5 = arith.ori %t4, %s6 : i16
          %t6 = arith.ori %t5, %s7 : i16
          %t7 = arith.ori %t6, %s8 : i16
          %t8 = arith.ori %t7, %s9 : i16
          %r = arith.addi %t8, %v : i16
          memref.store %r, %o[%i] : memref<32xi16>
        }
        aie.objectfifo.release @in0(Consume, 1)
        aie.objectfifo.release @in1(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<64xi16>, %b: memref<64xi16>, %c: memref<64xi16>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in0} : memref<64xi16>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, metadata = @in1} : memref<64xi16>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<64xi16>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
