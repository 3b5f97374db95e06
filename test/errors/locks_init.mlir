// An initial value beyond 63.
//! aieforge: error: locks_init.mlir:8:10: error: 'aie.lock' op starts with 64; a lock counts from 0 to 63
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.lock(%core, 1) {init = 64 : i32}
  }
}
