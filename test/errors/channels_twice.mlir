// Two programs for one channel.
//! aieforge: error: channels_twice.mlir:17:12: error: 'aie.dma_start' op never starts: channel S2MM 0 works on a chain without an end
//! channels_twice.mlir:12:12: note: which starts here
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "x"} : memref<64xi32>
    aie.mem(%core) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^b0_0, ^s1)
    ^b0_0:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_0
    ^s1:
      %1 = aie.dma_start(S2MM, 0, ^b1_0, ^end)
    ^b1_0:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b1_0
    ^end:
      aie.end
    }
  }
}
