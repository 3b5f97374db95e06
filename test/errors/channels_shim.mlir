// Three inputs from one shim tile.
//! aieforge: error: channels_shim.mlir:8:13: error: 'aie.tile' op number of output DMA channel exceeded! The tile has 2 MM2S channels
//! channels_shim.mlir:14:5: note: this object FIFO needs another one
//! channels_shim.mlir:12:5: note: MM2S 0 is used here
//! channels_shim.mlir:13:5: note: MM2S 1 is used here
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @a(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @b(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @c(%shim, {%c3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  }
}
