// The header stays on the packet: the host sees id, type, source row and parity in its first word.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {sym_name = "a"} : memref<16xi32>
    %free = aie.lock(%core) {init = 1 : i32, sym_name = "free"}
    %full = aie.lock(%core) {init = 0 : i32, sym_name = "full"}
    aie.flow(%shim_0_0, DMA : 0, %core, DMA : 0)
    aie.packet_flow(5) {
      aie.packet_source<%core, DMA : 0>
      aie.packet_dest<%shim_0_0, DMA : 0>
    } {keep_pkt_header = true}
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.mem(%core) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<16xi32> offset = 0 len = 16) {packet = #aie.packet_info<pkt_type = 3, pkt_id = 5>}
      aie.use_lock(%free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%x: memref<16xi32>, %y: memref<17xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 17][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<17xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
