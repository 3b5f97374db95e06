// RUN: aieforge opt --aie-create-pathfinder-flows --split-input-file --verify-diagnostics %s

module {
  aie.device(npu1_1col) {
    %s = aie.tile(0, 0)
    %m = aie.tile(0, 1)
    %a = aie.tile(0, 2)
    %b = aie.tile(0, 3)
    %c = aie.tile(0, 4)
    %d = aie.tile(0, 5)
    // expected-error @below {{Unable to find a legal routing: the switch of tile (0, 1) is congested}}
    aie.flow(%s, DMA : 0, %d, DMA : 0)
    aie.flow(%m, DMA : 0, %a, DMA : 0)
    aie.flow(%m, DMA : 1, %a, DMA : 1)
    aie.flow(%m, DMA : 2, %b, DMA : 0)
    aie.flow(%m, DMA : 3, %b, DMA : 1)
    aie.flow(%m, DMA : 4, %c, DMA : 0)
    aie.flow(%m, DMA : 5, %c, DMA : 1)
  }
}

// -----

module {
  aie.device(npu1) {
    %a = aie.tile(0, 2)
    %b = aie.tile(0, 3)
    aie.flow(%a, DMA : 0, %b, DMA : 0)
    // expected-error @below {{(0, 3) DMA : 0 is the destination of two flows}}
    aie.flow(%a, DMA : 1, %b, DMA : 0)
  }
}
