// Text of before July 2024: offsets count in the memref's shape, not in strides; every second row.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aiex.runtime_sequence(%a: memref<16x24xi32>, %b: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 3, 4][1, 1, 4, 8][0, 0, 48]) {id = 0 : i64, metadata = @in} : memref<16x24xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
