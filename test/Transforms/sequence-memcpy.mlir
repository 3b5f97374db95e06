// Transfers, waits, pushes, BDs and run-time parameters become register
// writes, in their places. Words after the reference example for npu1.
// RUN: aieforge opt --aie-dma-to-npu --split-input-file %s | FileCheck %s

// Equal words are stored once.
// CHECK-DAG: memref.global "private" constant @blockwrite_data_0 : memref<8xi32> = dense<[256, 0, 0, 0, -2147483648, 33554432, 0, 33554432]>
// CHECK-NOT: blockwrite_data_1
// CHECK: aie.runtime_sequence
// CHECK: %[[D:.*]] = memref.get_global @blockwrite_data_0
// CHECK: aiex.npu.blockwrite(%[[D]]) {address = 118816 : ui32}
// CHECK: aiex.npu.address_patch(%{{.*}} : i32) {addr = 118820 : ui32, arg_idx = 0 : i32}
// CHECK: %[[Q:.*]] = arith.constant 119316
// CHECK: %[[B:.*]] = arith.constant 1 :
// CHECK: aiex.npu.write32(%[[Q]], %[[B]])
// CHECK: aiex.npu.blockwrite({{.*}}) {address = 118784 : ui32}
// CHECK: aiex.npu.address_patch(%{{.*}} : i32) {addr = 118788 : ui32, arg_idx = 1 : i32}
// The channel's tokens carry the tile's id.
// CHECK-DAG: %[[C:.*]] = arith.constant 119296
// CHECK-DAG: %[[V:.*]] = arith.constant 3840
// CHECK-DAG: %[[M:.*]] = arith.constant 7936
// CHECK: aiex.npu.maskwrite32(%[[C]], %[[V]], %[[M]])
// CHECK: %[[T:.*]] = arith.constant -2147483648
// CHECK: aiex.npu.write32(%{{.*}}, %[[T]])
// CHECK: aiex.npu.sync
// CHECK-NOT: npu.dma_
aie.device(npu1) {
  %shim = aie.tile(0, 0) {controller_id = #aie.packet_info<pkt_type = 0, pkt_id = 15>}
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.shim_dma_allocation @out(%shim, S2MM, 0)
  aie.runtime_sequence(%a: memref<256xi32>, %b: memref<256xi32>) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<256xi32>
    aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 0 : i64, metadata = @out} : memref<256xi32>
    aiex.npu.dma_wait {symbol = @out}
  }
}

// -----

// The runs of a BD go into the queue, a step between them into the BD. Without
// an id of the tile no control register is written.
// CHECK-LABEL: @runs
// CHECK: arith.constant 132 :
// CHECK-NOT: aiex.npu.maskwrite32
// CHECK: %[[V:.*]] = arith.constant -2147287038
// CHECK: aiex.npu.write32(%{{.*}}, %[[V]])
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence @runs(%a: memref<64x64xi16>) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 1, 2][4, 1, 16, 32][1024, 0, 64, 1]) {id = 2 : i64, issue_token = true, metadata = @in} : memref<64x64xi16>
  }
}

// -----

// CHECK-LABEL: @words
// CHECK: %[[A:.*]] = arith.constant 2098696
// CHECK: aiex.npu.write32(%[[A]], %{{.*}}) : i32, i32
// CHECK: aiex.npu.blockwrite(%{{.*}}) {address = 2098704 : ui32}
// CHECK: %[[R:.*]] = arith.constant 1548
// CHECK: aiex.npu.write32(%[[R]], %{{.*}}) {column = 0 : i32, row = 2 : i32}
// CHECK: aiex.npu.write32(%{{.*}}, %{{.*}}) {column = 3 : i32, row = 4 : i32}
aie.device(npu1) {
  %core = aie.tile(0, 2)
  %rtp = aie.buffer(%core) {address = 1536 : i32, sym_name = "rtp"} : memref<16xi32>
  memref.global "private" constant @some : memref<3xi32> = dense<[1, 2, 3]>
  aie.runtime_sequence @words() {
    %a = arith.constant 2 : i32
    %v = arith.constant -1 : i32
    aiex.npu.write32(%a, %v) {buffer = @rtp} : i32, i32
    %g = memref.get_global @some : memref<3xi32>
    aiex.npu.blockwrite(%g) {address = 4 : ui32, buffer = @rtp} : memref<3xi32>
    aiex.npu.rtp_write(@rtp, 3, %v) : i32
    aiex.npu.write32(%a, %v) {column = 3 : i32, row = 4 : i32} : i32, i32
  }
}

// -----

// Queues of memory tiles take six bits of a BD's number.
// CHECK-LABEL: @memtile
// CHECK: arith.constant 1705476
// CHECK: %[[V:.*]] = arith.constant 20 :
// CHECK: aiex.npu.write32(%{{.*}}, %[[V]])
aie.device(npu1) {
  aie.runtime_sequence @memtile() {
    %r = arith.constant 0 : i32
    %b = arith.constant 20 : i32
    aiex.npu.push_queue (0, 1, S2MM : 0) bd_id %b repeat %r {issue_token = false} : i32, i32
  }
}
