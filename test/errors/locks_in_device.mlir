// use_lock outside of any program.
//! aieforge: error: locks_in_device.mlir:10:5: error: 'aie.use_lock' op must be used in a core or memory operation
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %l = aie.lock(%core, 0) {init = 1 : i32}
    %k = arith.constant 1 : i32
    aie.use_lock(%l, Release, %k)
  }
}
