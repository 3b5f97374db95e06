// A tile in a column that the device does not have.
//! aieforge: error: device_columns.mlir:5:10: error: 'aie.tile' op column index (1) must be less than the number of columns in the device (1)
module {
  aie.device(npu1_1col) {
    %t = aie.tile(1, 2)
  }
}
