// aie.bd_chain as a template, started with two buffers in turn.
module {
  aie.device(npu1_1col) {
    aie.bd_chain @halves(%buffer: memref<32xi32>) {
      aie.dma_bd(%buffer : memref<32xi32>, 16, 16)
      aie.next_bd ^second
    ^second:
      aie.dma_bd(%buffer : memref<32xi32>, 0, 16)
      aie.end
    }
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aiex.runtime_sequence(%a: memref<32xi32>, %b: memref<32xi32>, %c: memref<64xi32>) {
      %out = aiex.dma_configure_task_for @out {
        aie.dma_bd(%c : memref<64xi32>, 0, 64)
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%out)
      %t1 = aiex.dma_start_bd_chain @halves(%a) : (memref<32xi32>) on (%shim_0_0, MM2S, 0)
      %t2 = aiex.dma_start_bd_chain_for @halves(%b) : (memref<32xi32>) for @in
      aiex.dma_await_task(%out)
    }
  }
}
