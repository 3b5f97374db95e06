// Bytes: 5 rows of 12 out of 20.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<12xi8>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<12xi8>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<7x20xi8>, %b: memref<60xi8>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 2, 4][1, 1, 5, 12][0, 0, 20, 1]) {id = 0 : i64, metadata = @in} : memref<7x20xi8>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 60][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<60xi8>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
