// Where buffers go: a memory tile that is full borrows its neighbours'; pins
// and programs that are already there are respected.
// RUN: aieforge opt --aie-objectFifo-stateful-transform %s --split-input-file | FileCheck %s

// CHECK-LABEL: @spill
// CHECK-DAG: %[[OWN:.*]] = aie.tile(1, 1)
// CHECK-DAG: %[[LEFT:.*]] = aie.tile(0, 1)
// CHECK: aie.buffer(%[[OWN]]) {sym_name = "f_cons_buff_0"}
// CHECK: aie.buffer(%[[OWN]]) {sym_name = "f_cons_buff_1"}
// CHECK: aie.buffer(%[[LEFT]]) {sym_name = "f_cons_buff_2"}
// CHECK: aie.lock(%[[OWN]]) {init = 3 : i32, sym_name = "f_cons_prod_lock_0"}
// CHECK: aie.memtile_dma(%[[OWN]])
// CHECK: aie.dma_bd(%f_cons_buff_2 : memref<65536xi32> offset = 0 len = 65536)
module {
  aie.device(npu1) @spill {
    %s = aie.tile(1, 0)
    %m = aie.tile(1, 1)
    %c = aie.tile(1, 2)
    aie.objectfifo @f(%s, {%m}, 3 : i32) : !aie.objectfifo<memref<65536xi32>>
    aie.objectfifo @g(%m, {%c}, [3, 2]) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo.link [@f] -> [@g]([] [])
  }
}

// -----

// CHECK-LABEL: @channels
// CHECK: aie.flow(%{{.*}}tile_0_0, DMA : 1, %{{.*}}tile_0_2, DMA : 1)
// CHECK: aie.flow(%{{.*}}tile_1_0, DMA : 1, %{{.*}}tile_0_2, DMA : 0)
// CHECK: aie.mem(
// CHECK: aie.dma_start(MM2S, 0, ^{{.*}}, ^[[NEXT:.*]])
// CHECK: ^[[NEXT]]:
// CHECK: aie.dma_start(S2MM, 1, ^{{.*}}, ^[[LAST:.*]])
// CHECK: ^[[LAST]]:
// CHECK: aie.dma_start(S2MM, 0
module {
  aie.device(npu1) @channels {
    %s = aie.tile(0, 0)
    %s1 = aie.tile(1, 0)
    %c = aie.tile(0, 2)
    %b = aie.buffer(%c) : memref<8xi32>
    aie.shim_dma_allocation @mine(%s1, MM2S, 0)
    aie.objectfifo @f(%s, {%c}, 2 : i32) {prod_dma_channel = 1 : i32, cons_dma_channels = array<i32: 1>} : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @g(%s1, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    %mem = aie.mem(%c) {
      %0 = aie.dma_start(MM2S, 0, ^bd, ^end)
    ^bd:
      aie.dma_bd(%b : memref<8xi32> offset = 0 len = 8)
      aie.next_bd ^bd
    ^end:
      aie.end
    }
  }
}

// -----

// Elements that are no plain numbers.
// CHECK-LABEL: @blocks
// CHECK: aie.dma_bd(%f_cons_buff_0 : memref<4x!aiex.bfp<"v8bfp16ebs8">> offset = 0 len = 4)
module {
  aie.device(npu2) @blocks {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<4x!aiex.bfp<"v8bfp16ebs8">>>
  }
}
