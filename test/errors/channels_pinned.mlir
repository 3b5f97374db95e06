// A pinned channel that does not exist.
//! aieforge: error: channels_pinned.mlir:8:5: error: 'aie.objectfifo' op pinned S2MM DMA channel 2 is out of range or already in use on tile (0, 2), which has channels 0 to 1
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) {cons_dma_channels = array<i32: 2>} : !aie.objectfifo<memref<16xi32>>
  }
}
