// The iteration of a task is its repeat_count's: splitting leaves it alone, and
// what does not fit then is an error.
// RUN: aieforge opt --aie-decompose-large-dma-bd %s | FileCheck %s
// RUN: not aieforge opt --aie-sequence-pipeline %s 2>&1 | FileCheck %s --check-prefix=ERR

// CHECK: aie.dma_bd({{.*}} len = 4092 sizes = [2, 1, 2046, 2] strides = [8192, 0, 3, 1])
// ERR: size of dimension 1 is 2046; a BD of a ShimNoC tile takes 0 to 1023
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<65536xi32>) {
    %u = aiex.dma_configure_task(%shim, MM2S, 1) {
      aie.dma_bd(%a : memref<65536xi32> offset = 0 len = 4092 sizes = [2, 1, 2046, 2] strides = [8192, 0, 3, 1])
      aie.end
    } {repeat_count = 1 : i32}
    aiex.dma_start_task(%u)
  }
}
