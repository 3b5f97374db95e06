// A core tile's DMA and a lock of another tile.
//! aieforge: error: locks_other_tile.mlir:15:7: error: 'aie.use_lock' op can only access a lock in the same tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %other = aie.tile(0, 3)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi32>
    %l = aie.lock(%other, 0) {init = 1 : i32}
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^b0_0, ^end)
    ^b0_0:
      aie.use_lock(%l, AcquireGreaterEqual, %k)
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
