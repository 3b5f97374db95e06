// A cascade value of the wrong width.
//! aieforge: error: cascade_width.mlir:10:12: error: 'vector.bitcast' op source/result bitwidth of the minor 1-D vectors must be equal
//! cascade_width.mlir:9:5: error: the program of core (0, 2) cannot be lowered
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
