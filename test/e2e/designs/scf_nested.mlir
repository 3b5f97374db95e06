// A product of two 8 x 8 matrices in nested loops with iter_args.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in0(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<128xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      %c128 = arith.constant 128 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in0(Consume, 1) : !aie.objectfifosubview<memref<128xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<128xi32>> -> memref<128xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<64xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
        %k64 = arith.constant 64 : index
        %zero = arith.constant 0 : i32
        scf.for %i = %c0 to %c8 step %c1 {
          scf.for %j = %c0 to %c8 step %c1 {
            %sum = scf.for %k = %c0 to %c8 step %c1 iter_args(%acc = %zero) -> (i32) {
              %ri = arith.muli %i, %c8 : index
              %ai = arith.addi %ri, %k : index
              %rk = arith.muli %k, %c8 : index
              %bi0 = arith.addi %rk, %j : index
              %bi = arith.addi %bi0, %k64 : index
              %a = memref.load %x[%ai] : memref<128xi32>
              %b = memref.load %x[%bi] : memref<128xi32>
              %p = arith.muli %a, %b : i32
              %s = arith.addi %acc, %p : i32
              scf.yield %s : i32
            }
            %ro = arith.muli %i, %c8 : index
            %oi = arith.addi %ro, %j : index
            memref.store %sum, %o[%oi] : memref<64xi32>
          }
        }
        aie.objectfifo.release @in0(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<256xi32>, %c: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 0 : i64, metadata = @in0} : memref<256xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
