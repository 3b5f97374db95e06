// Three BDs on one buffer: its thirds go out in the order last, first, middle.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %a = aie.buffer(%mem) {sym_name = "a"} : memref<48xi32>
    %free = aie.lock(%mem) {init = 3 : i32, sym_name = "free"}
    %full = aie.lock(%mem) {init = 0 : i32, sym_name = "full"}
    aie.flow(%shim_0_0, DMA : 0, %mem, DMA : 0)
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.memtile_dma(%mem) {
      %u1 = arith.constant 1 : i32
      %u3 = arith.constant 3 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%free, AcquireGreaterEqual, %u3)
      aie.dma_bd(%a : memref<48xi32> offset = 0 len = 48)
      aie.use_lock(%full, Release, %u3)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<48xi32> offset = 32 len = 16)
      aie.use_lock(%free, Release, %u1)
      aie.next_bd ^bd1_1
    ^bd1_1:
      aie.use_lock(%full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<48xi32> offset = 0 len = 16)
      aie.use_lock(%free, Release, %u1)
      aie.next_bd ^bd1_2
    ^bd1_2:
      aie.use_lock(%full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<48xi32> offset = 16 len = 16)
      aie.use_lock(%free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%x: memref<144xi32>, %y: memref<144xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 144][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<144xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 144][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<144xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
