// Objects of five bytes.
//! aieforge: error: fifo_odd_bytes.mlir:11:5: error: 'aie.dma_bd' op transfer length must be multiple of 4 (i.e., represent 4 byte aligned address), but is 5 bytes
//! fifo_odd_bytes.mlir:11:5: error: 'aie.dma_bd' op transfer length must be multiple of 4 (i.e., represent 4 byte aligned address), but is 5 bytes
//! fifo_odd_bytes.mlir:12:5: error: 'aie.dma_bd' op transfer length must be multiple of 4 (i.e., represent 4 byte aligned address), but is 5 bytes
//! fifo_odd_bytes.mlir:12:5: error: 'aie.dma_bd' op transfer length must be multiple of 4 (i.e., represent 4 byte aligned address), but is 5 bytes
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<5xi8>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<5xi8>>
  }
}
