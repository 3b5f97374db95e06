// An op that does not exist.
//! aieforge: error: text_unknown_op.mlir:8:5: error: custom op 'aie.mac' is unknown
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.mac(%core)
  }
}
