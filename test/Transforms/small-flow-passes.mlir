// RUN: aieforge opt --aie-lower-cascade-flows --aie-lower-broadcast-packet --aie-lower-multicast %s | FileCheck %s

// CHECK: aie.packet_flow(2)
// CHECK: aie.packet_flow(1)
// CHECK: aie.packet_source<%{{.*}}tile_0_2, DMA : 0>
// CHECK: aie.packet_dest<%{{.*}}tile_1_2, DMA : 0>
// CHECK-DAG: aie.configure_cascade(%{{.*}}tile_1_3, West, South)
// CHECK-DAG: aie.configure_cascade(%{{.*}}tile_1_2, North, East)
// CHECK-DAG: aie.configure_cascade(%{{.*}}tile_2_2, West, South)
// CHECK-DAG: aie.configure_cascade(%{{.*}}tile_0_3, North, East)
// CHECK-DAG: aie.flow(%{{.*}}tile_0_2, DMA : 1, %{{.*}}tile_1_3, DMA : 1)
// CHECK-DAG: aie.flow(%{{.*}}tile_0_2, DMA : 1, %{{.*}}tile_2_2, DMA : 1)
module {
  aie.device(npu1) {
    %t02 = aie.tile(0, 2)
    %t03 = aie.tile(0, 3)
    %t12 = aie.tile(1, 2)
    %t13 = aie.tile(1, 3)
    %t22 = aie.tile(2, 2)
    aie.cascade_flow(%t13, %t12)
    aie.cascade_flow(%t12, %t22)
    aie.cascade_flow(%t03, %t13)
    aiex.broadcast_packet(%t02, DMA : 0) {
      aiex.bp_id(1) {
        aiex.bp_dest<%t12, DMA : 0>
      }
      aiex.bp_id(2) {
        aiex.bp_dest<%t22, DMA : 0>
      }
    }
    aiex.multicast(%t02, DMA : 1) {
      aiex.multi_dest<%t13, DMA : 1>
      aiex.multi_dest<%t22, DMA : 1>
    }
  }
}
