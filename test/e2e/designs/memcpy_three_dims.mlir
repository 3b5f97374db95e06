// A 3-D block with its planes 100 words and its rows 10 words apart, stored densely.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<24xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<24xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<450xi32>, %b: memref<48xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 1, 2, 3][1, 4, 3, 4][0, 100, 10, 1]) {id = 0 : i64, metadata = @in} : memref<450xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 48][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<48xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
