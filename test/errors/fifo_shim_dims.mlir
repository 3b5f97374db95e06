// Dimensions at a shim tile.
//! aieforge: error: fifo_shim_dims.mlir:8:5: error: 'aie.objectfifo' op data layout transformations are not supported on shim tile producers
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim dimensionsToStream [<size = 4, stride = 4>, <size = 4, stride = 1>], {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  }
}
