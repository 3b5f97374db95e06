// A core tile's wrap beyond 255.
//! aieforge: error: bd_wrap.mlir:13:7: error: 'aie.dma_bd' op does not fit a buffer descriptor: size of dimension 0 (in words) is 512; a BD of a Core tile takes 0 to 255: split it into 4 times 128, with steps of 512 and 4 words
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<4096xi32>
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<4096xi32> sizes = [4, 512] strides = [1, 4])
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
