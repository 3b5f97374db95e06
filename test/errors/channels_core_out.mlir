// Three output FIFOs of a core tile.
//! aieforge: error: channels_core_out.mlir:10:13: error: 'aie.tile' op number of output DMA channel exceeded! The tile has 2 MM2S channels
//! channels_core_out.mlir:13:5: note: this object FIFO needs another one
//! channels_core_out.mlir:11:5: note: MM2S 0 is used here
//! channels_core_out.mlir:12:5: note: MM2S 1 is used here
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @o0(%core, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o1(%core, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @o2(%core, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  }
}
