// A core written with cf: a loop of blocks that leaves early.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<1xi32>>
    func.func private @first_negative(%x: memref<16xi32>) -> i32 {
      %zero = arith.constant 0 : i32
      %one = arith.constant 1 : i32
      %n = arith.constant 16 : i32
      cf.br ^head(%zero : i32)
    ^head(%i: i32):
      %end = arith.cmpi eq, %i, %n : i32
      cf.cond_br %end, ^done(%n : i32), ^body
    ^body:
      %at = arith.index_cast %i : i32 to index
      %v = memref.load %x[%at] : memref<16xi32>
      %negative = arith.cmpi slt, %v, %zero : i32
      %next = arith.addi %i, %one : i32
      cf.cond_br %negative, ^done(%i : i32), ^head(%next : i32)
    ^done(%result: i32):
      return %result : i32
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<1xi32>>
        %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<1xi32>> -> memref<1xi32>
        %r = func.call @first_negative(%x) : (memref<16xi32>) -> i32
        memref.store %r, %o[%c0] : memref<1xi32>
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<128xi32>, %b: memref<8xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<8xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
