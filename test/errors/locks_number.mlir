// A number beyond the last.
//! aieforge: error: locks_number.mlir:8:10: error: 'aie.lock' op lock assigned invalid id (16; maximum is 15)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.lock(%core, 16) {init = 0 : i32}
  }
}
