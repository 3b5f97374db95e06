// Join and distribute in one link.
//! aieforge: error: fifo_link_both.mlir:13:5: error: 'aie.objectfifo.link' op does not support 'join' and 'distribute' at the same time
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @a(%core, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @b(%c3, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @c(%mem, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @d(%mem, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@a, @b] -> [@c, @d]([0, 16] [0, 16])
  }
}
