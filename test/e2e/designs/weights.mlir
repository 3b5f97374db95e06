// A buffer with initial values, multiplied with the data; another with one value for all.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {sym_name = "a"} : memref<8xi32>
    %b = aie.buffer(%core) {sym_name = "b"} : memref<8xi32>
    %w = aie.buffer(%core) {sym_name = "w"} : memref<8xi32> = dense<[1, -2, 3, -4, 5, -6, 7, 2147483647]>
    %bias = aie.buffer(%core) {sym_name = "bias"} : memref<8xi32> = dense<100>
    %a_free = aie.lock(%core) {init = 1 : i32, sym_name = "a_free"}
    %a_full = aie.lock(%core) {init = 0 : i32, sym_name = "a_full"}
    %b_free = aie.lock(%core) {init = 1 : i32, sym_name = "b_free"}
    %b_full = aie.lock(%core) {init = 0 : i32, sym_name = "b_full"}
    aie.flow(%shim_0_0, DMA : 0, %core, DMA : 0)
    aie.flow(%core, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.mem(%core) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%a_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%b_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      %u1 = arith.constant 1 : i32
      %u2 = arith.constant 2 : i32
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, AcquireGreaterEqual, %u1)
        aie.use_lock(%b_free, AcquireGreaterEqual, %u1)
        scf.for %i = %c0 to %c8 step %c1 {
          %v0 = memref.load %a[%i] : memref<8xi32>
          %v1 = memref.load %w[%i] : memref<8xi32>
          %r = arith.muli %v0, %v1 : i32
          memref.store %r, %b[%i] : memref<8xi32>
        }
        scf.for %i = %c0 to %c8 step %c1 {
          %v0 = memref.load %b[%i] : memref<8xi32>
          %v1 = memref.load %bias[%i] : memref<8xi32>
          %r = arith.addi %v0, %v1 : i32
          memref.store %r, %b[%i] : memref<8xi32>
        }
        aie.use_lock(%a_free, Release, %u1)
        aie.use_lock(%b_full, Release, %u1)
      }
      aie.end
    }
    aie.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
