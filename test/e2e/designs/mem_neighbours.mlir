// The mem tile of column 1 receives into both its neighbours' memories and sends from them.
module {
  aie.device(npu1_3col) {
    %shim_1_0 = aie.tile(1, 0)
    %west = aie.tile(0, 1)
    %mem = aie.tile(1, 1)
    %east = aie.tile(2, 1)
    %a = aie.buffer(%west) {sym_name = "a"} : memref<32xi32>
    %b = aie.buffer(%east) {sym_name = "b"} : memref<32xi32>
    %a_free = aie.lock(%west) {init = 1 : i32, sym_name = "a_free"}
    %a_full = aie.lock(%west) {init = 0 : i32, sym_name = "a_full"}
    %b_free = aie.lock(%east) {init = 1 : i32, sym_name = "b_free"}
    %b_full = aie.lock(%east) {init = 0 : i32, sym_name = "b_full"}
    aie.flow(%shim_1_0, DMA : 0, %mem, DMA : 0)
    aie.flow(%mem, DMA : 1, %shim_1_0, DMA : 0)
    aie.shim_dma_allocation @in(%shim_1_0, MM2S, 0)
    aie.shim_dma_allocation @out(%shim_1_0, S2MM, 0)
    aie.memtile_dma(%mem) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<32xi32> offset = 0 len = 32)
      aie.use_lock(%a_full, Release, %u1)
      aie.next_bd ^bd0_1
    ^bd0_1:
      aie.use_lock(%b_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b : memref<32xi32> offset = 0 len = 32)
      aie.use_lock(%b_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 1, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%a_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<32xi32> offset = 0 len = 32)
      aie.use_lock(%a_free, Release, %u1)
      aie.next_bd ^bd1_1
    ^bd1_1:
      aie.use_lock(%b_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b : memref<32xi32> offset = 0 len = 32 sizes = [4, 8] strides = [1, 4])
      aie.use_lock(%b_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%x: memref<128xi32>, %y: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
