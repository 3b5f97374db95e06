// Two devices without names.
//! aieforge: error: device_unnamed_twice.mlir:7:3: error: redefinition of symbol named 'main'
//! device_unnamed_twice.mlir:5:3: note: see existing symbol definition here
module {
  aie.device(npu1_1col) {
  }
  aie.device(npu1_1col) {
  }
}
