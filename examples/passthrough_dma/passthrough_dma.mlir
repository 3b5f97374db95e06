// Copies a buffer without any core: shim -> memory tile -> shim. The memory
// tile's DMA receives into two buffers and sends them on.

module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)

    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<512xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<512xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])

    aie.runtime_sequence(%a: memref<2048xi32>, %b: memref<2048xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 2048][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<2048xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 2048][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<2048xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
