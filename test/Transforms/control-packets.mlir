// Block writes as control packets, and packets as transfers from the host.
// RUN: aieforge opt --aie-txn-to-ctrl-packet --split-input-file %s | FileCheck %s --check-prefix=PKT
// RUN: aieforge opt --aie-txn-to-ctrl-packet --aie-legalize-ctrl-packet --split-input-file %s | FileCheck %s --check-prefix=LEGAL
// RUN: aieforge opt --aie-ctrl-packet-infer-tiles --aie-ctrl-packet-to-dma --split-input-file %s | FileCheck %s --check-prefix=DMA

// PKT-LABEL: @block
// PKT: aiex.control_packet {address = 2215936 : ui32, data = array<i32: 1, 2, 3, 4, 5, 6>, opcode = 0 : i32, stream_id = 0 : i32}
// PKT: aiex.npu.write32
// LEGAL-LABEL: @block
// LEGAL-NEXT: aiex.control_packet {address = 2215936 : ui32, data = array<i32: 1, 2, 3, 4>, opcode = 0 : i32, stream_id = 0 : i32}
// LEGAL-NEXT: aiex.control_packet {address = 2215952 : ui32, data = array<i32: 5, 6>, opcode = 0 : i32, stream_id = 0 : i32}
// DMA-LABEL: @block
aie.device(npu1) {
  memref.global "private" constant @data : memref<6xi32> = dense<[1, 2, 3, 4, 5, 6]>
  aie.runtime_sequence @block() {
    %d = memref.get_global @data : memref<6xi32>
    aiex.npu.blockwrite(%d) {address = 2215936 : ui32} : memref<6xi32>
    %a = arith.constant 4 : i32
    aiex.npu.write32(%a, %a) : i32, i32
  }
}

// -----

// AIE2P takes packets to one tile together; a read is its headers alone.
// DMA: aie.tile(0, 3) {controller_id = #aie.packet_info<pkt_type = 0, pkt_id = 29>}
// DMA: aie.tile(0, 2) {controller_id = #aie.packet_info<pkt_type = 0, pkt_id = 27>}
// DMA-LABEL: @packets(%arg0: memref<8xi32>, %arg1: memref<?xi32>)
// DMA: dma_memcpy_nd(%arg1[0, 0, 0, 0][1, 1, 1, 9][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @ctrlpkt_col0_mm2s_chan0}
// DMA: aiex.npu.sync
// DMA: aiex.npu.write32
// DMA: dma_memcpy_nd(%arg1[0, 0, 0, 9][1, 1, 1, 3][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @ctrlpkt_col0_mm2s_chan1}
// DMA: aiex.npu.sync
// DMA: dma_memcpy_nd(%arg1[0, 0, 0, 12][1, 1, 1, 2][0, 0, 0, 1])
// PKT-LABEL: @packets
// LEGAL-LABEL: @packets
aie.device(npu2) {
  aie.runtime_sequence @packets(%x: memref<8xi32>) {
    aiex.control_packet {address = 2097152 : ui32, data = array<i32: 1>, opcode = 0 : i32, stream_id = 0 : i32}
    aiex.control_packet {address = 2097156 : ui32, data = array<i32: 1, 2, 3, 4>, opcode = 0 : i32, stream_id = 0 : i32}
    %a = arith.constant 4 : i32
    aiex.npu.write32(%a, %a) : i32, i32
    aiex.control_packet {address = 3145728 : ui32, data = array<i32: 1>, opcode = 0 : i32, stream_id = 0 : i32}
    aiex.control_packet {address = 2097152 : ui32, length = 4 : i32, opcode = 1 : i32, stream_id = 0 : i32}
  }
}
