// A tile above the array.
//! aieforge: error: device_rows.mlir:5:10: error: 'aie.tile' op row index (6) must be less than the number of rows in the device (6)
module {
  aie.device(npu1_1col) {
    %t = aie.tile(0, 6)
  }
}
