// No device.
//! aieforge: error: device_none.mlir: the design holds no aie.device
module {
}
