// A buffer on a shim tile.
//! aieforge: error: memory_shim.mlir:8:10: error: 'aie.buffer' op failed to verify that op exists in a tile with local memory: a core or mem tile, not a shim tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%shim) : memref<16xi32>
  }
}
