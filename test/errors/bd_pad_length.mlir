// Padding that exceeds the length.
//! aieforge: error: bd_pad_length.mlir:13:7: error: 'aie.dma_bd' op Data exceeds len after padding: at least 100 elements, len 64
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
      aie.dma_bd(%x : memref<64xi32> len = 64 sizes = [8, 8] strides = [8, 1] pad [<const_pad_before = 1, const_pad_after = 1>, <const_pad_before = 1, const_pad_after = 1>])
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
