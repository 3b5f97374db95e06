// Text of 2024: ipu and npu ops with literals, BDs by position, allocations by
// column, three strides.
// RUN: aieforge opt %s --split-input-file | FileCheck %s

// CHECK-LABEL: aie.device(npu1)
aie.device(npu) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %tile = aie.tile(0, 2)
  // CHECK: aie.objectfifo @f(%{{.*}} dimensionsToStream [<size = 2, stride = 4>], {%{{.*}} dimensionsFromStream [<size = 4, stride = 2>]}, 2 : i32) {repeat_count = 3 : i32} : !aie.objectfifo<memref<8xi32>>
  aie.objectfifo @f(%mem toStream [<size = 2, stride = 4>], {%tile fromStream [<size = 4, stride = 2>]}, 2 : i32) {memtile_repeat = 2 : i32} : !aie.objectfifo<memref<8xi32>>
  // CHECK: aie.objectfifo @g
  // CHECK: aie.objectfifo.allocate @g(%[[CONSUMER:.*]])
  %next = aie.tile(0, 3)
  aie.objectfifo @g(%tile, {%next}, 2 : i32) {via_shared_mem = 1 : i32} : !aie.objectfifo<memref<8xi32>>
  // CHECK: aie.shim_dma_allocation @in(%{{.*}}, MM2S, 1)
  aie.shim_dma_allocation @in(MM2S, 1, 0)
  memref.global "public" @in : memref<64xi32>
  // CHECK-NOT: memref.global
  %buffer = aie.buffer(%mem) : memref<64xi32>
  %lock = aie.lock(%mem, 0)
  aie.memtile_dma(%mem) {
    // CHECK: aie.dma(S2MM, 0) {loop = false} [{
    aie.dma(S2MM, 0, loop = false) [{
      // CHECK: %[[C1:.*]] = arith.constant 1 : i32
      // CHECK: aie.use_lock(%{{.*}}, AcquireGreaterEqual, %[[C1]])
      aie.use_lock(%lock, AcquireGreaterEqual)
      // CHECK: aie.dma_bd(%{{.*}} : memref<64xi32>)
      aie.dma_bd(%buffer : memref<64xi32>)
      aie.use_lock(%lock, Release, 1)
    }]
    // CHECK: aie.dma(MM2S, 0) [{
    aie.dma(MM2S, 0) [{
      aie.use_lock(%lock, AcquireGreaterEqual, 1)
      // CHECK: aie.dma_bd(%{{.*}} : memref<64xi32> offset = 0 len = 64 sizes = [2, 4] strides = [4, 1] pad [<const_pad_before = 1, const_pad_after = 0>, <const_pad_before = 1, const_pad_after = 1>])
      aie.dma_bd(%buffer : memref<64xi32>, 0, 64, [<size = 2, stride = 4>, <size = 4, stride = 1>], [<const_pad_before = 1, const_pad_after = 0>, <const_pad_before = 1, const_pad_after = 1>], pad_value = 0)
      aie.use_lock(%lock, Release, 1)
    }]
    aie.end
  }
  aie.flow(%shim, DMA : 0, %tile, DMA : 0)
  // CHECK: aie.packet_source<%{{.*}}, TileControl : 0>
  aie.packet_flow(1) {
    aie.packet_source<%tile, Ctrl : 0>
    aie.packet_dest<%shim, South : 0>
  }
  // CHECK: aie.runtime_sequence @run(
  func.func @run(%a: memref<8x8xi32>) {
    // Three strides: offsets count in dimensions of the memref.
    // CHECK: aiex.npu.dma_memcpy_nd(%{{.*}}[0, 0, 0, 8][1, 1, 2, 8][0, 0, 16, 1]) {id = 0 : i64, metadata = @in} : memref<8x8xi32>
    aiex.npu.dma_memcpy_nd(0, 0, %a[0, 0, 1, 0][1, 1, 2, 8][0, 0, 16]) {id = 0 : i64, metadata = @in} : memref<8x8xi32>
    // CHECK: aiex.npu.dma_wait {symbol = @in}
    aiex.npu.dma_wait {symbol = @in}
    // CHECK: aiex.npu.writebd {{.*}}d0_size = 8 : i32{{.*}}d2_size = 0 : i32{{.*}}row = 0 : i32
    aiex.npu.writebd_shimtile {bd_id = 3 : i32, buffer_length = 64 : i32, buffer_offset = 0 : i32, column = 0 : i32, column_num = 1 : i32, d0_size = 8 : i32, d0_stride = 0 : i32, d1_size = 8 : i32, d1_stride = 7 : i32, d2_stride = 0 : i32, ddr_id = 2 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
    // CHECK: aiex.npu.push_queue(0, 0, MM2S : 1) bd_id %{{.*}} repeat %{{.*}} {issue_token = true} : i32, i32
    aiex.npu.shimtile_push_queue {bd_id = 3 : i32, issue_token = true, metadata = @in, repeat_count = 0 : i32}
    return
  }
}

// -----

// CHECK-LABEL: aie.device(npu1)
aie.device(npu1_4col) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @out(S2MM, 0, 0)
  // A name is not needed.
  // CHECK: aie.runtime_sequence(%{{.*}}: memref<64xi32>)
  aiex.runtime_sequence(%a: memref<64xi32>) {
    // CHECK: aiex.npu.dma_memcpy_nd(%{{.*}}[0, 0, 0, 8][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out}
    aiex.npu.dma_memcpy_nd(0, 0, %a[0, 0, 0, 8][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
  }
}
