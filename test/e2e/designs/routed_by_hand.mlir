// Switchboxes and shim mux written out: no flow for a router.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.shim_mux(%shim_0_0) {
      aie.connect<DMA : 0, North : 3>
      aie.connect<North : 2, DMA : 0>
    }
    aie.switchbox(%shim_0_0) {
      aie.connect<South : 3, North : 1>
      aie.connect<North : 0, South : 2>
    }
    aie.switchbox(%mem) {
      aie.connect<South : 1, North : 1>
      aie.connect<North : 0, South : 0>
    }
    aie.switchbox(%core) {
      aie.connect<South : 1, DMA : 1>
      aie.connect<DMA : 0, South : 0>
    }
    %a = aie.buffer(%core) {sym_name = "a"} : memref<16xi32>
    %free = aie.lock(%core) {init = 1 : i32, sym_name = "free"}
    %full = aie.lock(%core) {init = 0 : i32, sym_name = "full"}
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.mem(%core) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 1, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<16xi32> offset = 0 len = 16 sizes = [4, 4] strides = [1, 4])
      aie.use_lock(%free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
