// A core without aie.end.
//! aieforge: error: text_no_terminator.mlir:9:12: error: block with no terminator, has %4 = "arith.constant"() <{value = 1 : i32}> : () -> i32
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
      %c = arith.constant 1 : i32
    }
  }
}
