// A packet flow without a source.
//! aieforge: error: routes_no_source.mlir:8:5: error: 'aie.packet_flow' op must have at least one aie.packet_source
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.packet_flow(1) {
      aie.packet_dest<%core, DMA : 0>
    }
  }
}
