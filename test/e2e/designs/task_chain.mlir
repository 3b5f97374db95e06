// A task of three BDs in a chain, and one that repeats.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>, %b: memref<96xi32>) {
      %out = aiex.dma_configure_task(%shim_0_0, S2MM, 0) {
        aie.dma_bd(%b : memref<96xi32> offset = 0 len = 96)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out)
      %in = aiex.dma_configure_task(%shim_0_0, MM2S, 0) {
        aie.dma_bd(%a : memref<64xi32> offset = 48 len = 16)
        aie.next_bd ^second
      ^second:
        aie.dma_bd(%a : memref<64xi32> offset = 16 len = 24)
        aie.next_bd ^third
      ^third:
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 8 sizes = [4, 2] strides = [2, 1])
        aie.end
      } {repeat_count = 1 : i32, issue_token = true}
      aiex.dma_start_task(%in)
      aiex.dma_await_task(%in)
      aiex.dma_await_task(%out)
    }
  }
}
