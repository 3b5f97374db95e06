// A negative initial value.
//! aieforge: error: locks_init_negative.mlir:8:10: error: 'aie.lock' op starts with -1; a lock counts from 0 to 63
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.lock(%core, 1) {init = -1 : i32}
  }
}
