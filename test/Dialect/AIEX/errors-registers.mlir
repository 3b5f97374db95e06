// Register access and scratchpads that are refused.
// RUN: aieforge opt %s --split-input-file --verify-diagnostics

module {
  aiex.scratchpad_parameter @real : f32
  aie.device(npu1) {
    %t = aie.tile(0, 2)
    aie.core(%t) {
      // expected-error@+1 {{f32 parameters are not supported; pass the bits as an i32}}
      %a = aiex.read_scratchpad_parameter @real : f32
      // expected-error@+1 {{references unknown parameter 'nothing'}}
      %b = aiex.read_scratchpad_parameter @nothing : i32
      aie.end
    }
    aie.runtime_sequence(%v: i32) {
      // expected-error@+1 {{'aiex.read_scratchpad_parameter' op must be inside an aie.core}}
      %c = aiex.read_scratchpad_parameter @real : f32
      // expected-error@+1 {{there is no tile (4, 0) on npu1}}
      aiex.npu.push_queue(4, 0, MM2S : 1) bd_id %v repeat %v {issue_token = true} : i32, i32
      %three = arith.constant 3 : i32
      %big = arith.constant 1024 : i32
      // expected-error@+1 {{constant value 1024 exceeds the guarded field range [0:1023]}}
      aiex.npu.assert_bd_field(%big) {max = 1023 : i32} : i32
      // expected-error@+1 {{constant value 3 is not divisible by 4}}
      aiex.npu.assert_bd_divisible(%three) {divisor = 4 : i32} : i32
      // expected-error@+1 {{divisor must be positive}}
      aiex.npu.assert_bd_divisible(%three) {divisor = 0 : i32} : i32
      // expected-error@+1 {{opcode is 0 (write), 1 (read) or 2 (block write), not 3}}
      aiex.control_packet {address = 8192 : ui32, opcode = 3 : i32, stream_id = 0 : i32}
      // expected-error@+1 {{a read needs a length}}
      aiex.control_packet {address = 8192 : ui32, opcode = 1 : i32, stream_id = 0 : i32}
      // expected-note@+1 {{the other scratchpad}}
      aiex.npu.create_scratchpad {size = 8 : ui32, usage_type = 0 : ui8}
      // expected-error@+1 {{a sequence can have one scratchpad only}}
      aiex.npu.create_scratchpad {size = 8 : ui32, usage_type = 0 : ui8}
      // expected-error@+1 {{usage_type must be 0, but is 1}}
      aiex.npu.create_scratchpad {size = 8 : ui32, usage_type = 1 : ui8}
      // expected-error@+1 {{state_table_idx must be less than 32, but is 32}}
      aiex.npu.update_from_scratchpad {address = 0 : ui32, func_arg = 0 : ui32, state_table_idx = 32 : ui8}
      // expected-error@+1 {{state_table_idx 2 is outside the scratchpad of 8 bytes}}
      aiex.npu.update_from_scratchpad {address = 0 : ui32, func_arg = 0 : ui32, state_table_idx = 2 : ui8}
    }
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence() {
    // expected-error@+1 {{there is no tile (7, 0) on npu1}}
    aiex.npu.writebd {bd_id = 3 : i32, buffer_length = 64 : i32, buffer_offset = 0 : i32, column = 7 : i32, d0_size = 0 : i32, d0_stride = 0 : i32, d1_size = 0 : i32, d1_stride = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
    // expected-error@+1 {{BD ID exceeds the maximum ID. BD number is 16, the last one 15}}
    aiex.npu.writebd {bd_id = 16 : i32, buffer_length = 64 : i32, buffer_offset = 0 : i32, column = 0 : i32, d0_size = 0 : i32, d0_stride = 0 : i32, d1_size = 0 : i32, d1_stride = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
    // expected-error@+1 {{D1 Size exceeds the [0:1023] range. The field is 1024}}
    aiex.npu.writebd {bd_id = 3 : i32, buffer_length = 64 : i32, buffer_offset = 0 : i32, column = 0 : i32, d0_size = 0 : i32, d0_stride = 0 : i32, d1_size = 1024 : i32, d1_stride = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
    // expected-error@+1 {{ShimTile only supports 3 dimensions of sizes. d2_size must be 0}}
    aiex.npu.writebd {bd_id = 3 : i32, buffer_length = 64 : i32, buffer_offset = 0 : i32, column = 0 : i32, d0_size = 0 : i32, d0_stride = 0 : i32, d1_size = 0 : i32, d1_stride = 0 : i32, d2_size = 2 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
    // expected-error@+1 {{ShimTile doesn't support zero padding}}
    aiex.npu.writebd {bd_id = 3 : i32, buffer_length = 64 : i32, buffer_offset = 0 : i32, column = 0 : i32, d0_size = 0 : i32, d0_stride = 0 : i32, d0_zero_after = 1 : i32, d1_size = 0 : i32, d1_stride = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
    // expected-error@+1 {{Only ShimTiles support burst length}}
    aiex.npu.writebd {bd_id = 3 : i32, buffer_length = 64 : i32, buffer_offset = 0 : i32, burst_length = 64 : i32, column = 0 : i32, d0_size = 0 : i32, d0_stride = 0 : i32, d1_size = 0 : i32, d1_stride = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, row = 1 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence(%a: memref<2xi8>, %b: memref<?xi32>, %c: memref<8x8xi32>) {
    // expected-error@+1 {{transfers less than the 32 bits that a DMA moves at least}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 2][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<2xi8>
    // expected-error@+1 {{Sizes must be a positive integer, but one is 9223372036854775807}}
    aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 9223372036854775807][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<8x8xi32>
    // expected-error@+1 {{stride 9223372036854775807 is too large}}
    aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 2, 4][0, 0, 9223372036854775807, 1]) {id = 0 : i64, metadata = @in} : memref<8x8xi32>
    // expected-error@+1 {{Stride 1 must be a positive integer, but is 0}}
    aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 2, 4][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<8x8xi32>
    // expected-error@+1 {{Size 3 exceeds the [1:64] range. It is 65}}
    aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][65, 1, 1, 4][8, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<8x8xi32>
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence(%b: memref<8xi16>) {
    // expected-error@+1 {{'aiex.npu.dma_memcpy_nd' op attribute 'metadata' failed to satisfy constraint}}
    aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 2, 4][0, 0, 3, 1]) {id = 0 : i64, metadata = "in"} : memref<8xi16>
  }
}

// -----

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.runtime_sequence(%b: memref<64xi16>) {
    // expected-error@+1 {{Stride 1 is 3 elements * 2 bytes = 6 bytes, which is not divisible by 4}}
    aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 2, 4][0, 0, 3, 1]) {id = 0 : i64, metadata = @in} : memref<64xi16>
  }
}

// -----

// Three strides: the offsets count in dimensions, which must be known.
aie.device(npu1) {
  aie.runtime_sequence(%b: memref<?xi32>) {
    // expected-error@+1 {{three strides are a form of before July 2024, whose offsets count in dimensions of the memref}}
    aiex.npu.dma_memcpy_nd(0, 0, %b[0, 0, 1, 0][1, 1, 2, 4][0, 0, 8]) {id = 0 : i64, metadata = @in} : memref<?xi32>
  }
}

// -----

aie.device(npu1) {
  func.func @sequence(%b: memref<8xi32>, %n: i32) {
    %c0 = arith.constant 0 : i32
    // expected-error@+1 {{offsets of this form of dma_memcpy_nd must be constants}}
    aiex.npu.dma_memcpy_nd (%c0, %c0, %b[%c0, %c0, %c0, %n][%c0, %c0, %c0, %c0][%c0, %c0, %c0]) {metadata = @in, id = 0 : i32} : (i32, i32, memref<8xi32>, [i32, i32, i32, i32], [i32, i32, i32, i32], [i32, i32, i32])
    return
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence() {
    // expected-error@+1 {{'aiex.npu.push_queue' op finds no shim_dma_allocation named @in}}
    aiex.npu.shimtile_push_queue {metadata = @in, issue_token = false, repeat_count = 0 : i32, bd_id = 3 : i32}
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence(%a: memref<8xi32>) {
    // expected-error@+1 {{expected 1 dynamic offsets values, got 0}}
    "aiex.npu.dma_memcpy_nd"(%a) <{id = 0 : i64, metadata = @in, operandSegmentSizes = array<i32: 1, 0, 0, 0>, static_offsets = array<i64: 0, 0, 0, -9223372036854775808>, static_sizes = array<i64: 1, 1, 1, 4>, static_strides = array<i64: 0, 0, 0, 1>}> : (memref<8xi32>) -> ()
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence(%a: memref<8xi32>) {
    // expected-error@+1 {{needs four offsets, four sizes and four strides}}
    "aiex.npu.dma_memcpy_nd"(%a) <{id = 0 : i64, metadata = @in, operandSegmentSizes = array<i32: 1, 0, 0, 0>, static_offsets = array<i64: 0, 0, 0>, static_sizes = array<i64: 1, 1, 1, 4>, static_strides = array<i64: 0, 0, 0, 1>}> : (memref<8xi32>) -> ()
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence() {
    // expected-error@+1 {{'aiex.npu.writebd' op attribute 'bd_id' failed to satisfy constraint}}
    aiex.npu.writebd {bd_id = "three"}
  }
}
