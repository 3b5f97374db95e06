// The program receives on channel 1, the stream arrives at channel 0.
//$ run
//! kernel MLIR_AIE: hung after 700 cycles, 7 operations
//! instruction stream, operation 7: waits for a task token of (0,0) DMA S2MM 0; that channel issued 0 tokens so far
//!   core (0,2) at pc 0xc6 waits for lock 1 of (0,2) (value 0, needs at least 1); released by: (0,2) BD 0 (+1, on DMA S2MM 1); no core has released it yet
//!   (0,0) DMA S2MM 0, BD 1: waits for a word from the stream, 0 of 64 words done
//!   (0,0) DMA MM2S 0, BD 0: cannot send into the full stream, 22 of 64 words done
//!   (0,2) DMA S2MM 1, BD 0: waits for a word from the stream, 0 of 16 words done
//!   (0,2) DMA MM2S 0, BD 1: waits for lock 3 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   switch (0,0) slave South 3 holds 4 words (front 0x00000000), and master North 0 is full
//!   switch (0,0) master North 0 holds 4 words (front 0x00000000), and slave South 0 of (0,1) is full
//!   switch (0,1) slave South 0 holds 4 words (front 0x00000000), and master North 0 is full
//!   switch (0,1) master North 0 holds 4 words (front 0x00000000), and slave South 0 of (0,2) is full
//!   switch (0,2) slave South 0 holds 4 words (front 0x00000000), and master DMA 0 is full
//!   switch (0,2) master DMA 0 holds 2 words (front 0x00000000), and its consumer in the tile does not take them
//!   core (0,2): swapped_channels.mlir:53:5
//!   lock 1 of (0,2): 'a_full', swapped_channels.mlir:28:15
//!   lock 3 of (0,2): 'b_full', swapped_channels.mlir:30:15
//!   (0,2) DMA S2MM 1, BD 0: 'a', swapped_channels.mlir:40:7
//!   (0,2) DMA MM2S 0, BD 1: 'b', swapped_channels.mlir:47:7
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
      %0 = aie.dma_start(S2MM, 1, ^bd0_0, ^start1)
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
      %u1 = arith.constant 1 : i32
      %u2 = arith.constant 2 : i32
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, AcquireGreaterEqual, %u1)
        aie.use_lock(%b_free, AcquireGreaterEqual, %u1)
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %a[%i] : memref<16xi32>
          %k = arith.constant 1 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %b[%i] : memref<16xi32>
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
