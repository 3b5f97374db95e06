// A shim allocation on channel 2.
//! aieforge: error: channels_allocation.mlir:8:5: error: 'aie.shim_dma_allocation' op names channel MM2S 2, which the tile does not have
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.shim_dma_allocation @in(%shim, MM2S, 2)
    aie.runtime_sequence(%a: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    }
  }
}
