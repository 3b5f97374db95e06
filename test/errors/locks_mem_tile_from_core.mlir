// A core and a lock of the mem tile below it.
//! aieforge: error: locks_mem_tile_from_core.mlir:9:10: error: 'aie.lock' op lock in Column 0 and Row 1 is accessed from an unreachable tile in Column 0 and Row 2
//! locks_mem_tile_from_core.mlir:12:7: note: the access
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %l = aie.lock(%mem, 0) {init = 1 : i32}
    aie.core(%core) {
      %k = arith.constant 1 : i32
      aie.use_lock(%l, Release, %k)
      aie.end
    }
  }
}
