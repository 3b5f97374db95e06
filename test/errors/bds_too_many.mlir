// Seventeen BDs on a core tile.
//! aieforge: error: bds_too_many.mlir:9:5: error: 'aie.mem' op has more than 16 blocks with a BD (17), but the core tile has 16 BDs
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
      aie.next_bd ^b0_1
    ^b0_1:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_2
    ^b0_2:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_3
    ^b0_3:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_4
    ^b0_4:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_5
    ^b0_5:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_6
    ^b0_6:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_7
    ^b0_7:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_8
    ^b0_8:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_9
    ^b0_9:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_10
    ^b0_10:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_11
    ^b0_11:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_12
    ^b0_12:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_13
    ^b0_13:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_14
    ^b0_14:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_15
    ^b0_15:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_16
    ^b0_16:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
