// RUN: aieforge opt --aie-verify-runtime-rearm --verify-diagnostics %s

module {
  aie.device(npu2) {
    %t = aie.tile(0, 2)
    %buf = aie.buffer(%t) : memref<16xi32>
    %prod = aie.lock(%t, 0) {init = 1 : i32}
    // expected-note@+1 {{this lock is bound to the reset channel and is not re-armed}}
    %cons = aie.lock(%t, 1) {init = 0 : i32}
    %mem = aie.mem(%t) {
      %dma = aie.dma_start(S2MM, 0, ^bd0, ^end)
    ^bd0:
      aie.use_lock(%prod, AcquireGreaterEqual, 1)
      aie.dma_bd(%buf : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%cons, Release, 1)
      aie.next_bd ^bd0
    ^end:
      aie.end
    }
    aie.runtime_sequence() {
      // expected-error@+1 {{resets a DMA channel whose objectFIFO lock is never re-armed}}
      aiex.dma_channel_reset(%t, S2MM, 0)
      aiex.set_lock(%prod, 1)
    }
  }
}
