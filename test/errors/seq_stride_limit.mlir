// A stride beyond 2^20 words.
//! aieforge: error: seq_stride_limit.mlir:12:7: error: 'aiex.npu.dma_memcpy_nd' op Stride 1 exceeds the [1:1048576] range. It is 1048577 words
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<2097152xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 2, 4][0, 0, 1048577, 1]) {id = 0 : i64, metadata = @in} : memref<2097152xi32>
    }
  }
}
