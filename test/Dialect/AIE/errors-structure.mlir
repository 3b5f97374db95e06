// Tiles, cores and DMA programs that are refused.
// RUN: aieforge opt %s --split-input-file --verify-diagnostics

aie.device(npu1) {
  // expected-error@+1 {{can only have one switchbox}}
  %t = aie.tile(0, 2)
  aie.switchbox(%t) {
  }
  aie.switchbox(%t) {
  }
  // expected-error@+1 {{row index (6) must be less than the number of rows}}
  %row = aie.logical_tile<CoreTile>(?, 6)
  // expected-error@+1 {{column index (4) must be less than the number of columns}}
  %column = aie.logical_tile<CoreTile>(4, ?)
  // expected-error@+1 {{shim tiles have no memory to allocate}}
  %shim = aie.logical_tile<ShimNOCTile>(?, ?) {allocation_scheme = "bank-aware"}
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  %v = aie.tile(0, 4)
  %w = aie.tile(0, 5)
  %m = aie.tile(0, 1)
  %i = arith.constant 2 : index
  // expected-error@+1 {{the tile must be an aie.tile or aie.logical_tile}}
  aie.core(%i) {
    aie.end
  }
  // expected-error@+1 {{'aie.core' op needs a body that ends in aie.end}}
  "aie.core"(%t) ({}) : (index) -> index
  // expected-error@+1 {{artifact 'both.o' appears in both 'link_files' and 'link_merge_files'; it can be in one only}}
  aie.core(%u) {
    aie.end
  } {link_files = ["a.o", "both.o"], link_merge_files = ["both.o"]}
  // expected-error@+1 {{cannot specify both 'link_with' (deprecated) and 'link_merge_files'}}
  aie.core(%v) {
    aie.end
  } {link_with = "a.o", link_merge_files = ["b.ll"]}
  // expected-error@+1 {{func 'f' has unknown link_with_mode 'copy'; the only supported value is 'merge'}}
  func.func private @f() attributes {link_with = "f.ll", link_with_mode = "copy"}
  // expected-error@+1 {{func 'g' has link_with_mode but no link_with}}
  func.func private @g() attributes {link_with_mode = "merge"}
  // expected-error@+1 {{'aie.mem' op needs a body that ends in aie.end}}
  "aie.mem"(%t) ({}) : (index) -> index
  // expected-error@+1 {{failed to verify that op exists in a MemTile: its tile is a core tile}}
  aie.memtile_dma(%w) {
    aie.end
  }
  // expected-error@+1 {{failed to verify that op exists in a shim tile with NOC connection: its tile is a mem tile}}
  aie.shim_dma(%m) {
    aie.end
  }
  // expected-error@+1 {{failed to verify that op exists in a core tile: its tile is a mem tile}}
  aie.mem(%m) {
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<4xi32>
  // expected-error@+1 {{'aie.mem' op BD block must have at most one DMABDOp, found 2}}
  aie.mem(%t) {
    aie.dma_start(S2MM, 0, ^bd, ^end)
  ^bd:
    // expected-note@+1 {{in this BD block}}
    aie.dma_bd(%b : memref<4xi32>)
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^end
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<4xi32>
  %l = aie.lock(%t, 0)
  // expected-error@+1 {{'aie.mem' op BD block must have at most one release UseLockOp, found 2}}
  aie.mem(%t) {
    %one = arith.constant 1 : i32
    aie.dma_start(S2MM, 0, ^bd, ^end)
  ^bd:
    // expected-note@+1 {{in this BD block}}
    aie.use_lock(%l, Release, %one)
    aie.dma_bd(%b : memref<4xi32>)
    aie.use_lock(%l, Release, %one)
    aie.next_bd ^end
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{uses more output channels than available on this tile (3 of 2)}}
  aie.mem(%t) {
    aie.dma_start(MM2S, 0, ^end, ^two)
  ^two:
    aie.dma_start(MM2S, 1, ^end, ^three)
  ^three:
    aie.dma_start(MM2S, 2, ^end, ^end)
  ^end:
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.mem(%t) {
    // expected-error@+1 {{in a DMA program needs an attribute 'id'}}
    %b = memref.alloc() : memref<4xi32>
    aie.end
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %b = aie.buffer(%t) : memref<4xi32>
  // expected-error@+1 {{has more than 16 blocks with a BD (17), but the core tile has 16 BDs}}
  aie.mem(%t) {
    aie.dma_start(MM2S, 0, ^b1, ^end)
  ^b1:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b2
  ^b2:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b3
  ^b3:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b4
  ^b4:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b5
  ^b5:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b6
  ^b6:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b7
  ^b7:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b8
  ^b8:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b9
  ^b9:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b10
  ^b10:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b11
  ^b11:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b12
  ^b12:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b13
  ^b13:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b14
  ^b14:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b15
  ^b15:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b16
  ^b16:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^b17
  ^b17:
    aie.dma_bd(%b : memref<4xi32>)
    aie.next_bd ^end
  ^end:
    aie.end
  }
}

// -----

// Older forms that need something around them.

// expected-error@+1 {{'aie.shim_dma_allocation' op must be in an aie.device}}
aie.shim_dma_allocation @in(MM2S, 0, 0)

// -----

aie.device(npu1) {
  // expected-error@+1 {{'aie.shim_dma_allocation' op column 256 is not a column of the device}}
  aie.shim_dma_allocation @in(MM2S, 0, 256)
}

// -----

// expected-error@+1 {{'aie.objectfifo.link' op must be in an aie.device}}
aie.objectfifo.link [@a] -> [@b, @c] ()

// -----

aie.device(npu1) {
  // expected-error@+1 {{links @b, which is not an objectfifo of the device}}
  aie.objectfifo.link [@a] -> [@b, @c] ()
}

// -----

// expected-error@+1 {{unknown type 'fifo' of dialect AIE}}
func.func private @f(!AIE.fifo<memref<4xi32>>)

// -----

// expected-error@+1 {{unknown attribute 'dims' of dialect aie}}
func.func private @f() attributes {x = #aie.dims<4>}
