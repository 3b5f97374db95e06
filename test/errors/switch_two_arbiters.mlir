// One port under two arbiters.
//! aieforge: error: switch_two_arbiters.mlir:11:12: error: 'aie.masterset' op a master port can only be tied to one arbiter
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.switchbox(%core) {
      %a = aie.amsel<0> (0)
      %b = aie.amsel<1> (0)
      %m = aie.masterset(DMA : 0, %a, %b)
    }
  }
}
