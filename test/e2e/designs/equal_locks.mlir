// Locks in the manner of 2023: Acquire waits for a value and leaves it, so the core counts it down itself.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {sym_name = "a"} : memref<8xi32>
    %b = aie.buffer(%core) {sym_name = "b"} : memref<8xi32>
    %a_free = aie.lock(%core) {init = 1 : i32, sym_name = "a_free"}
    %a_full = aie.lock(%core) {init = 0 : i32, sym_name = "a_full"}
    %b_free = aie.lock(%core) {init = 1 : i32, sym_name = "b_free"}
    %b_full = aie.lock(%core) {init = 0 : i32, sym_name = "b_full"}
    aie.flow(%shim_0_0, DMA : 0, %core, DMA : 0)
    aie.flow(%core, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @in(MM2S, 0, 0)
    aie.shim_dma_allocation @out(S2MM, 0, 0)
    aie.mem(%core) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a : memref<8xi32>, 0, 8)
      aie.use_lock(%a_full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%b : memref<8xi32>, 0, 8)
      aie.use_lock(%b_free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, Acquire, 1)
        aie.use_lock(%a_full, AcquireGreaterEqual, 1)
        aie.use_lock(%b_free, AcquireGreaterEqual, 1)
        scf.for %i = %c0 to %c8 step %c1 {
          %v = memref.load %a[%i] : memref<8xi32>
          %k = arith.constant 7 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %b[%i] : memref<8xi32>
        }
        aie.use_lock(%a_free, Release, 1)
        aie.use_lock(%b_full, Release, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%x: memref<32xi32>, %y: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %x[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0]) {id = 0 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %y[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
