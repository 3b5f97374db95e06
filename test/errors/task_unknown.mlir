// A task for an allocation that does not exist.
//! aieforge: error: task_unknown.mlir:12:12: error: 'aiex.dma_configure_task_for' op references symbol 'none', which does not exist in device @main
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>) {
      %t = aiex.dma_configure_task_for @none {
        aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
        aie.end
      }
    }
  }
}
