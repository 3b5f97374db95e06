// aie.mem on a shim tile.
//! aieforge: error: tile_mem_on_shim.mlir:8:5: error: 'aie.mem' op failed to verify that op exists in a core tile: its tile is a shim tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.mem(%shim) {
      aie.end
    }
  }
}
