// Through the mem tile alone, 16-bit elements.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 3 : i32) : !aie.objectfifo<memref<48xi16>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 3 : i32) : !aie.objectfifo<memref<48xi16>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aiex.runtime_sequence(%a: memref<240xi16>, %b: memref<240xi16>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 240][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<240xi16>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 240][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<240xi16>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
