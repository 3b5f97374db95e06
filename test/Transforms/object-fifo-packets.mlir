// Object FIFOs by packet flows: ids follow the ones in use.
// RUN: aieforge opt --aie-objectFifo-stateful-transform=packet-sw-objFifos=true %s | FileCheck %s

// CHECK: aie.packet_flow(4)
// CHECK: aie.packet_flow(5) {
// CHECK: aie.packet_source<%{{.*}}tile_0_0, DMA : 0>
// CHECK: aie.packet_dest<%{{.*}}tile_0_2, DMA : 0>
// CHECK: aie.packet_flow(6) {
// CHECK: aie.packet_source<%{{.*}}tile_0_2, DMA : 1>
// CHECK-NOT: aie.flow
// CHECK: aie.shim_dma_allocation @f_shim_alloc(%{{.*}}tile_0_0, MM2S, 0, <pkt_type = 0, pkt_id = 5>)
// CHECK: aie.mem(
// CHECK: aie.dma_start(MM2S, 1
// CHECK: aie.dma_bd_packet(0, 6)
// CHECK: aie.dma_bd(%g_buff_0
module {
  aie.device(npu1) {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    %d = aie.tile(2, 4)
    aie.packet_flow(4) {
      aie.packet_source<%c, DMA : 0>
      aie.packet_dest<%d, DMA : 0>
    }
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @g(%c, {%d}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  }
}
