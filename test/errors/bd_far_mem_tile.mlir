// A mem tile two columns away.
//! aieforge: error: bd_far_mem_tile.mlir:9:10: error: 'aie.buffer' op buffer in Column 0 and Row 1 is accessed from an unreachable tile in Column 2 and Row 1
//! bd_far_mem_tile.mlir:14:7: note: the access
//! bd_far_mem_tile.mlir:14:7: error: 'aie.dma_bd' op is reachable from DMA channel 0 and attempts to access a non-local buffer
module {
  aie.device(npu1_3col) {
    %m0 = aie.tile(0, 1)
    %mem = aie.tile(2, 1)
    %x = aie.buffer(%m0) {sym_name = "x"} : memref<64xi32>
    aie.memtile_dma(%mem) {
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
