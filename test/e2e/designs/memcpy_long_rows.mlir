// Two dimensions whose inner one, 2,048 words, exceeds the wrap of 1,023: it has to be split.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<1024xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<1024xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<3x4096xi32>, %b: memref<6144xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 3, 2048][0, 0, 4096, 1]) {id = 0 : i64, metadata = @in} : memref<3x4096xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 6144][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<6144xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
