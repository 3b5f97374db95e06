// Two buffers each way with locks and BDs by hand; v + 3; the text of 2025.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a0 = aie.buffer(%core) {sym_name = "a0"} : memref<32xi32>
    %a1 = aie.buffer(%core) {sym_name = "a1"} : memref<32xi32>
    %b0 = aie.buffer(%core) {sym_name = "b0"} : memref<32xi32>
    %b1 = aie.buffer(%core) {sym_name = "b1"} : memref<32xi32>
    %a_free = aie.lock(%core) {init = 2 : i32, sym_name = "a_free"}
    %a_full = aie.lock(%core) {init = 0 : i32, sym_name = "a_full"}
    %b_free = aie.lock(%core) {init = 2 : i32, sym_name = "b_free"}
    %b_full = aie.lock(%core) {init = 0 : i32, sym_name = "b_full"}
    aie.flow(%shim_0_0, DMA : 0, %core, DMA : 0)
    aie.flow(%core, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @in(MM2S, 0, 0)
    aie.shim_dma_allocation @out(S2MM, 0, 0)
    aie.mem(%core) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a0 : memref<32xi32>, 0, 32)
      aie.use_lock(%a_full, Release, 1)
      aie.next_bd ^bd0_1
    ^bd0_1:
      aie.use_lock(%a_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a1 : memref<32xi32>, 0, 32)
      aie.use_lock(%a_full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%b0 : memref<32xi32>, 0, 32)
      aie.use_lock(%b_free, Release, 1)
      aie.next_bd ^bd1_1
    ^bd1_1:
      aie.use_lock(%b_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%b1 : memref<32xi32>, 0, 32)
      aie.use_lock(%b_free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, AcquireGreaterEqual, 1)
        aie.use_lock(%b_free, AcquireGreaterEqual, 1)
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %a0[%i] : memref<32xi32>
          %k = arith.constant 3 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %b0[%i] : memref<32xi32>
        }
        aie.use_lock(%a_free, Release, 1)
        aie.use_lock(%b_full, Release, 1)
        aie.use_lock(%a_full, AcquireGreaterEqual, 1)
        aie.use_lock(%b_free, AcquireGreaterEqual, 1)
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %a1[%i] : memref<32xi32>
          %k = arith.constant 3 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %b1[%i] : memref<32xi32>
        }
        aie.use_lock(%a_free, Release, 1)
        aie.use_lock(%b_full, Release, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%x: memref<128xi32>, %y: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
