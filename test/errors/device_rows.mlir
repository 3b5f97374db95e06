// A tile above the array.
//! aieforge: error: device_rows.mlir:5:10: error: 'aie.tile' op row index (6) must be less than the number of rows of npu1_1col (6)
module {
  aie.device(npu1_1col) {
    %t = aie.tile(0, 6)
  }
}
