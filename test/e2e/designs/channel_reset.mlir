// The mem tile's channel runs an endless chain; it is reset, and a task of the sequence takes its place.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %ones = aie.buffer(%mem) {address = 0 : i32, sym_name = "ones"} : memref<8xi32> = dense<1>
    %twos = aie.buffer(%mem) {address = 4096 : i32, sym_name = "twos"} : memref<8xi32> = dense<2>
    %two_runs = aie.lock(%mem) {init = 2 : i32, sym_name = "two_runs"}
    %spare = aie.lock(%mem) {init = 0 : i32, sym_name = "spare"}
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.memtile_dma(%mem) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 0, ^bd0_0, ^end)
    ^bd0_0:
      aie.use_lock(%two_runs, AcquireGreaterEqual, %u1)
      aie.dma_bd(%ones : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%spare, Release, %u1)
      aie.next_bd ^bd0_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%a: memref<24xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<24xi32>
      aiex.npu.dma_wait {symbol = @out}
      aiex.dma_channel_reset(%mem, MM2S, 0)
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 16][1, 1, 1, 8][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<24xi32>
      %send = aiex.dma_configure_task(%mem, MM2S, 0) {
        aie.dma_bd(%twos : memref<8xi32> offset = 0 len = 8)
        aie.end
      }
      aiex.dma_start_task(%send)
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
