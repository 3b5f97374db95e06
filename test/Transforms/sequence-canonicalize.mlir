// Transfers of elements side by side are one run of them.
// RUN: aieforge opt --canonicalize --split-input-file %s | FileCheck %s

// 2 x 5 x 12 elements from element 3*60 + 2*12 + 7 = 211 on; the runs stay. The
// values are constants, which become literals.
// CHECK-LABEL: @row
// CHECK: aiex.npu.dma_memcpy_nd(%arg0[1, 0, 0, 211][4, 1, 1, 120][500, 0, 0, 1], packet = <pkt_type = 1, pkt_id = 2>) {id = 3 : i64, issue_token = true, metadata = @in}
// A stride that is never taken does not matter, one that skips elements does.
// CHECK: aiex.npu.dma_memcpy_nd(%arg0[0, 0, 0, 0][1, 1, 1, 24][0, 0, 0, 1])
// CHECK: aiex.npu.dma_memcpy_nd(%arg0[0, 0, 0, 0][1, 1, 2, 12][0, 0, 13, 1])
// CHECK: aiex.npu.dma_memcpy_nd(%arg0[0, 0, 0, 0][1, 1, %arg1, 12][0, 0, 12, 1])
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence @row(%a: memref<4096xi32>, %n: i64) {
    %c12 = arith.constant 12 : i64
    aiex.npu.dma_memcpy_nd(%a[1, 3, 2, 7][4, 2, 5, %c12][500, 60, %c12, 1], packet = <pkt_type = 1, pkt_id = 2>) {id = 3 : i64, issue_token = true, metadata = @in} : memref<4096xi32>
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 2, 1, 12][0, 12, 77, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 2, 12][0, 0, 13, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, %n, 12][0, 0, 12, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi32>
  }
}
