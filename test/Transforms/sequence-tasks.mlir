// DMA tasks get BD numbers and become BDs, pushes and syncs.
// RUN: aieforge opt --aie-assign-runtime-sequence-bd-ids --split-input-file %s | FileCheck %s --check-prefix=IDS
// RUN: aieforge opt --aie-assign-runtime-sequence-bd-ids --aie-dma-tasks-to-npu --split-input-file %s | FileCheck %s --check-prefix=NPU

// A chain on a shim beside a transfer that has BD 0, then one on an odd
// channel of a memory tile, whose BDs begin at 24.
// IDS-LABEL: @chains
// IDS: aie.dma_bd({{.*}}offset = 0 len = 32{{.*}}) {bd_id = 1 : i32}
// IDS: aie.dma_bd({{.*}}offset = 32 len = 32{{.*}}) {bd_id = 2 : i32}
// IDS-NOT: dma_free_task
// IDS: aie.dma_bd({{.*}}) {bd_id = 24 : i32}
// IDS: aiex.dma_await_task
// NPU-LABEL: @chains
// NPU: aiex.npu.writebd {bd_id = 1 : i32, buffer_length = 32 : i32, buffer_offset = 0 : i32, {{.*}}next_bd = 2 : i32{{.*}}use_next_bd = 1 : i32, valid_bd = 1 : i32}
// NPU: aiex.npu.address_patch(%{{.*}} : i32) {addr = 118820 : ui32, arg_idx = 0 : i32}
// NPU: aiex.npu.writebd {bd_id = 2 : i32, {{.*}}buffer_offset = 128 : i32, {{.*}}use_next_bd = 0 : i32
// NPU: aiex.npu.address_patch
// NPU: aiex.npu.push_queue(0, 0, MM2S : 1)
// NPU: aiex.npu.writebd {bd_id = 24 : i32, buffer_length = 16 : i32, buffer_offset = 32 : i32
// The address: own window of the memory tile, 4096 + 32 bytes, in words.
// NPU-DAG: %[[A:.*]] = arith.constant 1704708
// NPU-DAG: %[[V:.*]] = arith.constant 132104
// NPU-DAG: %[[M:.*]] = arith.constant 524287
// NPU: aiex.npu.maskwrite32(%[[A]], %[[V]], %[[M]])
// NPU: aiex.npu.push_queue(0, 1, S2MM : 1)
// NPU: aiex.npu.sync
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %big = aie.buffer(%mem) {address = 4096 : i32, sym_name = "big"} : memref<1024xi32>
  aie.shim_dma_allocation @out(%shim, S2MM, 0)
  aie.runtime_sequence @chains(%a: memref<64xi32>) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @out} : memref<64xi32>
    %t = aiex.dma_configure_task(%shim, MM2S, 1) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.next_bd ^two
    ^two:
      aie.dma_bd(%a : memref<64xi32> offset = 32 len = 32)
      aie.end
    }
    aiex.dma_start_task(%t)
    aiex.dma_free_task(%t)
    %u = aiex.dma_configure_task(%mem, S2MM, 1) {
      aie.dma_bd(%big : memref<1024xi32> offset = 8 len = 16)
      aie.end
    } {issue_token = true}
    aiex.dma_start_task(%u)
    aiex.dma_await_task(%u)
  }
}

// -----

// After an await a number is used again; a task may run twice while its BD is
// its own.
// IDS-LABEL: @reuse
// IDS: bd_id = 0
// IDS: bd_id = 1
// IDS: bd_id = 0
// NPU-LABEL: @reuse
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence @reuse(%a: memref<64xi32>) {
    %t = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.end
    } {issue_token = true}
    aiex.dma_start_task(%t)
    aiex.dma_await_task(%t)
    aiex.dma_start_task(%t)
    %u = aiex.dma_configure_task(%shim, MM2S, 1) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.end
    }
    aiex.dma_start_task(%u)
    aiex.dma_await_task(%t)
    %v = aiex.dma_configure_task(%shim, MM2S, 0) {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 32)
      aie.end
    }
    aiex.dma_start_task(%v)
  }
}

// -----

// The fourth dimension of a memory tile has no place in npu.writebd: step 256
// words, in bits 16:0 of word 5.
// NPU: memref.global "private" constant @blockwrite_data_0 : memref<8xi32> = dense<[16, 0, 262144, 262151, 262175, 255, 0, -2147483648]>
// NPU-LABEL: @fourth
// NPU-NOT: writebd
// NPU: aiex.npu.blockwrite
// NPU: aiex.npu.maskwrite32
// IDS-LABEL: @fourth
aie.device(npu1) {
  %mem = aie.tile(0, 1)
  %big = aie.buffer(%mem) {address = 0 : i32, sym_name = "big"} : memref<1024xi32>
  aie.runtime_sequence @fourth() {
    %t = aiex.dma_configure_task(%mem, MM2S, 0) {
      aie.dma_bd(%big : memref<1024xi32> offset = 0 len = 16 sizes = [2, 2, 2, 2] strides = [256, 32, 8, 1])
      aie.end
    }
    aiex.dma_start_task(%t)
  }
}

// -----

// Locks of a task's BD, and a first block that only tells where to begin.
// NPU-LABEL: @locks
// NPU: aiex.npu.writebd {{.*}}lock_acq_enable = 1 : i32, lock_acq_id = 65 : i32, lock_acq_val = -1 : i32, lock_rel_id = 66 : i32, lock_rel_val = 1 : i32
// IDS-LABEL: @locks
aie.device(npu1) {
  %mem = aie.tile(0, 1)
  %p = aie.lock(%mem, 1)
  %c = aie.lock(%mem, 2)
  %big = aie.buffer(%mem) {address = 0 : i32, sym_name = "big"} : memref<1024xi32>
  aie.runtime_sequence @locks() {
    %t = aiex.dma_configure_task(%mem, MM2S, 0) {
      aie.next_bd ^one
    ^one:
      aie.use_lock(%p, AcquireGreaterEqual, 1)
      aie.dma_bd(%big : memref<1024xi32> offset = 0 len = 16)
      aie.use_lock(%c, Release, 1)
      aie.next_bd ^one
    }
    aiex.dma_start_task(%t)
  }
}
