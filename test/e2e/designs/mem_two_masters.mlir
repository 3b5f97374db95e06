// One buffer of the mem tile, received in two halves and sent by two channels, one after the other, in different orders.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %a = aie.buffer(%mem) {sym_name = "a"} : memref<32xi32>
    %free = aie.lock(%mem) {init = 2 : i32, sym_name = "free"}
    %half = aie.lock(%mem) {init = 0 : i32, sym_name = "half"}
    %full_0 = aie.lock(%mem) {init = 0 : i32, sym_name = "full_0"}
    %full_1 = aie.lock(%mem) {init = 0 : i32, sym_name = "full_1"}
    aie.flow(%shim_0_0, DMA : 0, %mem, DMA : 0)
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 0)
    aie.flow(%mem, DMA : 1, %shim_0_0, DMA : 1)
    aie.shim_dma_allocation @in(MM2S, 0, 0)
    aie.shim_dma_allocation @left(S2MM, 0, 0)
    aie.shim_dma_allocation @right(S2MM, 1, 0)
    aie.memtile_dma(%mem) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%free, AcquireGreaterEqual, 2)
      aie.dma_bd(%a : memref<32xi32>, 0, 16)
      aie.use_lock(%half, Release, 1)
      aie.next_bd ^bd0_1
    ^bd0_1:
      aie.use_lock(%half, AcquireGreaterEqual, 1)
      aie.dma_bd(%a : memref<32xi32>, 16, 16)
      aie.use_lock(%full_0, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^start2)
    ^bd1_0:
      aie.use_lock(%full_0, AcquireGreaterEqual, 1)
      aie.dma_bd(%a : memref<32xi32>, 0, 32)
      aie.use_lock(%full_1, Release, 1)
      aie.next_bd ^bd1_0
    ^start2:
      %2 = aie.dma_start(MM2S, 1, ^bd2_0, ^end)
    ^bd2_0:
      aie.use_lock(%full_1, AcquireGreaterEqual, 1)
      aie.dma_bd(%a : memref<32xi32>, 0, 32, [<size = 8, stride = 1>, <size = 4, stride = 8>])
      aie.use_lock(%free, Release, 2)
      aie.next_bd ^bd2_0
    ^end:
      aie.end
    }
    aiex.runtime_sequence(%x: memref<96xi32>, %y: memref<96xi32>, %z: memref<96xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 96][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<96xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 96][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @left} : memref<96xi32>
      aiex.npu.dma_memcpy_nd(%z[0, 0, 0, 0][1, 1, 1, 96][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @right} : memref<96xi32>
      aiex.npu.dma_wait {symbol = @left}
      aiex.npu.dma_wait {symbol = @right}
    }
  }
}
