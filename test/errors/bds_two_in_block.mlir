// Two BDs in one block.
//! aieforge: error: bds_two_in_block.mlir:10:5: error: 'aie.mem' op BD block must have at most one DMABDOp, found 2
//! bds_two_in_block.mlir:14:7: note: in this BD block
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
      aie.dma_bd(%x : memref<64xi32>)
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
