// Half words with a stride in the innermost dimension.
//! aieforge: error: bd_stride_inner.mlir:13:7: error: 'aie.dma_bd' op For <32b width datatypes, inner-most dim stride must be 1, but is 8
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi16>
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi16> sizes = [8, 8] strides = [1, 8])
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
