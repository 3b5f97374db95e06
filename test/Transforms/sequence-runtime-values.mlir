// Sizes, strides, lengths, offsets and numbers that are values of the sequence.
// RUN: aieforge opt --aie-dma-tasks-to-npu --aie-dma-to-npu --split-input-file --verify-diagnostics %s | FileCheck %s

// BD 2 of shim (1, 0) is at 1 << 25 | 0x1D040 = 33673280. Word 3 holds d0 (size
// at bit 20), word 4 d1, word 5 d2, word 6 the runs. Constant: d0 8 words with
// step 1, d1 step 16, d2 step 64 words, three runs 256 words apart.
// CHECK-LABEL: @shape
// CHECK: %[[DATA:.*]] = memref.get_global
// CHECK: aiex.npu.blockwrite(%[[DATA]]) {address = 33673280 : ui32}
// CHECK: %[[N:.*]] = arith.trunci %arg1 : i64 to i32
// CHECK: %[[LEN:.*]] = arith.muli %{{.*}}, %[[N]]
// CHECK: aiex.npu.assert_bd_field(%[[N1:.*]]) {max = 1023 : i32}
// CHECK: aiex.npu.write32(%c33673280_i32, %{{.*}}) : i32, i32
// CHECK: %[[W3:.*]] = arith.constant 8388608 : i32
// CHECK: aiex.npu.write32(%c33673292_i32, %[[W3]])
// CHECK: aiex.npu.write32(%c33673296_i32, %{{.*}})
// CHECK: aiex.npu.write32(%c33673300_i32, %{{.*}})
// CHECK: %[[W6:.*]] = arith.constant 2097407 : i32
// CHECK: aiex.npu.write32(%c33673304_i32, %[[W6]])
// At least one word.
// CHECK: %[[LESS:.*]] = arith.subi %{{.*}}, %{{.*}} : i32
// CHECK: aiex.npu.assert_bd_field(%[[LESS]]) {max = 2147483647 : i32}
// CHECK: aiex.npu.address_patch
// Three runs: repeat 2, and the token of what receives.
// CHECK: arith.constant -2147352574 : i32
aie.device(npu1) {
  %shim = aie.tile(1, 0)
  aie.shim_dma_allocation @out(%shim, S2MM, 0)
  aie.runtime_sequence @shape(%a: memref<4096xi32>, %n: i64) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][3, 2, %n, 8][256, 64, 16, 1]) {id = 2 : i64, metadata = @out} : memref<4096xi32>
  }
}

// -----

// Elements without gaps need the length alone, which may be any number of
// words; the offset is checked to be whole words: 2 of i16.
// CHECK-LABEL: @row
// CHECK: aiex.npu.blockwrite
// CHECK: aiex.npu.assert_bd_divisible(%{{.*}}) {divisor = 2 : i32}
// CHECK-NOT: max = 1023
// CHECK: aiex.npu.write32(%c118784_i32,
// CHECK-NOT: aiex.npu.write32(%c118796
// CHECK: aiex.npu.write32(%c118808_i32,
// CHECK: aiex.npu.assert_bd_divisible(%{{.*}}) {divisor = 2 : i32}
// CHECK: %[[BYTES:.*]] = arith.muli
// CHECK: aiex.npu.address_patch(%[[BYTES]] : i32) {addr = 118788 : ui32
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence @row(%a: memref<4096xi16>, %n: i64, %o: i64) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, %o][1, 1, 1, %n][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<4096xi16>
  }
}

// -----

// A task whose number the caller has: every word at an address that follows
// from it, and the queue gets it within 0 to 15.
// CHECK-LABEL: @number
// CHECK: aiex.npu.assert_bd_field(%arg1) {max = 15 : i32}
// CHECK: %[[STEP:.*]] = arith.muli %arg1, %{{.*}}
// CHECK: %[[BASE:.*]] = arith.addi %{{.*}}, %[[STEP]]
// CHECK-COUNT-8: aiex.npu.write32
// CHECK: aiex.npu.address_patch(%{{.*}} : i32) addr %{{.*}} : i32
// CHECK: aiex.npu.assert_bd_field(%arg1) {max = 15 : i32}
// CHECK: aiex.npu.assert_bd_field(%arg2) {max = 255 : i32}
// CHECK: arith.andi %arg1
// CHECK: aiex.npu.write32
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.runtime_sequence @number(%a: memref<64xi32>, %bd: i32, %again: i32) {
    %t = aiex.dma_configure_task(%shim, MM2S, 0) repeat %again : i32 bd_id %bd : i32 {
      aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64)
      aie.end
    }
    aiex.dma_start_task(%t)
  }
}

// -----

// What is constant must fit, also beside what is not.
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence @wide(%a: memref<65536xi32>, %n: i64) {
    // expected-error@+1 {{d0 size hardware value 1024 exceeds hardware range [0:1023]}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, %n, 1024][0, 0, 2048, 1]) {id = 0 : i64, metadata = @in} : memref<65536xi32>
  }
}

// -----

aie.device(npu1) {
  %mem = aie.tile(0, 1)
  %b = aie.buffer(%mem) {address = 0 : i32} : memref<64xi32>
  aie.runtime_sequence @memory(%n: i32) {
    %t = aiex.dma_configure_task(%mem, MM2S, 0) {
      // expected-error@+1 {{runtime-valued BD size/stride/len/bd_id is only supported on shim NOC tiles}}
      aie.dma_bd(%b : memref<64xi32> offset = 0 len = %n) {bd_id = 0 : i32}
      aie.end
    }
  }
}
