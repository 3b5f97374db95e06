// A repeat count at a shim tile.
//! aieforge: error: fifo_shim_repeat.mlir:8:5: error: 'aie.objectfifo' op repeat_count unavailable for shim tiles
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) {repeat_count = 2 : i32} : !aie.objectfifo<memref<16xi32>>
  }
}
