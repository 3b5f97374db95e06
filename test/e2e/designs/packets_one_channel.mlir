// Two cores in turn send packets into one shim channel; the second waits for the first by a lock in the memory they share.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %a2 = aie.buffer(%c2) {sym_name = "a2"} : memref<16xi32>
    %b2 = aie.buffer(%c2) {sym_name = "b2"} : memref<16xi32>
    %a2_free = aie.lock(%c2) {init = 1 : i32, sym_name = "a2_free"}
    %a2_full = aie.lock(%c2) {init = 0 : i32, sym_name = "a2_full"}
    %b2_free = aie.lock(%c2) {init = 1 : i32, sym_name = "b2_free"}
    %b2_full = aie.lock(%c2) {init = 0 : i32, sym_name = "b2_full"}
    %a3 = aie.buffer(%c3) {sym_name = "a3"} : memref<16xi32>
    %b3 = aie.buffer(%c3) {sym_name = "b3"} : memref<16xi32>
    %a3_free = aie.lock(%c3) {init = 1 : i32, sym_name = "a3_free"}
    %a3_full = aie.lock(%c3) {init = 0 : i32, sym_name = "a3_full"}
    %b3_free = aie.lock(%c3) {init = 1 : i32, sym_name = "b3_free"}
    %b3_full = aie.lock(%c3) {init = 0 : i32, sym_name = "b3_full"}
    %turn = aie.lock(%c2) {init = 0 : i32, sym_name = "turn"}
    aie.flow(%shim_0_0, DMA : 0, %c2, DMA : 0)
    aie.flow(%shim_0_0, DMA : 1, %c3, DMA : 0)
    aie.packet_flow(1) {
      aie.packet_source<%c2, DMA : 0>
      aie.packet_dest<%shim_0_0, DMA : 0>
    }
    aie.packet_flow(2) {
      aie.packet_source<%c3, DMA : 0>
      aie.packet_dest<%shim_0_0, DMA : 0>
    }
    aie.shim_dma_allocation @in2(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @in3(%shim_0_0, MM2S, 1)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.mem(%c2) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a2_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a2 : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a2_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b2_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b2 : memref<16xi32> offset = 0 len = 16) {packet = #aie.packet_info<pkt_type = 0, pkt_id = 1>}
      aie.use_lock(%b2_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%c2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %u1 = arith.constant 1 : i32
      %u2 = arith.constant 2 : i32
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a2_full, AcquireGreaterEqual, %u1)
        aie.use_lock(%b2_free, AcquireGreaterEqual, %u1)
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %a2[%i] : memref<16xi32>
          %k = arith.constant 20 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %b2[%i] : memref<16xi32>
        }
        aie.use_lock(%a2_free, Release, %u1)
        aie.use_lock(%b2_full, Release, %u1)
        aie.use_lock(%b2_free, AcquireGreaterEqual, %u1)
        aie.use_lock(%turn, Release, %u1)
        aie.use_lock(%b2_free, Release, %u1)
      }
      aie.end
    }
    aie.mem(%c3) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a3_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a3 : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a3_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b3_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b3 : memref<16xi32> offset = 0 len = 16) {packet = #aie.packet_info<pkt_type = 0, pkt_id = 2>}
      aie.use_lock(%b3_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%c3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %u1 = arith.constant 1 : i32
      %u2 = arith.constant 2 : i32
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a3_full, AcquireGreaterEqual, %u1)
        aie.use_lock(%b3_free, AcquireGreaterEqual, %u1)
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %a3[%i] : memref<16xi32>
          %k = arith.constant 30 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %b3[%i] : memref<16xi32>
        }
        aie.use_lock(%a3_free, Release, %u1)
        aie.use_lock(%turn, AcquireGreaterEqual, %u1)
        aie.use_lock(%b3_full, Release, %u1)
      }
      aie.end
    }
    aie.runtime_sequence(%x: memref<16xi32>, %y: memref<16xi32>, %z: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, metadata = @in2} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, metadata = @in3} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%z[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
