// The core gives a lock back 70 times that is taken once a round.
//$ run
//! lock_overflow.mlir:41:7: warning: waits for ever: takes 1 of lock 'b_full' on tile (0, 2), which starts with 0 and to which no core, BD or sequence adds
//! lock_overflow.mlir:25:15: note: the lock
//! kernel MLIR_AIE: faulted after 772 cycles, 7 operations
//! fault in cycle 796: lock 0 of (0,2) overflowed when core (0,2) added 1; lock values are 0 to 63
//! instruction stream, operation 7: waits for a task token of (0,0) DMA S2MM 0; that channel issued 0 tokens so far
//!   (0,0) DMA S2MM 0, BD 1: waits for a word from the stream, 0 of 64 words done
//!   (0,2) DMA S2MM 0, BD 0: waits for a word from the stream, 0 of 16 words done
//!   (0,2) DMA MM2S 0, BD 1: waits for lock 3 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   core (0,2): lock_overflow.mlir:48:5
//!   lock 0 of (0,2): 'a_free', lock_overflow.mlir:22:15
//!   lock 3 of (0,2): 'b_full', lock_overflow.mlir:25:15
//!   (0,2) DMA S2MM 0, BD 0: 'a', lock_overflow.mlir:35:7
//!   (0,2) DMA MM2S 0, BD 1: 'b', lock_overflow.mlir:42:7
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {sym_name = "a"} : memref<16xi32>
    %b = aie.buffer(%core) {sym_name = "b"} : memref<16xi32>
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
      aie.dma_bd(%a : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%b_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %c70 = arith.constant 70 : index
      %u1 = arith.constant 1 : i32
      %u2 = arith.constant 2 : i32
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, AcquireGreaterEqual, %u1)
        scf.for %i = %c0 to %c70 step %c1 {
          aie.use_lock(%a_free, Release, %u1)
        }
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
