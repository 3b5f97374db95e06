// RUN: aieforge opt --aie-place-tiles --split-input-file --verify-diagnostics %s

// Cascades go south or east; given places are looked at first.
module {
  aie.device(npu1) {
    // expected-error @below {{tile (2, 4) violates cascade adjacency}}
    // expected-note @below {{cascade adjacency requires the destination tile to be one row South or one column East of the source tile}}
    %a = aie.logical_tile<CoreTile>(2, 4)
    // expected-note @below {{cascade destination peer placed at (1, 4)}}
    %b = aie.logical_tile<CoreTile>(1, 4)
    aie.cascade_flow(%a, %b)
  }
}

// -----

// Memory of (0, 2) is reached from its own column and from the column east.
module {
  aie.device(npu1) {
    // expected-note @below {{shared-L1 buffer owner peer placed at (0, 2)}}
    %a = aie.tile(0, 2)
    %x = aie.buffer(%a) : memref<16xi32>
    // expected-error @below {{no compute tile available matching constraint (2, ?) and shared-L1 buffer adjacency}}
    // expected-note @below {{shared-L1 buffer adjacency requires this LTO to be on a tile whose L1 is shared with the buffer owner's tile}}
    %b = aie.logical_tile<CoreTile>(2, ?)
    aie.core(%b) {
      %i = arith.constant 0 : index
      %v = memref.load %x[%i] : memref<16xi32>
      aie.end
    }
  }
}

// -----

// More streams than any core has channels.
module {
  aie.device(npu1) {
    %s = aie.logical_tile<ShimNOCTile>(?, ?)
    // expected-error @below {{tile (0, 2) requires 3 input/0 output DMA channels, but only 2 input/2 output available}}
    // expected-note @below {{placer selected this tile}}
    %c = aie.logical_tile<CoreTile>(?, ?)
    aie.flow(%s, DMA : 0, %c, DMA : 0)
    aie.flow(%s, DMA : 0, %c, DMA : 1)
    aie.flow(%s, DMA : 0, %c, DMA : 2)
  }
}

// -----

// Five cores on a device with four.
module {
  aie.device(npu1_1col) {
    %a = aie.logical_tile<CoreTile>(?, ?)
    %b = aie.logical_tile<CoreTile>(?, ?)
    %c = aie.logical_tile<CoreTile>(?, ?)
    %d = aie.logical_tile<CoreTile>(?, ?)
    // expected-error @below {{no available compute tiles for placement: no core is free; the device has 4 and the design 5 core tiles}}
    %e = aie.logical_tile<CoreTile>(?, ?)
  }
}

// -----

// A given shim tile with more streams than it has channels.
module {
  aie.device(npu1) {
    // expected-error @below {{tile (1, 0) requires 0 input/3 output DMA channels, but only 2 input/2 output available}}
    %s = aie.logical_tile<ShimNOCTile>(1, 0)
    %a = aie.tile(0, 2)
    %b = aie.tile(0, 3)
    %c = aie.tile(0, 4)
    aie.objectfifo @a(%s, {%a}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @b(%s, {%b}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @c(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  }
}
