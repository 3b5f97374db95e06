// Zero padding at a shim tile.
//! aieforge: error: seq_padding.mlir:12:7: error: 'aiex.npu.dma_memcpy_nd' op asks for zero padding, which only memory tiles' MM2S channels have (ShimTile doesn't support zero padding.)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in, d0_zero_before = 2 : i64} : memref<64xi32>
    }
  }
}
