// Two devices.
//! aieforge: error: device_two.mlir: the design holds several devices; choose one with --device-name
module {
  aie.device(npu1_1col) @first {
  }
  aie.device(npu1_1col) @second {
  }
}
