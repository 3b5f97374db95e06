// aie.debug, which an NPU cannot print.
//! aieforge: error: core_debug.mlir:11:7: error: 'aie.debug' op prints in a simulation of mlir-aie only; an NPU has no output: write the value to a buffer
//! core_debug.mlir:9:5: error: the program of core (0, 2) cannot be lowered
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
      %v = arith.constant 1 : i32
      aie.debug(%v : i32)
      aie.end
    }
  }
}
