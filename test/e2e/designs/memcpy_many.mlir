// Twenty transfers on five BDs: the sequence waits before it takes a BD again.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aiex.runtime_sequence(%a: memref<160xi32>, %b: memref<160xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, 40][0, 0, 0]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, 10][0, 0, 0]) {id = 1 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 30][1, 1, 1, 10][0, 0, 0]) {id = 2 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 20][1, 1, 1, 10][0, 0, 0]) {id = 3 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 10][1, 1, 1, 10][0, 0, 0]) {id = 4 : i64, issue_token = true, metadata = @in} : memref<160xi32>
      aiex.npu.dma_wait {symbol = @in}
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 40][1, 1, 1, 40][0, 0, 0]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 40][1, 1, 1, 10][0, 0, 0]) {id = 1 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 70][1, 1, 1, 10][0, 0, 0]) {id = 2 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 60][1, 1, 1, 10][0, 0, 0]) {id = 3 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 50][1, 1, 1, 10][0, 0, 0]) {id = 4 : i64, issue_token = true, metadata = @in} : memref<160xi32>
      aiex.npu.dma_wait {symbol = @in}
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 80][1, 1, 1, 40][0, 0, 0]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 80][1, 1, 1, 10][0, 0, 0]) {id = 1 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 110][1, 1, 1, 10][0, 0, 0]) {id = 2 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 100][1, 1, 1, 10][0, 0, 0]) {id = 3 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 90][1, 1, 1, 10][0, 0, 0]) {id = 4 : i64, issue_token = true, metadata = @in} : memref<160xi32>
      aiex.npu.dma_wait {symbol = @in}
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 120][1, 1, 1, 40][0, 0, 0]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 120][1, 1, 1, 10][0, 0, 0]) {id = 1 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 150][1, 1, 1, 10][0, 0, 0]) {id = 2 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 140][1, 1, 1, 10][0, 0, 0]) {id = 3 : i64, metadata = @in} : memref<160xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 130][1, 1, 1, 10][0, 0, 0]) {id = 4 : i64, issue_token = true, metadata = @in} : memref<160xi32>
      aiex.npu.dma_wait {symbol = @in}
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
