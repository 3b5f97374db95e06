// Collatz steps of each word below 1,024 by scf.while.
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
          %k1023 = arith.constant 1023 : i32
          %one = arith.constant 1 : i32
          %three = arith.constant 3 : i32
          %zero = arith.constant 0 : i32
          %low = arith.andi %v, %k1023 : i32
          %start = arith.ori %low, %one : i32
          %end:2 = scf.while (%value = %start, %steps = %zero) : (i32, i32) -> (i32, i32) {
            %more = arith.cmpi ne, %value, %one : i32
            scf.condition(%more) %value, %steps : i32, i32
          } do {
          ^bb0(%value: i32, %steps: i32):
            %bit = arith.andi %value, %one : i32
            %odd = arith.cmpi eq, %bit, %one : i32
            %next = scf.if %odd -> (i32) {
              %t = arith.muli %value, %three : i32
              %u = arith.addi %t, %one : i32
              scf.yield %u : i32
            } else {
              %h = arith.shrui %value, %one : i32
              scf.yield %h : i32
            }
            %plus = arith.addi %steps, %one : i32
            scf.yield %next, %plus : i32, i32
          }
          %r = arith.addi %end#1, %zero : i32
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
