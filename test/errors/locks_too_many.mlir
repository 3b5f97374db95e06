// Seventeen locks on a core tile.
//! aieforge: error: locks_too_many.mlir:26:12: error: 'aie.lock' op not allocated a lock: its tile has 17 lock ops, but only 16 locks
//! locks_too_many.mlir:9:13: note: because only 16 locks available in this tile
//! locks_too_many.mlir:10:11: note: they are: unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed, unnamed
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %l0 = aie.lock(%core) {init = 0 : i32}
    %l1 = aie.lock(%core) {init = 0 : i32}
    %l2 = aie.lock(%core) {init = 0 : i32}
    %l3 = aie.lock(%core) {init = 0 : i32}
    %l4 = aie.lock(%core) {init = 0 : i32}
    %l5 = aie.lock(%core) {init = 0 : i32}
    %l6 = aie.lock(%core) {init = 0 : i32}
    %l7 = aie.lock(%core) {init = 0 : i32}
    %l8 = aie.lock(%core) {init = 0 : i32}
    %l9 = aie.lock(%core) {init = 0 : i32}
    %l10 = aie.lock(%core) {init = 0 : i32}
    %l11 = aie.lock(%core) {init = 0 : i32}
    %l12 = aie.lock(%core) {init = 0 : i32}
    %l13 = aie.lock(%core) {init = 0 : i32}
    %l14 = aie.lock(%core) {init = 0 : i32}
    %l15 = aie.lock(%core) {init = 0 : i32}
    %l16 = aie.lock(%core) {init = 0 : i32}
  }
}
