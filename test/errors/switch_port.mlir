// A port beyond the last.
//! aieforge: error: switch_port.mlir:9:7: error: 'aie.connect' op index 6 for source bundle South must be less than 6
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.switchbox(%core) {
      aie.connect<South : 6, DMA : 0>
    }
  }
}
