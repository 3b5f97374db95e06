// 16-bit elements: 6 rows of 10 out of 16, strides in elements.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<20xi16>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<20xi16>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aiex.runtime_sequence(%a: memref<8x16xi16>, %b: memref<60xi16>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 1, 2][1, 1, 6, 10][0, 0, 16, 1]) {id = 0 : i64, metadata = @in} : memref<8x16xi16>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 60][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<60xi16>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
