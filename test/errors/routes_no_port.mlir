// A flow from a port that the tile does not have.
//! aieforge: error: routes_no_port.mlir:8:5: error: Unable to find a legal routing: (0, 2) DMA : 2: the Core tile has no such stream switch slave port
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.flow(%core, DMA : 2, %mem, DMA : 0)
  }
}
