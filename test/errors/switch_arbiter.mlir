// Arbiter 6 does not exist.
//! aieforge: error: switch_arbiter.mlir:9:12: error: 'aie.amsel' op attribute 'arbiterID' failed to satisfy constraint: 8-bit signless integer attribute whose minimum value is 0 whose maximum value is 5
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.switchbox(%core) {
      %a = aie.amsel<6> (0)
      %m = aie.masterset(DMA : 0, %a)
    }
  }
}
