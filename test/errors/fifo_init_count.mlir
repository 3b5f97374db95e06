// Fewer initial values than objects.
//! aieforge: error: fifo_init_count.mlir:8:5: error: 'aie.objectfifo' op `init_values` does not initialize all objects: 1 values for 2 objects
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @o(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<4xi32>> = [dense<1>]
  }
}
