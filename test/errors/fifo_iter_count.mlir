// An iteration count without a mem tile.
//! aieforge: error: fifo_iter_count.mlir:8:5: error: 'aie.objectfifo' op `iter_count` is currently only supported on MemTiles: one end of the objectfifo must be on one
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @f(%core, {%shim}, 2 : i32) {iter_count = 4 : i32} : !aie.objectfifo<memref<16xi32>>
  }
}
