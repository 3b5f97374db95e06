// Two connections to one port.
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
