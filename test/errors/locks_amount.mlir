// An acquire of more than a lock can hold.
//! aieforge: error: locks_amount.mlir:17:7: error: 'aie.use_lock' op stands alone: a BD takes both an acquire and a release, or neither
//! locks_amount.mlir:17:7: warning: waits for ever: takes 64 of a lock on tile (0, 2), which starts with 1 and to which no core, BD or sequence adds
//! locks_amount.mlir:11:10: note: the lock
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi32>
    %l = aie.lock(%core, 0) {init = 1 : i32}
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^b0_0, ^end)
    ^b0_0:
      %many = arith.constant 64 : i32
      aie.use_lock(%l, AcquireGreaterEqual, %many)
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
