// A core tile's BD and another tile's buffer.
//! aieforge: error: bd_other_tile.mlir:14:7: error: 'aie.dma_bd' op Core tile DMAs can only access a buffer in the same tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %x = aie.buffer(%c3) {sym_name = "x"} : memref<64xi32>
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
