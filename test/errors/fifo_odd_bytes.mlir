// Objects of five bytes.
//! aieforge: error: fifo_odd_bytes.mlir:8:5: error: 'aie.dma_bd' op moves 5 elements of 8 bits, which is no whole number of 4-byte words
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<5xi8>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<5xi8>>
  }
}
