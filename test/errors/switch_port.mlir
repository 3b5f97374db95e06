// A port beyond the last.
//! aieforge: error: switch_port.mlir:4:3: error: switchbox of tile (0, 2): there is no slave port South : 6
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
