// The header by aie.dma_bd_packet, in front of the BD.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %a = aie.buffer(%core) {sym_name = "a"} : memref<16xi32>
    %free = aie.lock(%core) {init = 1 : i32, sym_name = "free"}
    %full = aie.lock(%core) {init = 0 : i32, sym_name = "full"}
    aie.flow(%shim_0_0, DMA : 0, %core, DMA : 0)
    aie.packet_flow(30) {
      aie.packet_source<%core, DMA : 0>
      aie.packet_dest<%shim_0_0, DMA : 0>
    }
    aie.shim_dma_allocation @in(MM2S, 0, 0)
    aie.shim_dma_allocation @out(S2MM, 0, 0)
    aie.mem(%core) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a : memref<16xi32>, 0, 16)
      aie.use_lock(%full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%full, AcquireGreaterEqual, 1)
      aie.dma_bd_packet(0, 30)
      aie.dma_bd(%a : memref<16xi32>, 0, 16)
      aie.use_lock(%free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aiex.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
