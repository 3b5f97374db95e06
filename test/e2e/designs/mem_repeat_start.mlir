// dma_start with repeat_count: the chain of two BDs runs four times and stops.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %a = aie.buffer(%mem) {sym_name = "a"} : memref<16xi32> = dense<[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]>
    aie.flow(%mem, DMA : 5, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.memtile_dma(%mem) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 5, ^bd0_0, ^end, repeat_count = 3)
    ^bd0_0:
      aie.dma_bd(%a : memref<16xi32> offset = 0 len = 12)
      aie.next_bd ^bd0_1
    ^bd0_1:
      aie.dma_bd(%a : memref<16xi32> offset = 12 len = 4)
      aie.next_bd ^end
    ^end:
      aie.end
    }
    aie.runtime_sequence(%y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
