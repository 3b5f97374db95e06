// The BD puts id 6 on its packets, the flow is for id 5.
//$ run
//! kernel MLIR_AIE: faulted after 390 cycles, 4 operations
//! fault in cycle 416: stream switch (0,2): a packet with id 6 (header 0x00020006) arrived at slave DMA 0, and no enabled slot of that port matches it
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
    aie.packet_flow(5) {
      aie.packet_source<%core, DMA : 0>
      aie.packet_dest<%shim_0_0, DMA : 0>
    }
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
      aie.dma_bd(%b : memref<16xi32> offset = 0 len = 16) {packet = #aie.packet_info<pkt_type = 0, pkt_id = 6>}
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
