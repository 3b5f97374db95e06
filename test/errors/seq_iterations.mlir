// 65 iterations with a stride.
//! aieforge: error: seq_iterations.mlir:12:7: error: 'aiex.npu.dma_memcpy_nd' op Size 3 exceeds the [1:64] range. It is 65
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<1024xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][65, 1, 1, 8][8, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<1024xi32>
    }
  }
}
