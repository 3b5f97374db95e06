// A cascade value of the wrong width.
//! aieforge: error: cascade_width.mlir:9:12: error: 'aie.get_cascade' op type must match architecture cascade width (512 bits in npu1_1col)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
      %v = aie.get_cascade() : vector<8xi32>
      aie.end
    }
  }
}
