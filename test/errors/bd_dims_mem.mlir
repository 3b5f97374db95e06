// Five dimensions on a mem tile.
//! aieforge: error: bd_dims_mem.mlir:13:7: error: 'aie.dma_bd' op Cannot give more than 4 dimensions for step sizes and wraps on a mem tile (got 5 dimensions)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%mem) {sym_name = "x"} : memref<64xi32>
    aie.memtile_dma(%mem) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi32> sizes = [2, 2, 2, 2, 4] strides = [32, 16, 8, 4, 1])
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
