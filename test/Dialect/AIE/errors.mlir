// What the aie dialect refuses, and what it says.
// RUN: aieforge opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{unknown device 'npu9'; the devices are npu1, }}
aie.device(npu9) {
}

// -----

// expected-error@+1 {{'xcvc1902' is not an NPU}}
aie.device(xcvc1902) {
}

// -----

aie.device(npu1) {
  // expected-error@+1 {{row index (6) must be less than the number of rows in the device (6)}}
  %t = aie.tile(0, 6)
}

// -----

aie.device(npu1) {
  // expected-error@+2 {{column index (4) must be less than the number of columns in the device (4)}}
  // expected-note@+1 {{before June 2025 npu1 had five columns}}
  %t = aie.tile(4, 2)
}

// -----

aie.device(npu1) {
  // expected-error@+1 {{shim tiles have no memory}}
  %t = aie.tile(0, 0) {allocation_scheme = "bank-aware"}
}

// -----

aie.device(npu1) {
  // expected-error@+1 {{unknown logical tile type 'CoolTile'}}
  %t = aie.logical_tile<CoolTile>(?, ?)
}

// -----

aie.device(npu1) {
  // expected-error@+1 {{tile type 'ShimPLTile' does not exist on device npu1}}
  %t = aie.logical_tile<ShimPLTile>(?, ?)
}

// -----

