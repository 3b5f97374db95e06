// A length that is not a whole number of words.
//! aieforge: error: task_length.mlir:13:9: error: 'aie.dma_bd' op moves 6 elements of 8 bits, which is no whole number of 4-byte words
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi8>) {
      %t = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<64xi8> offset = 0 len = 6)
        aie.end
      }
    }
  }
}
