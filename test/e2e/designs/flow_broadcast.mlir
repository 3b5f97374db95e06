// One circuit to three cores and a mem tile, each of which returns its copy.
module {
  aie.device(npu1_2col) {
    %shim_0_0 = aie.tile(0, 0)
    %shim_1_0 = aie.tile(1, 0)
    %mem = aie.tile(0, 1)
    %c2 = aie.tile(0, 2)
    %c5 = aie.tile(0, 5)
    %d3 = aie.tile(1, 3)
    %am = aie.buffer(%mem) {sym_name = "am"} : memref<16xi32>
    %am_free = aie.lock(%mem) {init = 1 : i32, sym_name = "am_free"}
    %am_full = aie.lock(%mem) {init = 0 : i32, sym_name = "am_full"}
    %a2 = aie.buffer(%c2) {sym_name = "a2"} : memref<16xi32>
    %a2_free = aie.lock(%c2) {init = 1 : i32, sym_name = "a2_free"}
    %a2_full = aie.lock(%c2) {init = 0 : i32, sym_name = "a2_full"}
    %a5 = aie.buffer(%c5) {sym_name = "a5"} : memref<16xi32>
    %a5_free = aie.lock(%c5) {init = 1 : i32, sym_name = "a5_free"}
    %a5_full = aie.lock(%c5) {init = 0 : i32, sym_name = "a5_full"}
    %a3 = aie.buffer(%d3) {sym_name = "a3"} : memref<16xi32>
    %a3_free = aie.lock(%d3) {init = 1 : i32, sym_name = "a3_free"}
    %a3_full = aie.lock(%d3) {init = 0 : i32, sym_name = "a3_full"}
    aie.flow(%shim_0_0, DMA : 0, %mem, DMA : 0)
    aie.flow(%shim_0_0, DMA : 0, %c2, DMA : 0)
    aie.flow(%shim_0_0, DMA : 0, %c5, DMA : 0)
    aie.flow(%shim_0_0, DMA : 0, %d3, DMA : 0)
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 0)
    aie.flow(%c2, DMA : 0, %shim_0_0, DMA : 1)
    aie.flow(%c5, DMA : 0, %shim_1_0, DMA : 0)
    aie.flow(%d3, DMA : 0, %shim_1_0, DMA : 1)
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @outm(%shim_0_0, S2MM, 0)
    aie.shim_dma_allocation @out2(%shim_0_0, S2MM, 1)
    aie.shim_dma_allocation @out5(%shim_1_0, S2MM, 0)
    aie.shim_dma_allocation @out3(%shim_1_0, S2MM, 1)
    aie.memtile_dma(%mem) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%am_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%am : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%am_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%am_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%am : memref<16xi32> offset = 0 len = 16 sizes = [16] strides = [1])
      aie.use_lock(%am_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.mem(%c2) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a2_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a2 : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a2_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%a2_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a2 : memref<16xi32> offset = 0 len = 16 sizes = [2, 8] strides = [1, 2])
      aie.use_lock(%a2_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.mem(%c5) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a5_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a5 : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a5_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%a5_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a5 : memref<16xi32> offset = 0 len = 16 sizes = [4, 4] strides = [1, 4])
      aie.use_lock(%a5_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.mem(%d3) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a3_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a3 : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a3_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%a3_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a3 : memref<16xi32> offset = 0 len = 16 sizes = [8, 2] strides = [1, 8])
      aie.use_lock(%a3_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%x: memref<32xi32>, %a: memref<32xi32>, %b: memref<32xi32>, %c: memref<32xi32>, %d: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @outm} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out2} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 3 : i64, issue_token = true, metadata = @out5} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%d[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 4 : i64, issue_token = true, metadata = @out3} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @outm}
      aiex.npu.dma_wait {symbol = @out2}
      aiex.npu.dma_wait {symbol = @out5}
      aiex.npu.dma_wait {symbol = @out3}
    }
  }
}
