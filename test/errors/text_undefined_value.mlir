// A value that is defined nowhere.
//! aieforge: error: text_undefined_value.mlir:5:21: error: use of undeclared SSA value name
module {
  aie.device(npu1_1col) {
    %b = aie.buffer(%t) : memref<4xi32>
  }
}
