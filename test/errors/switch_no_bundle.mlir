// Mem tiles have no lanes to the east.
//! aieforge: error: switch_no_bundle.mlir:9:7: error: 'aie.connect' op destination bundle East not supported on tile (0, 1)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.switchbox(%mem) {
      aie.connect<South : 1, East : 0>
    }
  }
}
