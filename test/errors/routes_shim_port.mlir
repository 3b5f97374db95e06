// A flow from a third shim channel.
//! aieforge: error: routes_shim_port.mlir:8:5: error: Unable to find a legal routing: (0, 0) DMA : 2: the shim tile has no such DMA channel
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.flow(%shim, DMA : 2, %mem, DMA : 0)
  }
}