aie.device(npu1) {
  // expected-error@+1 {{tile type 'CoreTile' does not match the tile type at coordinates (0, 1)}}
  %t = aie.logical_tile<CoreTile>(0, 1)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 1)
  // expected-error@+1 {{failed to verify that op exists in a core tile: its tile is a mem tile}}
  aie.core(%t) {
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-note@+1 {{the other core}}
  aie.core(%t) {
    aie.end
  }
  // expected-error@+1 {{tile (0, 2) already has a core; each compute tile can host only one core}}
  aie.core(%t) {
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{the core body must be empty}}
  aie.core(%t) {
    %c = arith.constant 0 : i32
    aie.end
  } {elf_file = "core.elf"}
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{cannot specify both 'link_with' (deprecated) and 'link_files'}}
  aie.core(%t) {
    aie.end
  } {link_with = "a.o", link_files = ["b.o"]}
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{stack_size 65536 leaves no local memory for this tile's buffers (65536 bytes total)}}
  aie.core(%t) {
    aie.end
  } {stack_size = 65536 : i32}
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 0)
  // expected-error@+1 {{failed to verify that op exists in a tile with local memory: a core or mem tile, not a shim tile}}
  %b = aie.buffer(%t) : memref<4xi32>
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{type should be static shaped memref}}
  %b = aie.buffer(%t) : memref<?xi32>
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(2, 2)
  // expected-error@+1 {{in Column 0 and Row 2 is accessed from an unreachable tile in Column 2 and Row 2}}
  %b = aie.buffer(%t) : memref<4xi32>
  aie.core(%u) {
    %c = arith.constant 0 : index
    // expected-note@+1 {{the access}}
    %v = memref.load %b[%c] : memref<4xi32>
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{lock assigned invalid id (16; maximum is 15)}}
  %l = aie.lock(%t, 16)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %l = aie.lock(%t, 1)
  // expected-error@+1 {{must be used in a core or memory operation}}
  aie.use_lock(%l, Release, 1)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %l = aie.lock(%t, 1)
  aie.core(%t) {
    // expected-error@+1 {{'Take' is not a lock action}}
    aie.use_lock(%l, Take, 1)
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  %l = aie.lock(%t, 1)
  // expected-error@+1 {{'aie.mem' op BD block must have at most one acquire UseLockOp, found 2}}
  aie.mem(%t) {
    %s = aie.dma_start(S2MM, 0, ^bd, ^end)
  ^bd:
    // expected-note@+1 {{in this BD block}}
    aie.use_lock(%l, AcquireGreaterEqual, 1)
    aie.use_lock(%l, AcquireGreaterEqual, 1)
    aie.dma_bd(%b : memref<64xi32>)
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{uses input channel 2, but a core tile has channels 0 to 1}}
  aie.mem(%t) {
    %s = aie.dma_start(S2MM, 2, ^end, ^end)
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-note@+1 {{in this program}}
  aie.mem(%t) {
    // expected-error@+1 {{is not an allowed terminator of a DMA program}}
    cf.br ^end
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %m = aie.tile(0, 1)
  %n = aie.tile(1, 1)
  %b = aie.buffer(%n) : memref<64xi32>
  aie.memtile_dma(%m) {
    %s = aie.dma_start(S2MM, 4, ^bd, ^end)
  ^bd:
    // expected-error@+1 {{is reachable from DMA channel 4 and attempts to access a non-local buffer}}
    aie.dma_bd(%b : memref<64xi32>)
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi16>
  aie.mem(%t) {
    %s = aie.dma_start(S2MM, 0, ^bd, ^end)
  ^bd:
    // expected-error@+1 {{transfer length must be multiple of 4 (i.e., represent 4 byte aligned address), but is 6 bytes}}
    aie.dma_bd(%b : memref<64xi16>, 0, 3)
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  aie.mem(%t) {
    %s = aie.dma_start(S2MM, 0, ^bd, ^end)
  ^bd:
    // expected-error@+1 {{bdId attribute exceeds max: 15}}
    aie.dma_bd(%b : memref<64xi32>) {bd_id = 16 : i32}
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  aie.mem(%t) {
    %s = aie.dma_start(S2MM, 0, ^bd, ^end)
  ^bd:
    // expected-error@+1 {{Cannot give more than 3 dimensions for step sizes and wraps on a core tile (got 4 dimensions)}}
    aie.dma_bd(%b : memref<64xi32> sizes = [2, 2, 2, 2] strides = [8, 4, 2, 1])
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi32>
  aie.mem(%t) {
    %s = aie.dma_start(S2MM, 0, ^bd, ^end)
  ^bd:
    // expected-error@+1 {{out of bounds access in buffer, for index 71 in memref of length 64}}
    aie.dma_bd(%b : memref<64xi32> sizes = [2, 8] strides = [64, 1])
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<64xi16>
  aie.mem(%t) {
    %s = aie.dma_start(MM2S, 0, ^bd, ^end)
  ^bd:
    // expected-error@+1 {{inner-most dim stride must be 1, but is 2}}
    aie.dma_bd(%b : memref<64xi16> len = 32 sizes = [8, 4] strides = [8, 2])
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %m = aie.tile(0, 1)
  %b = aie.buffer(%m) : memref<64xi32>
  aie.memtile_dma(%m) {
    // expected-error@+1 {{pad_value requires the CONSTANT_PAD_VALUE register, which npu1 does not have}}
    %s = aie.dma_start(MM2S, 0, ^bd, ^end) {pad_value = 1 : i32}
  ^bd:
    // expected-error@+1 {{Data exceeds len after padding: at least 80 elements, len 64}}
    aie.dma_bd(%b : memref<64xi32> len = 64 sizes = [8, 8] strides = [8, 1] pad [<const_pad_before = 0, const_pad_after = 0>, <const_pad_before = 1, const_pad_after = 1>])
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{must have at least one aie.packet_dest}}
  aie.packet_flow(1) {
    aie.packet_source<%t, DMA : 0>
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.switchbox(%t) {
    aie.connect<South : 0, DMA : 0>
    // expected-error@+1 {{targets same dst as another connect op (DMA0)}}
    aie.connect<North : 0, DMA : 0>
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(1, 2)
  aie.switchbox(%t) {
    // expected-error@+1 {{index 4 for source bundle North must be less than 4}}
    aie.connect<North : 4, DMA : 0>
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.switchbox(%t) {
    // expected-error@+1 {{source bundle West not supported on tile (0, 2)}}
    aie.connect<West : 0, DMA : 0>
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 1)
  aie.switchbox(%t) {
    // expected-error@+1 {{illegal stream switch connection: South0 cannot reach North1 in a mem tile}}
    aie.connect<South : 0, North : 1>
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.switchbox(%t) {
    %a = aie.amsel<0> (0)
    %b = aie.amsel<1> (0)
    // expected-error@+1 {{a master port can only be tied to one arbiter}}
    %m = aie.masterset(DMA : 0, %a, %b)
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 4)
  // expected-error@+1 {{'Side' is not a bundle of switch ports}}
  aie.flow(%t, Side : 0, %u, DMA : 0)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 4)
  // expected-error@+1 {{tiles must be adjacent}}
  aie.cascade_flow(%t, %u)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.core(%t) {
    // expected-error@+1 {{type must match architecture cascade width (512 bits in npu1)}}
    %v = aie.get_cascade() : vector<8xi32>
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{tile must be a shim tile, not a core tile}}
  aie.shim_dma_allocation @in(%t, MM2S, 0)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  // expected-error@+1 {{does not have enough depths specified for producer and for each consumer: 3 given, 2 needed}}
  aie.objectfifo @f(%t, {%u}, [2, 2, 2]) : !aie.objectfifo<memref<4xi32>>
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  // expected-error@+1 {{`init_values` does not initialize all objects: 1 values for 2 objects}}
  aie.objectfifo @f(%t, {%u}, 2 : i32) : !aie.objectfifo<memref<4xi32>> = [dense<1>]
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  // expected-error@+1 {{the producer's object (8 elements) must be a multiple of the consumer's (3)}}
  aie.objectfifo @f(%t, {%u}, 2 : i32) : !aie.objectfifo<memref<8xi32>> -> !aie.objectfifo<memref<3xi32>>
}

// -----

aie.device(npu1) {
  %s = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  aie.objectfifo @f(%s, {%t}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  aie.objectfifo @g(%t, {%u}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  aie.objectfifo @h(%t, {%s}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
  // expected-error@+1 {{join and distribute are unavailable on compute or shim tiles}}
  aie.objectfifo.link [@f] -> [@g, @h]([] [0, 4])
}

// -----

aie.device(npu1) {
  %s = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  aie.objectfifo @f(%s, {%t}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  aie.objectfifo @g(%u, {%s}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  // expected-error@+1 {{must have a link point}}
  aie.objectfifo.link [@f] -> [@g]([] [])
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  aie.objectfifo @f(%t, {%u}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  aie.core(%t) {
    // expected-error@+1 {{consumer port of objectFifo accessed by core running on non-consumer tile}}
    %s = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
    // expected-error@+1 {{accessed farther than number of acquired elements (index 1, acquired 1)}}
    %e = aie.objectfifo.subview.access %s[1] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
    // expected-error@+1 {{cannot retrieve associated object FIFO @nothing}}
    aie.objectfifo.release @nothing(Produce, 1)
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.trace @t(%t) {
    // expected-error@+1 {{event 'MemTileEventAIE2::LOCK_STALL' is not valid for core tile (AIE2) at (0, 2)}}
    aie.trace.event <MemTileEventAIE2::LOCK_STALL>
    // expected-error@+1 {{slots 0 and 1 cannot use combo events as inputs}}
    aie.trace.combo_event<0> <"COMBO_EVENT_0"> AND <"LOCK_STALL">
    // expected-error@+1 {{must specify either broadcast or event}}
    aie.trace.start
    // expected-error@+1 {{invalid stream switch port configuration for tile (0, 2): a core tile has 2 master ports DMA, and this is number 2}}
    aie.trace.port<0> port = DMA channel = 2 direction = S2MM
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  // A dimension needs both of its numbers.
  // expected-error@+1 {{a dimension needs both size and stride}}
  aie.objectfifo @f(%t dimensionsToStream [<size = 4>], {%u}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
}

// -----

// Ops that never existed.
aie.device(npu1) {
  // expected-error@+1 {{custom op 'aie.load_vector' is unknown}}
  aie.load_vector
}

// -----

aie.device(npu1) {
  // The stand-in for older forms is no part of the language.
  // expected-error@+1 {{cannot be written in a design}}
  "aie.old_form"() {op = "aie.tile", fields = {}} : () -> ()
}
