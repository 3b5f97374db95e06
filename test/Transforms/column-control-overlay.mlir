// RUN: aieforge opt --aie-assign-tile-controller-ids --aie-generate-column-control-overlay %s | FileCheck %s

// CHECK: aie.tile(0, 0) {controller_id = #aie.packet_info<pkt_type = 0, pkt_id = 15>}
// CHECK: aie.tile(0, 2) {controller_id = #aie.packet_info<pkt_type = 0, pkt_id = 27>}
// CHECK: aie.packet_flow(15) {
// CHECK: aie.packet_source<%{{.*}}tile_0_0, TileControl : 0>
// CHECK: aie.packet_dest<%{{.*}}tile_0_0, South : 0>
// CHECK: } {keep_pkt_header = true, priority_route = true}
// CHECK-NOT: aie.packet_flow
module {
  aie.device(npu1) {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    %other = aie.tile(1, 3)
  }
}
