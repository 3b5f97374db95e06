// A walk past the end of the buffer.
//! aieforge: error: bd_beyond.mlir:13:7: error: 'aie.dma_bd' op Specified stride(s) and size(s) result in out of bounds access in buffer, for index 103 in memref of length 64
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi32>
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi32> sizes = [4, 8] strides = [32, 1])
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
