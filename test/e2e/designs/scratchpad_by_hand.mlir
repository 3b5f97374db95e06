// The operations that parameters become, written by hand: a value from the host's table lands in a core's memory.
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %p = aie.buffer(%core) {address = 8192 : i32, sym_name = "p"} : memref<2xi32>
    %go = aie.lock(%core, 13) {init = 0 : i32, sym_name = "go"}
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %size = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      aie.use_lock(%go, AcquireGreaterEqual, 1)
      %q = memref.load %p[%c0] : memref<2xi32>
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %y_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %size step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          %r = arith.addi %v, %q : i32
          memref.store %r, %y[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<32xi32>, %b: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.create_scratchpad {size = 16 : ui32, usage_type = 0 : ui8}
      %at = arith.constant 0 : i32
      %start = arith.constant 4000 : i32
      aiex.npu.write32(%at, %start) {buffer = @p} : i32, i32
      aiex.npu.update_from_scratchpad {address = 0 : ui32, buffer = @p, func_arg = 100 : ui32, state_table_idx = 3 : ui8}
      aiex.set_lock(%go, 1)
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
