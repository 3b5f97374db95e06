// Functions of the design itself that call each other, one of them recursively.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    func.func private @fibonacci(%n: i32) -> i32 {
      %two = arith.constant 2 : i32
      %one = arith.constant 1 : i32
      %small = arith.cmpi slt, %n, %two : i32
      %r = scf.if %small -> (i32) {
        scf.yield %n : i32
      } else {
        %a = arith.subi %n, %one : i32
        %b = arith.subi %n, %two : i32
        %x = func.call @fibonacci(%a) : (i32) -> i32
        %y = func.call @fibonacci(%b) : (i32) -> i32
        %s = arith.addi %x, %y : i32
        scf.yield %s : i32
      }
      return %r : i32
    }
    func.func private @pair(%v: i32, %w: i32) -> (i32, i32) {
      %s = arith.addi %v, %w : i32
      %m = arith.subi %v, %w : i32
      return %s, %m : i32, i32
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %k7 = arith.constant 7 : i32
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          %low = arith.andi %v, %k7 : i32
          %f = func.call @fibonacci(%low) : (i32) -> i32
          %p:2 = func.call @pair(%v, %f) : (i32, i32) -> (i32, i32)
          %r = arith.muli %p#0, %p#1 : i32
          memref.store %r, %o[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<32xi32>, %b: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0]) {id = 0 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
