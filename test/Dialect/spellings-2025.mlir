// Text of 2025 and the first half of 2026: literals where operands are today,
// traces with keywords.
// RUN: aieforge opt %s --split-input-file | FileCheck %s

// CHECK-LABEL: aie.device(npu2)
aie.device(npu2) {
  %shim = aie.tile(0, 0)
  %tile = aie.tile(0, 2)
  %rtp = aie.buffer(%tile) {address = 1024 : i32, sym_name = "rtp"} : memref<16xi32>
  // CHECK: aie.shim_dma_allocation @packets(%[[OTHER:.*]], MM2S, 0, <pkt_type = 0, pkt_id = 2>)
  aie.shim_dma_allocation @packets(MM2S, 0, 3, <pkt_type = 0, pkt_id = 2>)
  // CHECK: aie.trace @t(%{{.*}}) {
  aie.trace @t(%tile) buffer_size = 8192 {
    aie.trace.packet id = 1 type = core
  }
  // CHECK: aie.runtime_sequence @run(
  aiex.runtime_sequence @run(%a: memref<64xi32>) {
    // CHECK: aie.trace.host_config {buffer_size = 8192 : i32, reuse_output_buffer = true}
    aie.trace.host_config buffer_size = 8192 arg_idx = -1 routing = single egress_shim_col = 0
    // CHECK: aie.trace.host_config {buffer_size = 4096 : i32}
    aie.trace.host_config buffer_size = 4096 arg_idx = 4
    // CHECK: aie.trace.host_config {buffer_size = 4096 : i32, reuse_output_buffer = true}
    aie.trace.host_config buffer_size = 4096 trace_after_last_tensor = true
    // The same 32 bits, and one constant for each value of a block.
    // CHECK: %[[ADDRESS:.*]] = arith.constant 4 : i32
    // CHECK: %[[VALUE:.*]] = arith.constant -2147483648 : i32
    // CHECK: aiex.npu.write32(%[[ADDRESS]], %[[VALUE]]) {column = 0 : i32, row = 2 : i32} : i32, i32
    aiex.npu.write32 {address = 4 : ui32, column = 0 : i32, row = 2 : i32, value = 2147483648 : ui32}
    // CHECK: aiex.npu.write32(%[[ADDRESS]], %[[VALUE]]) {buffer = @rtp} : i32, i32
    aiex.npu.write32 {address = 4 : ui32, buffer = @rtp, value = 2147483648 : ui32}
    // CHECK: aiex.npu.maskwrite32(%[[ADDRESS]], %{{.*}}, %{{.*}}) : i32, i32, i32
    aiex.npu.maskwrite32 {address = 4 : ui32, mask = 255 : ui32, value = 1 : ui32}
    // CHECK: aiex.npu.address_patch(%{{.*}} : i32) {addr = 118788 : ui32, arg_idx = 0 : i32}
    aiex.npu.address_patch {addr = 118788 : ui32, arg_idx = 0 : i32, arg_plus = 256 : i32}
    // CHECK: aiex.npu.push_queue(0, 0, MM2S : 1) bd_id %{{.*}} repeat %{{.*}} {issue_token = false} : i32, i32
    aiex.npu.push_queue(0, 0, MM2S : 1) {bd_id = 2 : i32, issue_token = false, repeat_count = 0 : i32}
    // CHECK: aiex.npu.rtp_write(@rtp, 3, %{{.*}}) : i32
    aiex.npu.rtp_write(@rtp, 3, 50)
    // CHECK: aiex.npu.sync(
    aiex.npu.sync {channel = 0 : i32, column = 0 : i32, column_num = 1 : i32, direction = 0 : i32, row = 0 : i32, row_num = 1 : i32}
  }
}

// -----

