// What --canonicalize does to aie.dma_bd: constants become part of the op, and
// a shim BD that walks memory in order loses its dimensions.
// RUN: aieforge opt --canonicalize --split-input-file %s | FileCheck %s

// 4 * 8 elements of 8, each stride the product of what is inside.
// CHECK-LABEL: @shim
// CHECK: aie.dma_bd(%{{.*}} : memref<256xi32> offset = 0 len = 256) {bd_id = 2 : i32, burst_length = 64 : i32}
// A gap of one element after each row.
// CHECK: aie.dma_bd(%{{.*}} : memref<256xi32> offset = 0 len = 64 sizes = [8, 8] strides = [9, 1])
aie.device(npu1) @shim {
  %t = aie.tile(0, 0)
  %b = aie.external_buffer : memref<256xi32>
  aie.shim_dma(%t) {
    aie.dma_start(MM2S, 0, ^a, ^next)
  ^a:
    aie.dma_bd(%b : memref<256xi32> offset = 0 len = 256 sizes = [4, 8, 8] strides = [64, 8, 1]) {bd_id = 2 : i32, burst_length = 64 : i32}
    aie.next_bd ^end
  ^next:
    aie.dma_start(MM2S, 1, ^b, ^end)
  ^b:
    aie.dma_bd(%b : memref<256xi32> offset = 0 len = 64 sizes = [8, 8] strides = [9, 1])
    aie.next_bd ^end
  ^end:
    aie.end
  }
}

// -----

// Memory and core tiles keep their dimensions: their BDs are written by hand
// for what receives them.
// CHECK-LABEL: @mem
// CHECK: aie.dma_bd(%{{.*}} sizes = [8, 8] strides = [8, 1])
aie.device(npu1) @mem {
  %t = aie.tile(0, 1)
  %b = aie.buffer(%t) : memref<64xi32>
  aie.memtile_dma(%t) {
    aie.dma_start(MM2S, 0, ^a, ^end)
  ^a:
    aie.dma_bd(%b : memref<64xi32> offset = 0 len = 64 sizes = [8, 8] strides = [8, 1])
    aie.next_bd ^end
  ^end:
    aie.end
  }
}

// -----

// A task's outermost dimension repeats the BD when len is that of one run.
// CHECK-LABEL: @tasks
// CHECK: aie.dma_bd(%{{.*}} : memref<256xi32> offset = 0 len = 64 sizes = [4, 1, 8, 8] strides = [64, 64, 8, 1])
// CHECK: aie.dma_bd(%{{.*}} : memref<256xi32> offset = 16 len = 64)
// CHECK: aie.dma_bd(%{{.*}} : memref<256xi32> offset = %{{.*}} len = 32 sizes = [4, %{{.*}}] strides = [16, 1])
aie.device(npu1) @tasks {
  %t = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%t, MM2S, 0)
  aie.runtime_sequence(%a: memref<256xi32>, %o: i32, %n: i64) {
    %t0 = aiex.dma_configure_task(%t, MM2S, 0) {
      aie.dma_bd(%a : memref<256xi32> offset = 0 len = 64 sizes = [4, 1, 8, 8] strides = [64, 64, 8, 1])
      aie.end
    }
    %t1 = aiex.dma_configure_task_for @in {
      %off = arith.constant 16 : i32
      %len = arith.constant 64 : i32
      %rows = arith.constant 8 : i64
      aie.dma_bd(%a : memref<256xi32> offset = %off len = %len sizes = [%rows, 8] strides = [%rows, 1])
      aie.end
    }
    %t2 = aiex.dma_configure_task_for @in {
      %rows = arith.constant 4 : i64
      aie.dma_bd(%a : memref<256xi32> offset = %o len = 32 sizes = [%rows, %n] strides = [16, 1])
      aie.end
    }
  }
}
