// Two BDs with one number.
//! aieforge: error: bds_same_number.mlir:17:7: error: 'aie.dma_bd' op has BD ID 3, which another BD of this tile has too
//! bds_same_number.mlir:14:7: note: the other one is here
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi32>
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^b0_0, ^end)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi32>) {bd_id = 3 : i32}
      aie.next_bd ^b0_1
    ^b0_1:
      aie.dma_bd(%x : memref<64xi32>) {bd_id = 3 : i32}
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
