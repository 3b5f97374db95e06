// A missing brace.
//! aieforge: error: text_missing_brace.mlir:5:24: error: expected operation name in quotes
module {
  aie.device(npu1_1col) {
    %t = aie.tile(0, 2)
