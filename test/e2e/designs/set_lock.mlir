// The host lets the core go by a lock, after it has written the parameter.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %p = aie.buffer(%core) {address = 2048 : i32, sym_name = "p"} : memref<1xi32>
    %go = aie.lock(%core, 12) {init = 0 : i32, sym_name = "go"}
    aie.objectfifo @in(%shim_0_0, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %u1 = arith.constant 1 : i32
      %forever = arith.constant 0x7FFFFFFF : index
      aie.use_lock(%go, AcquireGreaterEqual, %u1)
      %q = memref.load %p[%c0] : memref<1xi32>
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %y_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          %r = arith.subi %q, %v : i32
          memref.store %r, %y[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<48xi32>, %b: memref<48xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 48][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<48xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 48][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<48xi32>
      %k = arith.constant 1000 : i32
      aiex.npu.rtp_write(@p, 0, %k) : i32
      aiex.set_lock(%go, 1)
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
