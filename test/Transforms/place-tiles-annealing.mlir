// RUN: aieforge opt --split-input-file --aie-place-tiles='placer=sa_placer sa-seed=7' %s > %t.one
// RUN: aieforge opt --split-input-file --aie-place-tiles='placer=sa_placer sa-seed=7' %s > %t.two
// RUN: cmp %t.one %t.two
// RUN: FileCheck %s < %t.one
// RUN: not aieforge opt --aie-place-tiles='placer=somewhere' %s 2>&1 | FileCheck %s --check-prefix=WHO

// WHO: Cannot find option named 'somewhere'

// A star: the pinned hub in the middle exchanges objects with three cores and
// has two DMA channels; all of them end up next to it.
// CHECK-LABEL: @star
// CHECK-NOT: logical_tile
// CHECK-DAG: %[[HUB:.*]] = aie.tile(2, 3)
// CHECK-DAG: aie.tile({{2, 2|2, 4|1, 3|3, 3}})
// CHECK-DAG: aie.tile({{2, 2|2, 4|1, 3|3, 3}})
// CHECK-DAG: aie.tile({{2, 2|2, 4|1, 3|3, 3}})
// CHECK: aie.objectfifo @a(%{{.*}}, {%[[HUB]]}
// CHECK-NOT: objectfifo.allocate
module @star {
  aie.device(npu1) {
    %a = aie.logical_tile<CoreTile>(?, ?)
    %b = aie.logical_tile<CoreTile>(?, ?)
    %c = aie.logical_tile<CoreTile>(?, ?)
    %hub = aie.logical_tile<CoreTile>(2, 3)
    aie.objectfifo @a(%a, {%hub}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @b(%b, {%hub}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @c(%c, {%hub}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  }
}

// -----

// 60000 bytes of weights and a stack leave no room for the core's own FIFO:
// a neighbour keeps its objects. The small one stays.
// CHECK-LABEL: @spill
// CHECK: aie.objectfifo @big(%[[OWN:.*]], {%[[OWN]]}
// CHECK-NEXT: aie.objectfifo.allocate @big(%{{.*}})
// CHECK-NEXT: aie.objectfifo @small(
// CHECK-NOT: objectfifo.allocate
module @spill {
  aie.device(npu1) {
    %a = aie.logical_tile<CoreTile>(?, ?)
    %weights = aie.buffer(%a) {sym_name = "weights"} : memref<60000xi8>
    aie.objectfifo @big(%a, {%a}, 2 : i32) : !aie.objectfifo<memref<4096xi8>>
    aie.objectfifo @small(%a, {%a}, 2 : i32) : !aie.objectfifo<memref<64xi8>>
    aie.core(%a) {
      aie.end
    }
  }
}
