// A core and a lock two tiles away.
//! aieforge: error: locks_out_of_reach.mlir:10:10: error: 'aie.lock' op lock in Column 0 and Row 4 is accessed from an unreachable tile in Column 0 and Row 2
//! locks_out_of_reach.mlir:13:7: note: the access
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %far = aie.tile(0, 4)
    %l = aie.lock(%far, 0) {init = 1 : i32}
    aie.core(%core) {
      %k = arith.constant 1 : i32
      aie.use_lock(%l, Release, %k)
      aie.end
    }
  }
}
