// A value of 128 bits on the stream port.
//! aieforge: error: core_stream_width.mlir:11:12: error: 'aie.get_stream' op receives a value of type 'i128'; the core's stream port gives i32
//! core_stream_width.mlir:9:5: error: the program of core (0, 2) cannot be lowered
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
      %p = arith.constant 0 : i32
      %v = aie.get_stream(%p : i32) : i128
      aie.end
    }
  }
}
