// No consumer.
//! aieforge: error: fifo_no_consumer.mlir:8:5: error: 'aie.objectfifo' op needs at least one consumer
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  }
}
