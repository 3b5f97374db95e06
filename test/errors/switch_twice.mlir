// Two connections to one port.
//! aieforge: error: switch_twice.mlir:10:7: error: 'aie.connect' op targets same dst as another connect op (DMA0)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.switchbox(%core) {
      aie.connect<South : 1, DMA : 0>
      aie.connect<South : 2, DMA : 0>
    }
  }
}
