// A matrix of 8 x 16 half words leaves the mem tile in pairs of columns.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %a = aie.buffer(%mem) {sym_name = "a"} : memref<128xi16>
    %free = aie.lock(%mem) {init = 1 : i32, sym_name = "free"}
    %full = aie.lock(%mem) {init = 0 : i32, sym_name = "full"}
    aie.flow(%shim_0_0, DMA : 1, %mem, DMA : 0)
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 1)
    aie.shim_dma_allocation @in(MM2S, 1, 0)
    aie.shim_dma_allocation @out(S2MM, 1, 0)
    aie.memtile_dma(%mem) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a : memref<128xi16>, 0, 128)
      aie.use_lock(%full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%full, AcquireGreaterEqual, 1)
      aie.dma_bd(%a : memref<128xi16>, 0, 128, [<size = 8, stride = 2>, <size = 8, stride = 16>, <size = 2, stride = 1>])
      aie.use_lock(%free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aiex.runtime_sequence(%x: memref<256xi16>, %y: memref<256xi16>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<256xi16>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 256][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<256xi16>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
