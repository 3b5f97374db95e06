// A task on the mem tile: BDs that the sequence writes to the array, on a buffer with an address.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %table = aie.buffer(%mem) {address = 65536 : i32, sym_name = "table"} : memref<32xi32> = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]>
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.runtime_sequence(%b: memref<40xi32>) {
      %out = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<40xi32> offset = 0 len = 40)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out)
      %send = aiex.dma_configure_task(%mem, MM2S, 0) {
        aie.dma_bd(%table : memref<32xi32> offset = 0 len = 32 sizes = [4, 8] strides = [1, 4])
        aie.next_bd ^more
      ^more:
        aie.dma_bd(%table : memref<32xi32> offset = 24 len = 8)
        aie.end
      }
      aiex.dma_start_task(%send)
      aiex.dma_await_task(%out)
    }
  }
}
