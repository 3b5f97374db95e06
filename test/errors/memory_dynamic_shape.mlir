// A buffer without a size.
//! aieforge: error: memory_dynamic_shape.mlir:8:10: error: 'aie.buffer' op type should be static shaped memref
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) : memref<?xi32>
  }
}
