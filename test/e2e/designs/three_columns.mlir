// A ring of work over three columns: each core hands on to the next column.
module {
  aie.device(npu1_3col) {
    %shim_0_0 = aie.tile(0, 0)
    %t0 = aie.tile(0, 3)
    %shim_1_0 = aie.tile(1, 0)
    %t1 = aie.tile(1, 3)
    %shim_2_0 = aie.tile(2, 0)
    %t2 = aie.tile(2, 3)
    aie.objectfifo @in(%shim_0_0, {%t0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @m0(%t0, {%t1}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @m1(%t1, {%t2}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out(%t2, {%shim_2_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @side(%t1, {%shim_1_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.core(%t0) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_e_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %in_e = aie.objectfifo.subview.access %in_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %m0_e_view = aie.objectfifo.acquire @m0(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %m0_e = aie.objectfifo.subview.access %m0_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %in_e[%i] : memref<32xi32>
          %k = arith.constant 1 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %m0_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @m0(Produce, 1)
      }
      aie.end
    }
    aie.core(%t1) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @m0(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %y_view = aie.objectfifo.acquire @m1(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %z_view = aie.objectfifo.acquire @side(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %z = aie.objectfifo.subview.access %z_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x[%i] : memref<32xi32>
          %k = arith.constant 2 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %y[%i] : memref<32xi32>
        }
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x[%i] : memref<32xi32>
          memref.store %v, %z[%i] : memref<32xi32>
        }
        aie.objectfifo.release @m0(Consume, 1)
        aie.objectfifo.release @m1(Produce, 1)
        aie.objectfifo.release @side(Produce, 1)
      }
      aie.end
    }
    aie.core(%t2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %m1_e_view = aie.objectfifo.acquire @m1(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %m1_e = aie.objectfifo.subview.access %m1_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %out_e_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %out_e = aie.objectfifo.subview.access %out_e_view[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %m1_e[%i] : memref<32xi32>
          %k = arith.constant 3 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_e[%i] : memref<32xi32>
        }
        aie.objectfifo.release @m1(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<128xi32>, %b: memref<128xi32>, %c: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @side} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.dma_wait {symbol = @side}
    }
  }
}
