// Where mem and shim tiles go, and what is said when they cannot.
// RUN: aieforge opt --split-input-file --aie-place-tiles %s | FileCheck %s
// RUN: not aieforge opt --split-input-file --aie-place-tiles=merge-logical-tiles=false %s 2>&1 \
// RUN:   | FileCheck %s --check-prefix=APART
// RUN: not aieforge opt --split-input-file --aie-place-tiles=cores-per-col=9 %s 2>&1 \
// RUN:   | FileCheck %s --check-prefix=ROWS

// ROWS: error: requested cores-per-col (9) exceeds device capacity (4 cores per column)

// A broadcast is as long from every column of its span; the two single streams
// pull to column 1.
// CHECK-LABEL: @pull
// CHECK: aie.tile(1, 0)
module @pull {
  aie.device(npu1) {
    %c0 = aie.tile(0, 2)
    %c1 = aie.tile(1, 2)
    %c3 = aie.tile(3, 2)
    %d1 = aie.tile(1, 3)
    %s = aie.logical_tile<ShimNOCTile>(?, ?)
    aie.packet_flow(1) {
      aie.packet_source<%s, DMA : 0>
      aie.packet_dest<%c0, DMA : 0>
      aie.packet_dest<%c3, DMA : 0>
    }
    aie.flow(%c1, DMA : 0, %s, DMA : 0)
    aie.flow(%s, DMA : 1, %d1, DMA : 0)
  }
}

// -----

// Only the broadcast: the middle of its span.
// CHECK-LABEL: @middle
// CHECK: aie.tile(2, 0)
module @middle {
  aie.device(npu2) {
    %c0 = aie.tile(1, 2)
    %c1 = aie.tile(3, 2)
    %s = aie.logical_tile<ShimNOCTile>(?, ?)
    aie.packet_flow(1) {
      aie.packet_source<%s, DMA : 0>
      aie.packet_dest<%c0, DMA : 0>
      aie.packet_dest<%c1, DMA : 0>
    }
  }
}

// -----

// A cascade in program order, and five shim tiles on four columns.
// CHECK-LABEL: @chain
// CHECK-DAG: %[[A:.*]] = aie.tile(0, 2)
// CHECK-DAG: %[[B:.*]] = aie.tile(1, 2)
// CHECK: aie.cascade_flow(%[[A]], %[[B]])
// APART: error: no ShimNOCTile has sufficient DMA capacity for 0 input/1 output channels near centroid column
// APART: note: to fix, pin this ShimNOCTile to a column with free channels
module @chain {
  aie.device(npu1) {
    %a = aie.logical_tile<CoreTile>(?, ?)
    %b = aie.logical_tile<CoreTile>(?, ?)
    aie.cascade_flow(%a, %b)
    %s0 = aie.logical_tile<ShimNOCTile>(?, ?)
    %s1 = aie.logical_tile<ShimNOCTile>(?, ?)
    %s2 = aie.logical_tile<ShimNOCTile>(?, ?)
    %s3 = aie.logical_tile<ShimNOCTile>(?, ?)
    %s4 = aie.logical_tile<ShimNOCTile>(?, ?)
    %m = aie.tile(0, 1)
    aie.flow(%s0, DMA : 0, %m, DMA : 0)
    aie.flow(%s1, DMA : 0, %m, DMA : 1)
    aie.flow(%s2, DMA : 0, %m, DMA : 2)
    aie.flow(%s3, DMA : 0, %m, DMA : 3)
    aie.flow(%s4, DMA : 0, %m, DMA : 4)
  }
}
