// A wait for a FIFO that does not exist.
//! aieforge: error: seq_unknown_wait.mlir:12:7: error: 'aiex.npu.dma_wait' op couldn't find symbol in parent device: @none
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>) {
      aiex.npu.dma_wait {symbol = @none}
    }
  }
}
