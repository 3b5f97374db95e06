// write32, maskwrite32 and blockwrite into the mem tile's memory, from where a task sends it.
module {
  aie.device(npu1_1col) {
    memref.global "private" constant @block : memref<4xi32> = dense<[51, 52, 53, 54]>
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %m = aie.buffer(%mem) {address = 0 : i32, sym_name = "m"} : memref<8xi32> = dense<1>
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @out(S2MM, 0, 0)
    aiex.runtime_sequence(%b: memref<8xi32>) {
      aiex.npu.write32 {address = 0 : ui32, value = 11 : ui32, column = 0 : i32, row = 1 : i32}
      aiex.npu.write32 {address = 2 : ui32, value = 22 : ui32, buffer = @m}
      aiex.npu.maskwrite32 {address = 8 : ui32, value = 13056 : ui32, mask = 65280 : ui32, column = 0 : i32, row = 1 : i32}
      %block = memref.get_global @block : memref<4xi32>
      aiex.npu.blockwrite(%block) {address = 16 : ui32, column = 0 : i32, row = 1 : i32} : memref<4xi32>
      %out = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<8xi32>, 0, 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out)
      %send = aiex.dma_configure_task(%mem, MM2S, 0) {
        aie.dma_bd(%m : memref<8xi32>, 0, 8)
        aie.end
      }
      aiex.dma_start_task(%send)
      aiex.dma_await_task(%out)
    }
  }
}
