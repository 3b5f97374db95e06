// A neighbouring mem tile's memory from channel 5.
//! aieforge: error: bd_neighbour_channel.mlir:12:7: error: 'aie.dma_bd' op is reachable from DMA channel 5 and attempts to access a non-local buffer
module {
  aie.device(npu1_2col) {
    %m0 = aie.tile(0, 1)
    %mem = aie.tile(1, 1)
    %x = aie.buffer(%m0) {sym_name = "x"} : memref<64xi32>
    aie.memtile_dma(%mem) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 5, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
