// A depth list that is too short.
//! aieforge: error: fifo_depths.mlir:9:5: error: 'aie.objectfifo' op does not have enough depths specified for producer and for each consumer: 2 given, 3 needed
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @in(%shim, {%core, %c3}, [2, 2]) : !aie.objectfifo<memref<16xi32>>
  }
}
