// Host memory seen through memref.subview and memref.reinterpret_cast.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<128xi32>, %b: memref<4x16xi32>) {
      %view = memref.subview %a[32] [64] [1] : memref<128xi32> to memref<64xi32, strided<[1], offset: 32>>
      %row = memref.reinterpret_cast %b to offset: [16], sizes: [48], strides: [1] : memref<4x16xi32> to memref<48xi32, strided<[1], offset: 16>>
      aiex.npu.dma_memcpy_nd(%row[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<48xi32, strided<[1], offset: 16>>
      aiex.npu.dma_memcpy_nd(%view[0, 0, 0, 16][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<64xi32, strided<[1], offset: 32>>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
