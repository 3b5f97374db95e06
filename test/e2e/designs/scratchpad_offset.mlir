// Where the transfers start comes with the launch.
module {
  aiex.scratchpad_parameter @from : i32
  aiex.scratchpad_parameter @to : i32
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>, %b: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, metadata = @in, offset_parameter = @from} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 8][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out, offset_parameter = @to} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
