// Routed flows, found back in the switchboxes.
// RUN: aieforge opt --aie-create-pathfinder-flows %s | FileCheck %s
// RUN: aieforge opt --aie-create-pathfinder-flows --aie-find-flows %s | FileCheck %s --check-prefix=FOUND

// The DMAs of a shim tile enter and leave at fixed lanes; the token route is
// the same in every design.
// CHECK-NOT: aie.flow
// CHECK: aie.shim_mux(%{{.*}}tile_0_0)
// CHECK-DAG: aie.connect<DMA : 0, North : 3>
// CHECK-DAG: aie.connect<North : 2, DMA : 0>
// CHECK: aie.switchbox(%{{.*}}tile_0_0)
// CHECK: aie.connect<South : 3, North
// CHECK: aie.connect<North : {{[0-3]}}, South : 2>
// CHECK: %[[A:.*]] = aie.amsel<5> (3)
// CHECK: aie.masterset(South : 0, %[[A]]) {is_ctrl_pkt_overlay, keep_pkt_header = true}
// CHECK: aie.packet_rules(TileControl : 0) {
// CHECK-NEXT: aie.rule(31, 15, %[[A]])

// FOUND-DAG: aie.flow(%{{.*}}tile_0_0, DMA : 0, %{{.*}}tile_0_1, DMA : 0)
// FOUND-DAG: aie.flow(%{{.*}}tile_0_1, DMA : 0, %{{.*}}tile_0_2, DMA : 0)
// FOUND-DAG: aie.flow(%{{.*}}tile_0_1, DMA : 0, %{{.*}}tile_2_5, DMA : 1)
// FOUND-DAG: aie.flow(%{{.*}}tile_0_2, DMA : 0, %{{.*}}tile_0_0, DMA : 0)
// FOUND-DAG: aie.packet_dest<%{{.*}}tile_2_5, DMA : 0>
module {
  aie.device(npu1) {
    %s = aie.tile(0, 0)
    %m = aie.tile(0, 1)
    %c = aie.tile(0, 2)
    %d = aie.tile(2, 5)
    aie.flow(%s, DMA : 0, %m, DMA : 0)
    aie.flow(%m, DMA : 0, %c, DMA : 0)
    aie.flow(%m, DMA : 0, %d, DMA : 1)
    aie.flow(%c, DMA : 0, %s, DMA : 0)
    aie.packet_flow(15) {
      aie.packet_source<%s, TileControl : 0>
      aie.packet_dest<%s, South : 0>
    } {keep_pkt_header = true, priority_route = true}
    aie.packet_flow(3) {
      aie.packet_source<%c, DMA : 1>
      aie.packet_dest<%d, DMA : 0>
    }
  }
}
