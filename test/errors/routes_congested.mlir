// Seven streams north out of one column's mem tile row, which has six lanes.
//! aieforge: error: routes_congested.mlir:17:5: error: Unable to find a legal routing: the switch of tile (0, 1) is congested: its 6 master ports to the North are wanted by 8 streams: from (0, 0) DMA : 0 to (0, 5) DMA : 0; from (0, 0) DMA : 1 to (0, 5) DMA : 1; from (0, 1) DMA : 0 to (0, 2) DMA : 0; from (0, 1) DMA : 1 to (0, 2) DMA : 1; from (0, 1) DMA : 2 to (0, 3) DMA : 0; from (0, 1) DMA : 3 to (0, 3) DMA : 1; from (0, 1) DMA : 4 to (0, 4) DMA : 0; from (0, 1) DMA : 5 to (0, 4) DMA : 1
module {
  aie.device(npu1_1col) {
    %mem = aie.tile(0, 1)
    %shim = aie.tile(0, 0)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %c4 = aie.tile(0, 4)
    %c5 = aie.tile(0, 5)
    aie.flow(%mem, DMA : 0, %c2, DMA : 0)
    aie.flow(%mem, DMA : 1, %c2, DMA : 1)
    aie.flow(%mem, DMA : 2, %c3, DMA : 0)
    aie.flow(%mem, DMA : 3, %c3, DMA : 1)
    aie.flow(%mem, DMA : 4, %c4, DMA : 0)
    aie.flow(%mem, DMA : 5, %c4, DMA : 1)
    aie.flow(%shim, DMA : 0, %c5, DMA : 0)
    aie.flow(%shim, DMA : 1, %c5, DMA : 1)
  }
}
