// Locks, buffers and BDs with numbers, addresses and banks from the design.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {address = 8192 : i32, sym_name = "a"} : memref<32xi32>
    %b = aie.buffer(%core) {address = 32768 : i32, sym_name = "b"} : memref<32xi32>
    %c = aie.buffer(%core) {mem_bank = 3 : i32, sym_name = "c"} : memref<32xi32>
    %a_free = aie.lock(%core, 9) {init = 1 : i32, sym_name = "a_free"}
    %a_full = aie.lock(%core, 2) {init = 0 : i32, sym_name = "a_full"}
    %b_free = aie.lock(%core, 15) {init = 1 : i32, sym_name = "b_free"}
    %b_full = aie.lock(%core, 0) {init = 0 : i32, sym_name = "b_full"}
    aie.flow(%shim_0_0, DMA : 0, %core, DMA : 0)
    aie.flow(%core, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.mem(%core) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<32xi32> offset = 0 len = 32) {bd_id = 7 : i32, next_bd_id = 7 : i32}
      aie.use_lock(%a_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b : memref<32xi32> offset = 0 len = 32) {bd_id = 3 : i32, next_bd_id = 3 : i32}
      aie.use_lock(%b_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %u1 = arith.constant 1 : i32
      %u2 = arith.constant 2 : i32
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, AcquireGreaterEqual, %u1)
        aie.use_lock(%b_free, AcquireGreaterEqual, %u1)
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %a[%i] : memref<32xi32>
          %k = arith.constant 5 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %c[%i] : memref<32xi32>
        }
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %c[%i] : memref<32xi32>
          %k = arith.constant 1 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %b[%i] : memref<32xi32>
        }
        aie.use_lock(%a_free, Release, %u1)
        aie.use_lock(%b_full, Release, %u1)
      }
      aie.end
    }
    aie.runtime_sequence(%x: memref<128xi32>, %y: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
