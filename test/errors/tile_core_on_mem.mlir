// A core on a mem tile.
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%mem) {
  
      aie.end
    }
  }
}
