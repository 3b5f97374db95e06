// A dma_start without a BD behind it.
//! aieforge: error: bds_none.mlir:10:12: error: 'aie.dma_start' op starts a chain without a BD
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi32>
    aie.mem(%core) {
      %0 = aie.dma_start(S2MM, 0, ^end, ^end)
    ^end:
      aie.end
    }
  }
}
