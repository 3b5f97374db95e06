// RUN: aieforge opt --aie-assign-lock-ids --split-input-file --verify-diagnostics %s | FileCheck %s

// Given numbers stay; the others take the lowest free ones, tile by tile.
// CHECK: aie.lock(%{{.*}}tile_0_2, 0)
// CHECK: aie.lock(%{{.*}}tile_0_2, 1)
// CHECK: aie.lock(%{{.*}}tile_0_2, 3)
// CHECK: aie.lock(%{{.*}}tile_0_3, 0)
// CHECK: aie.lock(%{{.*}}tile_0_2, 2)
module {
  aie.device(npu1) {
    %a = aie.tile(0, 2)
    %b = aie.tile(0, 3)
    %l0 = aie.lock(%a)
    %l1 = aie.lock(%a, 1)
    %l2 = aie.lock(%a, 3)
    %l3 = aie.lock(%b)
    %l4 = aie.lock(%a)
  }
}

// -----

module {
  aie.device(npu1) {
    // expected-note @below {{tile has lock ops assigned to same lock}}
    %a = aie.tile(0, 2)
    // expected-note @below {{the other op is here}}
    %l0 = aie.lock(%a, 4)
    // expected-error @below {{is assigned to the same lock (4) as another op}}
    %l1 = aie.lock(%a, 4)
  }
}
