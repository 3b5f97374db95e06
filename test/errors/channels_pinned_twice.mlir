// One channel pinned for two FIFOs.
//! aieforge: error: channels_pinned_twice.mlir:10:5: error: 'aie.objectfifo' op pinned S2MM DMA channel 1 is out of range or already in use on tile (0, 2), which has channels 0 to 1
//! channels_pinned_twice.mlir:9:5: note: it is used here
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @a(%shim, {%core}, 2 : i32) {cons_dma_channels = array<i32: 1>} : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @b(%mem, {%core}, 2 : i32) {cons_dma_channels = array<i32: 1>} : !aie.objectfifo<memref<16xi32>>
  }
}