// An allocation's name was a reference until October 2025.
// CHECK-LABEL: aie.device(npu1)
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %tile = aie.tile(0, 2)
  // CHECK: aie.objectfifo @in(
  aie.objectfifo @in(%shim, {%tile}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
  // CHECK: aie.shim_dma_allocation @in_shim_alloc(
  aie.shim_dma_allocation @in(MM2S, 0, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    // CHECK: metadata = @in_shim_alloc
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    // CHECK: symbol = @in_shim_alloc
    aiex.npu.dma_wait {symbol = @in}
  }
}

// -----

// iree-amd-aie: upper-case ports, i8 numbers, clauses as attributes.
// CHECK-LABEL: aie.device(npu1)
aie.device(npu1_4col) {
  %tile = aie.tile(0, 1)
  %above = aie.tile(0, 2)
  // CHECK: aie.flow(%{{.*}}, DMA : 0, %{{.*}}, TileControl : 0)
  aie.flow(%tile, DMA : 0, %above, CTRL : 0)
  %buffer = aie.buffer(%tile) : memref<64xi32>
  // CHECK: aie.lock(%{{.*}}, 1) {init = 2 : i32}
  %lock = aie.lock(%tile, 1) {init = 2 : i8}
  aie.memtile_dma(%tile) {
    aie.dma_start(S2MM, 0, ^bb1, ^bb2)
  ^bb1:
    aie.use_lock(%lock, AcquireGreaterEqual, 1)
    // CHECK: aie.dma_bd(%{{.*}} : memref<64xi32> offset = 4 len = 32 sizes = [2, 16] strides = [32, 1]) {bd_id = 0 : i32, next_bd_id = 0 : i32}
    aie.dma_bd(%buffer : memref<64xi32>) {bd_id = 0 : i32, dimensions = #aie<bd_dim_layout_array[<size = 2, stride = 32>, <size = 16, stride = 1>]>, len = 32 : i32, next_bd_id = 0 : i32, offset = 4 : i32}
    aie.next_bd ^bb1
  ^bb2:
    aie.end
  }
  // CHECK: aie.connect<South : 0, North : 0>
  aie.switchbox(%tile) {
    aie.connect<SOUTH : 0, NORTH : 0>
  }
}

// -----

// Generic text of early 2024, with that time's attribute names.
// CHECK-LABEL: aie.device(npu1)
aie.device(npu1) {
  %tile = aie.tile(0, 2)
  %buffer = aie.buffer(%tile) : memref<64xi32>
  %lock = aie.lock(%tile, 0)
  // CHECK: aie.flow(%{{.*}}, DMA : 0, %{{.*}}, DMA : 1)
  "aie.flow"(%tile, %tile) {sourceBundle = 1 : i32, sourceChannel = 0 : i32, destBundle = 1 : i32, destChannel = 1 : i32} : (index, index) -> ()
  %core = "aie.core"(%tile) ({
    // CHECK: aie.use_lock(%{{.*}}, Release, %{{.*}})
    // CHECK: stack_size = 2048 : i32
    "aie.use_lock"(%lock) {action = 1 : i32, value = 1 : i32} : (index) -> ()
    "aie.end"() : () -> ()
  }) {stackSize = 2048 : i32} : (index) -> index
  %mem = "aie.mem"(%tile) ({
    // CHECK: aie.dma_start(S2MM, 0, ^bb1, ^bb2)
    %0 = "aie.dma_start"()[^bb1, ^bb2] {channelDir = 0 : i32, channelIndex = 0 : i32} : () -> i1
  ^bb1:
    // CHECK: aie.dma_bd(%{{.*}} : memref<64xi32> offset = 4 len = 32 sizes = [2, 16] strides = [32, 1])
    "aie.dma_bd"(%buffer) {dimensions = #aie<bd_dim_layout_arr[<size = 2, stride = 32>, <size = 16, stride = 1>]>, len = 32 : i32, offset = 4 : i32} : (memref<64xi32>) -> ()
    "aie.next_bd"()[^bb1] : () -> ()
  ^bb2:
    "aie.end"() : () -> ()
  }) : (index) -> index
}
