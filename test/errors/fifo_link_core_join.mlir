// A join on a core tile.
//! aieforge: error: fifo_link_core_join.mlir:13:5: error: 'aie.objectfifo.link' op ObjectFifoLinkOp join and distribute are unavailable on compute or shim tiles
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %c4 = aie.tile(0, 4)
    aie.objectfifo @a(%mem, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @b(%mem, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o(%c3, {%mem}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo.link [@a, @b] -> [@o]([0, 16] [])
  }
}
