// An acquire outside of any core.
//! aieforge: error: fifo_outside.mlir:9:10: error: 'aie.objectfifo.acquire' op must be called from inside a CoreOp
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    %s = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
  }
}
