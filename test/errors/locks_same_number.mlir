// Two locks with one number.
//! aieforge: error: locks_same_number.mlir:11:10: error: 'aie.lock' op is assigned to the same lock (3) as another op
//! locks_same_number.mlir:10:10: note: the other op is here
//! locks_same_number.mlir:9:13: note: tile has lock ops assigned to same lock
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %a = aie.lock(%core, 3) {init = 0 : i32}
    %b = aie.lock(%core, 3) {init = 1 : i32}
  }
}
