// A device that does not exist.
//! aieforge: error: device_unknown.mlir:4:14: error: custom op 'aie.device' unknown device 'npu7'; the devices are npu1, npu1_1col, npu1_2col, npu1_3col, npu2, npu2_1col, npu2_2col, npu2_3col, npu2_4col, npu2_5col, npu2_6col, npu2_7col
module {
  aie.device(npu7) {

  }
}
