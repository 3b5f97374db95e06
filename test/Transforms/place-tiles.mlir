// RUN: aieforge opt --aie-place-tiles %s | FileCheck %s

// Eight cores that each feed the next one: at most two DMA channels a
// direction, so neighbours or DMAs; memory and shim tiles near their cores.
// CHECK-NOT: logical_tile
// CHECK-DAG: aie.tile(0, 2)
// CHECK-DAG: aie.tile(0, 3)
// CHECK-DAG: aie.tile(3, 5)
// CHECK-DAG: aie.tile(0, 0)
// CHECK-DAG: aie.tile(3, 1)
module {
  aie.device(npu1) {
    %a = aie.logical_tile<CoreTile>(?, ?)
    %b = aie.logical_tile<CoreTile>(?, ?)
    %pinned = aie.logical_tile<CoreTile>(3, 5)
    %s = aie.logical_tile<ShimNOCTile>(?, ?)
    %m = aie.logical_tile<MemTile>(?, ?)
    aie.objectfifo @in(%s, {%a}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @ab(%a, {%b}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @out(%b, {%s}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @far(%pinned, {%m}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  }
}
