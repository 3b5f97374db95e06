// Arbiters, master sets and packet rules written out: ids 3 and 7 share a rule, id 8 has its own.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %a = aie.buffer(%mem) {sym_name = "a"} : memref<8xi32>
    %a_free = aie.lock(%mem) {init = 1 : i32, sym_name = "a_free"}
    %a_full = aie.lock(%mem) {init = 0 : i32, sym_name = "a_full"}
    %b = aie.buffer(%mem) {sym_name = "b"} : memref<8xi32>
    %b_free = aie.lock(%mem) {init = 1 : i32, sym_name = "b_free"}
    %b_full = aie.lock(%mem) {init = 0 : i32, sym_name = "b_full"}
    aie.shim_mux(%shim_0_0) {
      aie.connect<DMA : 0, North : 3>
      aie.connect<North : 2, DMA : 0>
      aie.connect<North : 3, DMA : 1>
    }
    aie.switchbox(%shim_0_0) {
      aie.connect<South : 3, North : 0>
      aie.connect<North : 0, South : 2>
      aie.connect<North : 1, South : 3>
    }
    aie.switchbox(%mem) {
      %to_a = aie.amsel<0> (0)
      %to_b = aie.amsel<1> (2)
      aie.masterset(DMA : 0, %to_a)
      aie.masterset(DMA : 1, %to_b)
      aie.packet_rules(South : 0) {
        aie.rule(27, 3, %to_a)
        aie.rule(31, 8, %to_b)
      }
      aie.connect<DMA : 0, South : 0>
      aie.connect<DMA : 1, South : 1>
    }
    aie.shim_dma_allocation @in(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @outa(%shim_0_0, S2MM, 0)
    aie.shim_dma_allocation @outb(%shim_0_0, S2MM, 1)
    aie.memtile_dma(%mem) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%a_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(S2MM, 1, ^bd1_0, ^start2)
    ^bd1_0:
      aie.use_lock(%b_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%b_full, Release, %u1)
      aie.next_bd ^bd1_0
    ^start2:
      %2 = aie.dma_start(MM2S, 0, ^bd2_0, ^start3)
    ^bd2_0:
      aie.use_lock(%a_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%a_free, Release, %u1)
      aie.next_bd ^bd2_0
    ^start3:
      %3 = aie.dma_start(MM2S, 1, ^bd3_0, ^end)
    ^bd3_0:
      aie.use_lock(%b_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%b_free, Release, %u1)
      aie.next_bd ^bd3_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%x: memref<24xi32>, %y: memref<16xi32>, %z: memref<8xi32>) {
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @outa} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%z[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @outb} : memref<8xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1], packet = <pkt_type = 0, pkt_id = 3>) {id = 2 : i64, metadata = @in} : memref<24xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 8][1, 1, 1, 8][0, 0, 0, 1], packet = <pkt_type = 0, pkt_id = 8>) {id = 3 : i64, metadata = @in} : memref<24xi32>
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 16][1, 1, 1, 8][0, 0, 0, 1], packet = <pkt_type = 0, pkt_id = 7>) {id = 4 : i64, metadata = @in} : memref<24xi32>
      aiex.npu.dma_wait {symbol = @outa}
      aiex.npu.dma_wait {symbol = @outb}
    }
  }
}
