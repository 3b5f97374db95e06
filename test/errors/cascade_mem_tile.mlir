// A cascade from a mem tile.
//! aieforge: error: cascade_mem_tile.mlir:8:5: error: 'aie.cascade_flow' op memTile row has no cascade stream interface: a cascade joins core tiles
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.cascade_flow(%mem, %core)
  }
}
