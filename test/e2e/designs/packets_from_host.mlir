// Control packets that the host itself puts into a buffer: each transfer of it is one packet.
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %p = aie.buffer(%core) {address = 4096 : i32, sym_name = "p"} : memref<4xi32>
    aie.packet_flow(9) {
      aie.packet_source<%shim, DMA : 0>
      aie.packet_dest<%core, TileControl : 0>
    }
    aie.packet_flow(6) {
      aie.packet_source<%core, TileControl : 0>
      aie.packet_dest<%shim, DMA : 0>
    }
    aie.shim_dma_allocation @ask(%shim, MM2S, 0)
    aie.shim_dma_allocation @answer(%shim, S2MM, 0)
    aie.runtime_sequence(%a: memref<8xi32>, %r: memref<4xi32>) {
      aiex.npu.dma_memcpy_nd(%r[0, 0, 0, 0][1, 1, 1, 4][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @answer} : memref<4xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 5][0, 0, 0, 1], packet = <pkt_id = 9, pkt_type = 0>) {id = 1 : i64, metadata = @ask} : memref<8xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 7][1, 1, 1, 1][0, 0, 0, 1], packet = <pkt_id = 9, pkt_type = 0>) {id = 2 : i64, metadata = @ask} : memref<8xi32>
      aiex.npu.dma_wait {symbol = @answer}
    }
  }
}
