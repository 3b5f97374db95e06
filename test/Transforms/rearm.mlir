// A reset of an object FIFO resets its channels, locks and queues. The check
// wants every lock of a channel set that is reset by hand.
// RUN: aieforge opt --aie-objectFifo-stateful-transform --aie-assign-lock-ids --aie-assign-bd-ids %s | FileCheck %s
// RUN: aieforge opt --aie-objectFifo-stateful-transform --aie-assign-lock-ids --aie-assign-bd-ids --aie-lower-dma-channel-reset %s | FileCheck %s --check-prefix=LOW

// The consumer's half lies on the core, the producer's on the shim.
// CHECK: aiex.dma_channel_reset_for(@in_rearm)
// CHECK: aie.objectfifo_rearm_binding @in_rearm channels(%[[C:.*]] : index) locks(%[[P:.*]], %[[F:.*]] : index, index) {channel_dirs = array<i32: 0>, channel_indices = array<i32: 0>, head_bd_ids = array<i32: 0>, lock_inits = array<i32: 2, 0>, repeat_counts = array<i32: 0>}
// LOW-NOT: objectfifo_rearm_binding
// LOW: aie.runtime_sequence
// LOW: aiex.npu.maskwrite32{{.*}}{column = 0 : i32, row = 2 : i32}
// LOW: aiex.npu.maskwrite32{{.*}}{column = 0 : i32, row = 2 : i32}
// LOW: aiex.set_lock(%{{.*}}, 2)
// LOW: aiex.set_lock(%{{.*}}, 0)
// LOW: aiex.npu.push_queue(0, 2, S2MM : 0)
module {
  aie.device(npu1) {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @in(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    %core = aie.core(%c) {
      %v = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
      aie.objectfifo.release @in(Consume, 1)
      aie.end
    }
    aie.runtime_sequence(%a: memref<64xi32>) {
      aiex.dma_channel_reset_for(@in)
    }
  }
}
