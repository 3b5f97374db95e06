// Five rules on a port, which has four slots.
//! aieforge: error: switch_five_rules.mlir:16:9: error: 'aie.rule' op is rule 4 of its port, which has room for 4
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.switchbox(%core) {
      %a = aie.amsel<0> (0)
      %m = aie.masterset(DMA : 0, %a)
      aie.packet_rules(South : 0) {
        aie.rule(31, 0, %a)
        aie.rule(31, 1, %a)
        aie.rule(31, 2, %a)
        aie.rule(31, 3, %a)
        aie.rule(31, 4, %a)
      }
    }
  }
}
