// Five streams to a column's south lanes, of which there are four.
//! aieforge: error: routes_south.mlir:9:5: error: Unable to find a legal routing: the switch of tile (0, 1) is congested: its 4 slave ports to the North are wanted by 5 streams: from (0, 2) DMA : 0 to (0, 1) DMA : 0; from (0, 2) DMA : 1 to (0, 1) DMA : 1; from (0, 3) DMA : 0 to (0, 1) DMA : 2; from (0, 3) DMA : 1 to (0, 1) DMA : 3; from (0, 4) DMA : 0 to (0, 1) DMA : 4
module {
  aie.device(npu1_1col) {
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %c4 = aie.tile(0, 4)
    %mem = aie.tile(0, 1)
    aie.flow(%c2, DMA : 0, %mem, DMA : 0)
    aie.flow(%c2, DMA : 1, %mem, DMA : 1)
    aie.flow(%c3, DMA : 0, %mem, DMA : 2)
    aie.flow(%c3, DMA : 1, %mem, DMA : 3)
    aie.flow(%c4, DMA : 0, %mem, DMA : 4)
  }
}
