// RUN: aieforge opt --aie-assign-bd-ids --split-input-file --verify-diagnostics %s | FileCheck %s

// The odd channels of a memory tile run BDs 24 to 47.
// CHECK: aie.memtile_dma
// CHECK: aie.dma_bd({{.*}}) {bd_id = 0 : i32, next_bd_id = 1 : i32}
// CHECK: aie.dma_bd({{.*}}) {bd_id = 1 : i32, next_bd_id = 0 : i32}
// CHECK: aie.dma_bd({{.*}}) {bd_id = 2 : i32}
// CHECK: aie.dma_bd({{.*}}) {bd_id = 24 : i32, next_bd_id = 25 : i32}
// CHECK: aie.dma_bd({{.*}}) {bd_id = 25 : i32, next_bd_id = 24 : i32}
module {
  aie.device(npu1) {
    %m = aie.tile(0, 1)
    %b = aie.buffer(%m) {sym_name = "b"} : memref<64xi32>
    %d = aie.memtile_dma(%m) {
      %0 = aie.dma_start(S2MM, 0, ^a0, ^s1)
    ^a0:
      aie.dma_bd(%b : memref<64xi32> offset = 0 len = 64)
      aie.next_bd ^a1
    ^a1:
      aie.dma_bd(%b : memref<64xi32> offset = 0 len = 64)
      aie.next_bd ^a0
    ^s1:
      %1 = aie.dma_start(MM2S, 0, ^b0, ^s2)
    ^b0:
      aie.dma_bd(%b : memref<64xi32> offset = 0 len = 64)
      aie.next_bd ^stop
    ^stop:
      aie.end
    ^s2:
      %2 = aie.dma_start(S2MM, 1, ^c0, ^end)
    ^c0:
      aie.dma_bd(%b : memref<64xi32> offset = 0 len = 64)
      aie.next_bd ^c1
    ^c1:
      aie.dma_bd(%b : memref<64xi32> offset = 0 len = 64)
      aie.next_bd ^c0
    ^end:
      aie.end
    }
  }
}

// -----

// Region form: a chain that does not loop ends.
// CHECK: aie.dma(S2MM, 0)
// CHECK: aie.dma_bd({{.*}}) {bd_id = 0 : i32, next_bd_id = 2 : i32}
// CHECK: aie.dma_bd({{.*}}) {bd_id = 2 : i32, next_bd_id = 0 : i32}
// CHECK: aie.dma(MM2S, 0) {loop = false}
// CHECK: aie.dma_bd({{.*}}) {bd_id = 1 : i32}
module {
  aie.device(npu1) {
    %c = aie.tile(0, 2)
    %b = aie.buffer(%c) {sym_name = "b"} : memref<64xi32>
    %l = aie.lock(%c, 0)
    %mem = aie.mem(%c) {
      %one = arith.constant 1 : i32
      %0 = aie.dma(S2MM, 0) [{
        aie.use_lock(%l, AcquireGreaterEqual, %one)
        aie.dma_bd(%b : memref<64xi32>)
        aie.use_lock(%l, Release, %one)
      }, {
        aie.use_lock(%l, AcquireGreaterEqual, %one)
        aie.dma_bd(%b : memref<64xi32>)
        aie.use_lock(%l, Release, %one)
      }]
      %1 = aie.dma(MM2S, 0) {loop = false} [{
        aie.use_lock(%l, AcquireGreaterEqual, %one)
        aie.dma_bd(%b : memref<64xi32>) {bd_id = 1 : i32}
        aie.use_lock(%l, Release, %one)
      }]
      aie.end
    }
  }
}

// -----

module {
  aie.device(npu1) {
    %m = aie.tile(0, 1)
    %b = aie.buffer(%m) {sym_name = "b"} : memref<64xi32>
    %d = aie.memtile_dma(%m) {
      %0 = aie.dma_start(S2MM, 1, ^a0, ^end)
    ^a0:
      // expected-error @below {{has BD ID 3, which channel 1 of tile (0, 1) cannot run}}
      aie.dma_bd(%b : memref<64xi32> offset = 0 len = 64) {bd_id = 3 : i32}
      aie.next_bd ^a0
    ^end:
      aie.end
    }
  }
}
