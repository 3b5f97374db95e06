// Five dimensions.
//! aieforge: error: task_dims.mlir:13:9: error: 'aie.dma_bd' op Cannot give more than 4 dimensions on a shim tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>) {
      %t = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64 sizes = [2, 2, 2, 2, 4] strides = [32, 16, 8, 4, 1])
        aie.end
      }
    }
  }
}
