// One lock for four buffers: the core takes two at a time.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a0 = aie.buffer(%core) {sym_name = "a0"} : memref<16xi32>
    %a1 = aie.buffer(%core) {sym_name = "a1"} : memref<16xi32>
    %a2 = aie.buffer(%core) {sym_name = "a2"} : memref<16xi32>
    %a3 = aie.buffer(%core) {sym_name = "a3"} : memref<16xi32>
    %o = aie.buffer(%core) {sym_name = "o"} : memref<16xi32>
    %a_free = aie.lock(%core) {init = 4 : i32, sym_name = "a_free"}
    %a_full = aie.lock(%core) {init = 0 : i32, sym_name = "a_full"}
    %o_free = aie.lock(%core) {init = 1 : i32, sym_name = "o_free"}
    %o_full = aie.lock(%core) {init = 0 : i32, sym_name = "o_full"}
    aie.flow(%shim_0_0, DMA : 0, %core, DMA : 0)
    aie.flow(%core, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @in(MM2S, 0, 0)
    aie.shim_dma_allocation @out(S2MM, 0, 0)
    aie.mem(%core) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a0 : memref<16xi32>, 0, 16)
      aie.use_lock(%a_full, Release, 1)
      aie.next_bd ^bd0_1
    ^bd0_1:
      aie.use_lock(%a_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a1 : memref<16xi32>, 0, 16)
      aie.use_lock(%a_full, Release, 1)
      aie.next_bd ^bd0_2
    ^bd0_2:
      aie.use_lock(%a_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a2 : memref<16xi32>, 0, 16)
      aie.use_lock(%a_full, Release, 1)
      aie.next_bd ^bd0_3
    ^bd0_3:
      aie.use_lock(%a_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a3 : memref<16xi32>, 0, 16)
      aie.use_lock(%a_full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%o_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%o : memref<16xi32>, 0, 16)
      aie.use_lock(%o_free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, AcquireGreaterEqual, 2)
        aie.use_lock(%o_free, AcquireGreaterEqual, 1)
        scf.for %i = %c0 to %c16 step %c1 {
          %v0 = memref.load %a0[%i] : memref<16xi32>
          %v1 = memref.load %a1[%i] : memref<16xi32>
          %r = arith.subi %v0, %v1 : i32
          memref.store %r, %o[%i] : memref<16xi32>
        }
        aie.use_lock(%a_free, Release, 2)
        aie.use_lock(%o_full, Release, 1)
        aie.use_lock(%a_full, AcquireGreaterEqual, 2)
        aie.use_lock(%o_free, AcquireGreaterEqual, 1)
        scf.for %i = %c0 to %c16 step %c1 {
          %v0 = memref.load %a2[%i] : memref<16xi32>
          %v1 = memref.load %a3[%i] : memref<16xi32>
          %r = arith.subi %v0, %v1 : i32
          memref.store %r, %o[%i] : memref<16xi32>
        }
        aie.use_lock(%a_free, Release, 2)
        aie.use_lock(%o_full, Release, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%x: memref<128xi32>, %y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
