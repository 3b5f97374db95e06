// Takes 1, 3 and 2 objects in turn and puts out the sum of each group.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, [2, 4]) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %o1_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o1 = aie.objectfifo.subview.access %o1_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %p_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %p = aie.objectfifo.subview.access %p_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %p[%i] : memref<16xi32>
          memref.store %v, %o1[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
        %o2_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o2 = aie.objectfifo.subview.access %o2_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %q_view = aie.objectfifo.acquire @in(Consume, 3) : !aie.objectfifosubview<memref<16xi32>>
        %q0 = aie.objectfifo.subview.access %q_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %q1 = aie.objectfifo.subview.access %q_view[1] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %q2 = aie.objectfifo.subview.access %q_view[2] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v0 = memref.load %q0[%i] : memref<16xi32>
          %v1 = memref.load %q1[%i] : memref<16xi32>
          %v2 = memref.load %q2[%i] : memref<16xi32>
          %s = arith.addi %v0, %v1 : i32
          %r = arith.addi %s, %v2 : i32
          memref.store %r, %o2[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 3)
        aie.objectfifo.release @out(Produce, 1)
        %o3_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o3 = aie.objectfifo.subview.access %o3_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %z_view = aie.objectfifo.acquire @in(Consume, 2) : !aie.objectfifosubview<memref<16xi32>>
        %z0 = aie.objectfifo.subview.access %z_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %z1 = aie.objectfifo.subview.access %z_view[1] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v0 = memref.load %z0[%i] : memref<16xi32>
          %v1 = memref.load %z1[%i] : memref<16xi32>
          %r = arith.addi %v0, %v1 : i32
          memref.store %r, %o3[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 2)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<192xi32>, %b: memref<96xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 192][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<192xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 96][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<96xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
