// A BD of the lower half on an odd channel of a mem tile.
//! aieforge: error: bds_parity.mlir:13:7: error: 'aie.dma_bd' op has BD ID 3, which channel 1 of tile (0, 1) cannot run
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%mem) {sym_name = "x"} : memref<64xi32>
    aie.memtile_dma(%mem) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 1, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi32>) {bd_id = 3 : i32}
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
