// What the aiex dialect refuses, and what it says.
// RUN: aieforge opt %s --split-input-file --verify-diagnostics

aie.device(npu1) {
  %s = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%s, MM2S, 0)
  aie.runtime_sequence(%a: memref<64xi32>, %b: memref<8xi8>, %c: memref<4096x4096xi32>) {
    // expected-error@+1 {{needs four offsets, four sizes and four strides}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
  }
}

// -----

aie.device(npu1) {
  %s = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%s, MM2S, 0)
  aie.runtime_sequence(%a: memref<64xi32>, %b: memref<8xi8>, %c: memref<4096x4096xi32>, %d: memref<64xi64>) {
    // expected-error@+1 {{Maximum element bit-width allowed is 32 bits, but the elements have 64}}
    aiex.npu.dma_memcpy_nd(%d[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi64>
    // expected-error@+1 {{Offset must be 4-byte-aligned, but is byte 2}}
    aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 2][1, 1, 1, 4][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<8xi8>
    // expected-error@+1 {{Transfer sizes must be multiples of 4 bytes. 3 elements at 1 bytes each equal 3 bytes, which is not divisible by 4}}
    aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 3][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<8xi8>
    // Without repetition, aie-decompose-large-dma-bd splits it.
    aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 2000, 4][0, 0, 8, 1]) {id = 0 : i64, metadata = @in} : memref<4096x4096xi32>
    // expected-error@+1 {{Size 1 exceeds the [0:1023] range. It is 2000}}
    aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][2, 1, 2000, 4][0, 0, 8, 1]) {id = 0 : i64, metadata = @in} : memref<4096x4096xi32>
    // expected-error@+1 {{Stride 1 exceeds the [1:1048576] range. It is 2097152 words}}
    aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 2, 4][0, 0, 2097152, 1]) {id = 0 : i64, metadata = @in} : memref<4096x4096xi32>
    // expected-error@+1 {{Sizes must be a positive integer, but one is 0}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 0, 4][0, 0, 8, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    // expected-error@+1 {{Requested burst length is not supported by the target. Supported burst lengths: 64 128 256 bytes, not 512}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {burst_length = 512 : i64, id = 0 : i64, metadata = @in} : memref<64xi32>
    // expected-error@+1 {{Packet ID field can only hold 5 bits. 32 exceeds 31}}
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1], packet = <pkt_type = 0, pkt_id = 32>) {id = 0 : i64, metadata = @in} : memref<64xi32>
    // expected-error@+1 {{couldn't find symbol in parent device: @nothing}}
    aiex.npu.dma_wait {symbol = @nothing}
  }
}

// -----

// From July 2024 to March 2025 the meaning of offsets changed, and the text
// does not tell which one is meant.
aie.device(npu1) {
  %s = aie.tile(0, 0)
  aie.shim_dma_allocation @in(%s, MM2S, 0)
  aiex.runtime_sequence(%a: memref<8x8xi32>) {
    // expected-error@+1 {{has two meanings here: text from before September 2024 starts at element 8 (offsets count in dimensions of the memref), later text at element 16 (offsets count in strides)}}
    aiex.npu.dma_memcpy_nd(0, 0, %a[0, 0, 1, 0][1, 1, 2, 8][0, 0, 16, 1]) {id = 0 : i64, metadata = @in} : memref<8x8xi32>
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence() {
    // expected-error@+1 {{'aiex.npu.write32' op needs an integer attribute 'value'}}
    aiex.npu.write32 {address = 4 : ui32}
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence() {
    // expected-error@+1 {{finds no shim_dma_allocation named @in}}
    aiex.npu.shimtile_push_queue {metadata = @in, issue_token = false, repeat_count = 0 : i32, bd_id = 3 : i32}
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence(%v: i32) {
    // expected-error@+1 {{BD ID exceeds the maximum ID. BD number is 16, the last one 15}}
    aiex.npu.push_queue(0, 0, MM2S : 1) {bd_id = 16 : i32, issue_token = true, repeat_count = 0 : i32}
    // expected-error@+1 {{Repeat count exceeds the [0:255] range. The count is 256}}
    aiex.npu.push_queue(0, 0, MM2S : 1) {bd_id = 1 : i32, issue_token = true, repeat_count = 256 : i32}
    // expected-error@+1 {{buffer 'x' not found in device}}
    aiex.npu.write32(%v, %v) {buffer = @x} : i32, i32
    // expected-error@+1 {{level is 0 (none), 1 (mem tile), 2 (core tile) or 3 (core registers), not 4}}
    aiex.npu.preempt {level = 4 : ui8}
    // expected-error@+1 {{a write needs data}}
    aiex.control_packet {address = 8192 : ui32, opcode = 0 : i32, stream_id = 0 : i32}
    // expected-error@+1 {{size must be a multiple of 4, 4 to 128, but is 6}}
    aiex.npu.create_scratchpad {size = 6 : ui32, usage_type = 0 : ui8}
  }
}

// -----

aie.device(npu1) {
  %s = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  %l = aie.lock(%t, 0)
  aie.bd_chain @copy(%a: memref<64xi32>) {
    aie.dma_bd(%a : memref<64xi32>)
    aie.end
  }
  aie.runtime_sequence(%a: memref<32xi32>) {
    // expected-error@+1 {{Argument 1 types mismatch: the BD chain has 'memref<64xi32>'}}
    %0 = aiex.dma_start_bd_chain_for @copy(%a) : (memref<32xi32>) for @in
    // expected-error@+1 {{channel 2 does not exist: a shim tile has 2 of this direction}}
    %1 = aiex.dma_configure_task(%s, MM2S, 2) {
      aie.end
    }
    // expected-error@+1 {{Lock value exceeds the maximum value of 63: 64}}
    aiex.set_lock(%l, 64)
    // expected-error@+1 {{tile has no DMA channel reset (only core and mem tiles do}}
    aiex.dma_channel_reset(%s, S2MM, 0)
    // expected-error@+1 {{tile must be a core tile, not a shim tile}}
    aiex.core_reset(%s)
    // expected-error@+1 {{No such device: '@other'}}
    aiex.configure @other {
    }
  }
}

// -----

// expected-error@+1 {{Invalid block type: v4bfp4. Known types are: v8bfp16ebs8, v16bfp16ebs16.}}
func.func private @f(memref<4x!aiex.bfp<"v4bfp4">>)
