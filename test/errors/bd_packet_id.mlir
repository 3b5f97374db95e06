// A packet id beyond 31 on a BD.
//! aieforge: error: bd_packet_id.mlir:13:7: error: 'aie.dma_bd' op Packet ID field can only hold 5 bits. 40 exceeds 31
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi32>
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi32>) {packet = #aie.packet_info<pkt_type = 0, pkt_id = 40>}
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
