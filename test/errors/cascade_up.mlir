// A cascade northwards, against its direction.
//! aieforge: error: cascade_up.mlir:9:5: error: 'aie.cascade_flow' op tiles must be adjacent: the destination is the south or east neighbour of the source
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.cascade_flow(%core, %c3)
  }
}
