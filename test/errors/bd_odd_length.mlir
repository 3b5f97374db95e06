// Five bytes.
//! aieforge: error: bd_odd_length.mlir:13:7: error: 'aie.dma_bd' op transfer length must be multiple of 4 (i.e., represent 4 byte aligned address), but is 5 bytes
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi8>
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi8> offset = 0 len = 5)
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
