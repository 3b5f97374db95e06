// A packet id beyond 31.
//! aieforge: error: routes_id.mlir:8:5: error: 'aie.packet_flow' op packet id 32 exceeds the maximum 31
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.packet_flow(32) {
      aie.packet_source<%shim, DMA : 0>
      aie.packet_dest<%core, DMA : 0>
    }
  }
}
