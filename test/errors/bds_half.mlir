// 25 BDs on one channel of a mem tile, whose channels share halves.
//! aieforge: error: bds_half.mlir:85:7: error: 'aie.dma_bd' op Allocator exhausted available BD IDs (maximum 24 available for channel 0). On tile (0, 1) MM2S 0 has 25 BDs
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%mem) {sym_name = "x"} : memref<64xi32>
    aie.memtile_dma(%mem) {
      %k = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^b0_0, ^end)
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
      aie.next_bd ^b0_17
    ^b0_17:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_18
    ^b0_18:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_19
    ^b0_19:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_20
    ^b0_20:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_21
    ^b0_21:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_22
    ^b0_22:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_23
    ^b0_23:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_24
    ^b0_24:
      aie.dma_bd(%x : memref<64xi32>)
      aie.next_bd ^b0_0
    ^end:
      aie.end
    }
  }
}
