// A connection that the mem tile's switch does not have.
//! aieforge: error: switch_illegal.mlir:9:7: error: 'aie.connect' op illegal stream switch connection: South1 cannot reach North2 in a mem tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.switchbox(%mem) {
      aie.connect<South : 1, North : 2>
    }
  }
}
