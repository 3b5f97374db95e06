// Words of a 16 x 8 matrix gathered by columns, scattered by rows into every second row.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<16x8xi32>, %b: memref<16x16xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 8, 16, 1][0, 1, 8, 1]) {id = 0 : i64, metadata = @in} : memref<16x8xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 8, 16][0, 0, 32, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<16x16xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
