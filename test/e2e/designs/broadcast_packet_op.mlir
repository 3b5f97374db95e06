// aiex.broadcast_packet: ids 1 and 2 of one source to different cores.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %a2 = aie.buffer(%c2) {sym_name = "a2"} : memref<16xi32>
    %a2_free = aie.lock(%c2) {init = 1 : i32, sym_name = "a2_free"}
    %a2_full = aie.lock(%c2) {init = 0 : i32, sym_name = "a2_full"}
    %a3 = aie.buffer(%c3) {sym_name = "a3"} : memref<16xi32>
    %a3_free = aie.lock(%c3) {init = 1 : i32, sym_name = "a3_free"}
    %a3_full = aie.lock(%c3) {init = 0 : i32, sym_name = "a3_full"}
    aiex.broadcast_packet(%shim_0_0, DMA : 0) {
      aiex.bp_id(1) {
        aiex.bp_dest<%c2, DMA : 0>
      }
      aiex.bp_id(2) {
        aiex.bp_dest<%c3, DMA : 0>
      }
    }
    aie.flow(%c2, DMA : 0, %shim_0_0, DMA : 0)
    aie.flow(%c3, DMA : 0, %shim_0_0, DMA : 1)
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @out2(%shim_0_0, S2MM, 0)
    aie.shim_dma_allocation @out3(%shim_0_0, S2MM, 1)
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
      aie.use_lock(%a2_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a2 : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a2_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
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
      aie.use_lock(%a3_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a3 : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a3_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%x: memref<32xi32>, %a: memref<16xi32>, %b: memref<16xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out2} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out3} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1], packet = <pkt_type = 0, pkt_id = 1>) {id = 2 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 16][1, 1, 1, 16][0, 0, 0, 1], packet = <pkt_type = 0, pkt_id = 2>) {id = 3 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out2}
      aiex.npu.dma_wait {symbol = @out3}
    }
  }
}
