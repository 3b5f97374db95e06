// Three input FIFOs of a core tile.
//! aieforge: error: channels_core_in.mlir:10:13: error: 'aie.tile' op number of input DMA channel exceeded! The tile has 2 S2MM channels
//! channels_core_in.mlir:13:5: note: this object FIFO needs another one
//! channels_core_in.mlir:11:5: note: S2MM 0 is used here
//! channels_core_in.mlir:12:5: note: S2MM 1 is used here
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
