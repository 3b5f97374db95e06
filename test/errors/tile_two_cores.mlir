// Two cores on one tile.
//! aieforge: error: tile_two_cores.mlir:13:5: error: 'aie.core' op tile (0, 2) already has a core; each compute tile can host only one core
//! tile_two_cores.mlir:9:5: note: the other core
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
  
      aie.end
    }
    aie.core(%core) {
  
      aie.end
    }
  }
}
