// Seven outputs of a mem tile.
//! aieforge: error: channels_mem_tile.mlir:12:12: error: 'aie.tile' op number of output DMA channel exceeded! The tile has 6 MM2S channels
//! channels_mem_tile.mlir:23:5: note: this object FIFO needs another one
//! channels_mem_tile.mlir:17:5: note: MM2S 0 is used here
//! channels_mem_tile.mlir:18:5: note: MM2S 1 is used here
//! channels_mem_tile.mlir:19:5: note: MM2S 2 is used here
//! channels_mem_tile.mlir:20:5: note: MM2S 3 is used here
//! channels_mem_tile.mlir:21:5: note: MM2S 4 is used here
//! channels_mem_tile.mlir:22:5: note: MM2S 5 is used here
module {
  aie.device(npu1_1col) {
    %mem = aie.tile(0, 1)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %c4 = aie.tile(0, 4)
    %c5 = aie.tile(0, 5)
    aie.objectfifo @f0(%mem, {%c2}, 1 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @f1(%mem, {%c3}, 1 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @f2(%mem, {%c4}, 1 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @f3(%mem, {%c5}, 1 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @f4(%mem, {%c2}, 1 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @f5(%mem, {%c3}, 1 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @f6(%mem, {%c4}, 1 : i32) : !aie.objectfifo<memref<16xi32>>
  }
}
