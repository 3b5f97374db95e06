// Two circuits into one port.
//! aieforge: error: routes_two_sources.mlir:10:5: error: Unable to find a legal routing: (0, 1) DMA : 0 is the destination of two flows, from (0, 2) DMA : 0 and from (0, 3) DMA : 0
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.flow(%core, DMA : 0, %mem, DMA : 0)
    aie.flow(%c3, DMA : 0, %mem, DMA : 0)
  }
}
