// write32, maskwrite32 and blockwrite into the mem tile's memory, from where a task sends it.
module {
  aie.device(npu1_1col) {
    memref.global "private" constant @block : memref<4xi32> = dense<[51, 52, 53, 54]>
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %m = aie.buffer(%mem) {address = 0 : i32, sym_name = "m"} : memref<8xi32> = dense<1>
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.runtime_sequence(%b: memref<8xi32>) {
      %a0 = arith.constant 0 : i32
      %a2 = arith.constant 2 : i32
      %a8 = arith.constant 8 : i32
      %v4 = arith.constant 4 : i32
      %v11 = arith.constant 11 : i32
      %v22 = arith.constant 22 : i32
      %mask = arith.constant 65280 : i32
      %bits = arith.constant 13056 : i32
      aiex.npu.write32(%a0, %v11) {column = 0 : i32, row = 1 : i32} : i32, i32
      aiex.npu.write32(%a2, %v22) {buffer = @m} : i32, i32
      aiex.npu.maskwrite32(%a8, %bits, %mask) {column = 0 : i32, row = 1 : i32} : i32, i32, i32
      %block = memref.get_global @block : memref<4xi32>
      aiex.npu.blockwrite(%block) {address = 16 : ui32, column = 0 : i32, row = 1 : i32} : memref<4xi32>
      %out = aiex.dma_configure_task_for @out {
        aie.dma_bd(%b : memref<8xi32> offset = 0 len = 8)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out)
      %send = aiex.dma_configure_task(%mem, MM2S, 0) {
        aie.dma_bd(%m : memref<8xi32> offset = 0 len = 8)
        aie.end
      }
      aiex.dma_start_task(%send)
      aiex.dma_await_task(%out)
    }
  }
}
