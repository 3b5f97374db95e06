// A core on a mem tile.
//! aieforge: error: tile_core_on_mem.mlir:8:5: error: 'aie.core' op failed to verify that op exists in a core tile: its tile is a mem tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%mem) {
  
      aie.end
    }
  }
}
