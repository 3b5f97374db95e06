// Three input FIFOs of a core tile.
//! aieforge: error: channels_core_in.mlir:8:13: error: 'aie.tile' op number of input DMA channel exceeded! The tile has 2 S2MM channels
//! channels_core_in.mlir:11:5: note: this object FIFO needs another one
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @i0(%mem, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @i1(%mem, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @i2(%mem, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  }
}
