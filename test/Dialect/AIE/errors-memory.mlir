// Locks, channels and buffer descriptors that are refused.
// RUN: aieforge opt %s --split-input-file --verify-diagnostics

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  %l = aie.lock(%t, 0)
  %other = aie.lock(%u, 0)
  %n = arith.constant 1 : i32
  %m = arith.constant 2 : i32
  %b = aie.buffer(%t) : memref<64xi32>
  aie.runtime_sequence(%v: i32) {
    // expected-error@+1 {{expects some parent op to be one of aie.core, aie.mem,}}
    aie.use_lock(%l, Release, %v)
  }
  aie.mem(%t) {
    %x = arith.addi %n, %n : i32
    aie.dma_start(S2MM, 0, ^bd, ^next)
  ^bd:
    // expected-error@+1 {{lock value in a DMA/BD block must be a compile-time constant}}
    aie.use_lock(%l, AcquireGreaterEqual, %x)
    aie.dma_bd(%b : memref<64xi32>)
    // expected-error@+1 {{can only access a lock in the same tile}}
    aie.use_lock(%other, Release, %n)
    aie.next_bd ^bd
  ^next:
    // expected-error@+1 {{pad_value is only supported on memtile DMA channels}}
    aie.dma_start(MM2S, 0, ^end, ^end) {pad_value = 1 : i32}
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %l = aie.lock(%t, 0)
  %n = arith.constant 1 : i32
  %m = arith.constant 2 : i32
  aie.mem(%t) {
    aie.use_lock(%l, AcquireGreaterEqual, %n)
    // expected-error@+1 {{acquires the lock in a BD block from multiple states}}
    aie.use_lock(%l, AcquireGreaterEqual, %m)
    aie.use_lock(%l, Release, %n)
    // expected-error@+1 {{releases the lock in a BD block to multiple states}}
    aie.use_lock(%l, Release, %m)
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.core(%t) {
    // expected-error@+1 {{must be in an aie.mem, aie.memtile_dma or aie.shim_dma}}
    aie.dma_start(S2MM, 0, ^end, ^end)
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 1)
  %b = aie.buffer(%t) : memref<64xi32>
  %l = aie.lock(%t, 0)
  %n = arith.constant 1 : i32
  %c = aie.tile(0, 2)
  aie.core(%c) {
    // expected-error@+1 {{DMAOp can only appear in single block region of an aie.mem,}}
    aie.dma(S2MM, 0) [{
    }]
    aie.end
  }
  aie.memtile_dma(%t) {
    // expected-error@+1 {{each BD must be one block}}
    aie.dma(S2MM, 0) [{
      cf.br ^next
    ^next:
      aie.dma_bd(%b : memref<64xi32>)
      aie.end
    }]
    // expected-error@+1 {{each block must have exactly one dma_bd}}
    aie.dma(S2MM, 1) [{
      aie.use_lock(%l, Release, %n)
    }]
    // expected-error@+1 {{each block must have exactly two use_lock}}
    aie.dma(S2MM, 2) [{
      aie.dma_bd(%b : memref<64xi32>)
    }]
    aie.end
  }
}

// -----

aie.device(npu1) {
  // expected-error@+1 {{expected loop or repeat_count, not 'times'}}
  aie.dma(S2MM, 0, times = 3) [{
  }]
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  %b = aie.buffer(%t) : memref<64xi32>
  %half = aie.buffer(%t) {address = 1026 : i32} : memref<64xi16>
  %far = aie.buffer(%u) : memref<64xi32>
  %large = aie.buffer(%t) : memref<20000xi32>
  aie.mem(%t) {
    %heap = memref.alloc() {id = 0 : i32} : memref<64xi32>
    aie.dma_start(S2MM, 0, ^b0, ^end)
  ^b0:
    // expected-error@+1 {{BDs only support BufferOp or ExternalBufferOp operands}}
    aie.dma_bd(%heap : memref<64xi32>)
    aie.next_bd ^b1
  ^b1:
    // expected-error@+1 {{Core tile DMAs can only access a buffer in the same tile}}
    aie.dma_bd(%far : memref<64xi32>)
    aie.next_bd ^b2
  ^b2:
    // expected-error@+1 {{bd address must be 4 byte (32b) aligned; got base+offset: 1030 (bytes)}}
    aie.dma_bd(%half : memref<64xi16> offset = 2 len = 2)
    aie.next_bd ^b3
  ^b3:
    // expected-error@+1 {{buffer descriptor length (20000 32-bit words) exceeds the maximum of 16383 words supported by this tile type, a core tile}}
    aie.dma_bd(%large : memref<20000xi32>)
    aie.next_bd ^b4
  ^b4:
    // expected-error@+1 {{For <32b width datatypes, inner-most dim stride must be 1, but is 2}}
    aie.dma_bd(%half : memref<64xi16> offset = 1 len = 4 sizes = [4] strides = [2])
    aie.next_bd ^b5
  ^b5:
    // expected-error@+1 {{Invalid step size; must be a positive integer}}
    aie.dma_bd(%b : memref<64xi32> sizes = [4, 4] strides = [0, 1])
    aie.next_bd ^b6
  ^b6:
    // expected-error@+1 {{size may not exceed 1023, but is 1024}}
    aie.dma_bd(%large : memref<20000xi32> len = 1024 sizes = [1024] strides = [1])
    aie.next_bd ^b7
  ^b7:
    // expected-error@+1 {{Padding is only supported by memtile dma bds}}
    aie.dma_bd(%b : memref<64xi32> sizes = [4] strides = [1] pad [<const_pad_before = 1, const_pad_after = 1>])
    aie.next_bd ^b8
  ^b8:
    // expected-error@+1 {{iteration size must be 1 to 64, but is 65}}
    aie.dma_bd(%b : memref<64xi32>) {iteration = #aie.bd_iteration<size = 65, stride = 1>}
    aie.next_bd ^b9
  ^b9:
    // expected-error@+1 {{iteration current (4) must be less than its size (4)}}
    aie.dma_bd(%b : memref<64xi32>) {iteration = #aie.bd_iteration<size = 4, stride = 1, current = 4>}
    aie.next_bd ^b10
  ^b10:
    // expected-error@+1 {{iteration stride must be a multiple of 4 bytes and at most 8192 words, but is 40000 bytes}}
    aie.dma_bd(%b : memref<64xi32>) {iteration = #aie.bd_iteration<size = 4, stride = 10000>}
    aie.next_bd ^b11
  ^b11:
    // expected-error@+1 {{Burst length is only supported in Shim NOC tiles}}
    aie.dma_bd(%b : memref<64xi32>) {burst_length = 64 : i32}
    aie.next_bd ^b12
  ^b12:
    // expected-error@+1 {{nextBdId attribute exceeds max: 15}}
    aie.dma_bd(%b : memref<64xi32>) {next_bd_id = 16 : i32}
    aie.next_bd ^b13
  ^b13:
    // expected-error@+1 {{Packet type field can only hold 3 bits. 8 exceeds 7}}
    aie.dma_bd(%b : memref<64xi32>) {packet = #aie.packet_info<pkt_type = 8, pkt_id = 1>}
    aie.next_bd ^b14
  ^b14:
    // expected-error@+1 {{step size 65 exceeds memref size 64}}
    aie.dma_bd(%b : memref<64xi32> len = 1 sizes = [1, 1] strides = [65, 1])
    aie.next_bd ^b0
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 0)
  %b = aie.external_buffer : memref<?xi32>
  %huge = aie.external_buffer : memref<1048576xi32>
  aie.shim_dma(%t) {
    aie.dma_start(MM2S, 0, ^b0, ^end)
  ^b0:
    // expected-error@+1 {{needs a len, because the buffer's shape is not known}}
    aie.dma_bd(%b : memref<?xi32>)
    aie.next_bd ^b1
  ^b1:
    // expected-error@+1 {{stride 524288 must be less than 2^19}}
    aie.dma_bd(%huge : memref<1048576xi32> len = 2 sizes = [2, 1] strides = [524288, 1])
    aie.next_bd ^b1
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 1)
  %b = aie.buffer(%t) : memref<64xi16>
  aie.memtile_dma(%t) {
    aie.dma_start(MM2S, 0, ^b0, ^end)
  ^b0:
    // expected-error@+1 {{Padding requires n-d data layouts expressed as wrap(s) and stride(s)}}
    aie.dma_bd(%b : memref<64xi16> pad [<const_pad_before = 1, const_pad_after = 1>])
    aie.next_bd ^b1
  ^b1:
    // expected-error@+1 {{Mismatch number of dimensions between padding(s) and wrap(s) and stride(s)}}
    aie.dma_bd(%b : memref<64xi16> sizes = [4, 4] strides = [4, 1] pad [<const_pad_before = 1, const_pad_after = 1>])
    aie.next_bd ^b2
  ^b2:
    // expected-error@+1 {{Inner-most padding-before and -after counts must be whole 32-bit words}}
    aie.dma_bd(%b : memref<64xi16> sizes = [4] strides = [1] pad [<const_pad_before = 1, const_pad_after = 1>])
    aie.next_bd ^b0
  ^end:
    aie.end
  }
}

// -----

// Generic text can say what the custom form cannot.

aie.device(npu1) {
  %t = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>, %n: i32) {
    %0 = aiex.dma_configure_task(%t, MM2S, 0) {
      // expected-error@+1 {{expected 1 dynamic sizes values, got 0}}
      "aie.dma_bd"(%a) <{operandSegmentSizes = array<i32: 1, 0, 0, 0, 0>, static_sizes = array<i64: -9223372036854775808, 2>, static_strides = array<i64: 4, 1>}> : (memref<64xi32>) -> ()
      aie.end
    }
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>, %n: i32) {
    %0 = aiex.dma_configure_task(%t, MM2S, 0) {
      // expected-error@+1 {{expected the same number of sizes (1) and strides (0)}}
      "aie.dma_bd"(%a) <{operandSegmentSizes = array<i32: 1, 0, 0, 0, 0>, static_sizes = array<i64: 2>}> : (memref<64xi32>) -> ()
      aie.end
    }
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>, %n: i32) {
    %0 = aiex.dma_configure_task(%t, MM2S, 0) {
      // expected-error@+1 {{offset and len are numbers or values, not both}}
      "aie.dma_bd"(%a, %n) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0>, static_offset = 4 : i32}> : (memref<64xi32>, i32) -> ()
      aie.end
    }
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 0)
  aie.runtime_sequence(%a: memref<64xi32>) {
    %0 = aiex.dma_configure_task(%t, MM2S, 0) {
      // expected-error@+1 {{sizes and strides must be 0 to 4294967295, not -1}}
      aie.dma_bd(%a : memref<64xi32> sizes = [-1] strides = [1])
      aie.end
    }
  }
}

// -----

// How a BD is written.

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  // expected-error@+1 {{expected dimensions: [<size = …, stride = …>, …]}}
  aie.dma_bd(%b : memref<64xi32>, 0, 64, 4)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  // expected-error@+1 {{too many items in this dma_bd}}
  aie.dma_bd(%b : memref<64xi32>, 0, 64, [<size = 4, stride = 1>], [<const_pad_before = 1, const_pad_after = 1>], [<size = 4, stride = 1>])
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  // expected-error@+1 {{'len' must be given once, as an integer}}
  aie.dma_bd(%b : memref<64xi32> len = 4) {len = 4 : i32}
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  // expected-error@+1 {{'dimensions' must be a bd_dim_layout_array}}
  aie.dma_bd(%b : memref<64xi32>) {dimensions = 4 : i32}
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  // expected-error@+1 {{'aie.dma_bd' op attribute 'bd_id' failed to satisfy constraint}}
  aie.dma_bd(%b : memref<64xi32>) {bd_id = "one"}
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  // expected-error@+1 {{a dimension has size and stride, not 'length'}}
  aie.dma_bd(%b : memref<64xi32>, 0, 64, [<length = 4, stride = 1>])
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  // expected-error@+1 {{'size' is given twice}}
  aie.dma_bd(%b : memref<64xi32>, 0, 64, [<size = 4, size = 1>])
}

// -----

// Warnings.

aie.device(npu1) {
  %t = aie.tile(0, 1)
  %b = aie.buffer(%t) : memref<64xi32>
  aie.memtile_dma(%t) {
    aie.dma_start(MM2S, 0, ^b0, ^end)
  ^b0:
    // expected-warning@+1 {{pad_value of a dma_bd never had an effect and is ignored; put pad_value on the dma_start}}
    aie.dma_bd(%b : memref<64xi32>, 0, 64, [<size = 4, stride = 1>], [<const_pad_before = 1, const_pad_after = 1>], pad_value = 7)
    aie.next_bd ^b1
  ^b1:
    // expected-warning@+1 {{dimension <4, 1> is read as <size = 4, stride = 1>}}
    aie.dma_bd(%b : memref<64xi32>, 0, 4, [<4, 1>])
    aie.next_bd ^b0
  ^end:
    aie.end
  }
}

// -----

AIE.device(ipu) {
  %t = AIE.tile(0, 2)
  %b = AIE.buffer(%t) : memref<64xi16>
  AIE.mem(%t) {
    AIE.dmaStart(MM2S, 0, ^b0, ^end)
  ^b0:
    // expected-warning@+3 {{dimension <2, 8> is read as <size = 2, stride = 8>}}
    // expected-warning@+2 {{dimension <4, 1> is read as <size = 4, stride = 1>}}
    // expected-warning@+1 {{sizes and strides are read as elements of 'i16'; text of 2023 may have meant 32-bit words}}
    AIE.dmaBd(<%b : memref<64xi16>, 0, 64>, 0, [<2, 8>, <4, 1>])
    AIE.nextBd ^b0
  ^end:
    AIE.end
  }
}
