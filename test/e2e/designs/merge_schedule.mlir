// Two cores' packets meet at one arbiter, whose fixed schedule takes one of the upper core, then two of the lower one.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %lower = aie.tile(0, 2)
    %upper = aie.tile(0, 3)
    aie.shim_mux(%shim_0_0) {
      aie.connect<DMA : 0, North : 3>
      aie.connect<DMA : 1, North : 7>
      aie.connect<North : 2, DMA : 0>
    }
    aie.switchbox(%shim_0_0) {
      aie.connect<South : 3, North : 0>
      aie.connect<South : 7, North : 1>
      aie.connect<North : 0, South : 2>
    }
    aie.switchbox(%mem) {
      aie.connect<South : 0, North : 0>
      aie.connect<South : 1, North : 1>
      aie.connect<North : 0, South : 0>
    }
    aie.switchbox(%lower) {
      aie.connect<South : 0, DMA : 0>
      aie.connect<South : 1, North : 1>
      %out = aie.amsel<0> (0)
      aie.masterset(South : 0, %out) {keep_pkt_header = false}
      aie.packet_rules(DMA : 0) {
        aie.rule(31, 1, %out)
      }
      aie.packet_rules(North : 0) {
        aie.rule(31, 2, %out)
      }
    }
    aie.switchbox(%upper) {
      aie.connect<South : 1, DMA : 0>
      aie.connect<DMA : 0, South : 0>
    }
    %l = aie.buffer(%lower) {sym_name = "l"} : memref<8xi32>
    %l_free = aie.lock(%lower) {init = 1 : i32, sym_name = "l_free"}
    %l_full = aie.lock(%lower) {init = 0 : i32, sym_name = "l_full"}
    %u = aie.buffer(%upper) {sym_name = "u"} : memref<8xi32>
    %u_free = aie.lock(%upper) {init = 1 : i32, sym_name = "u_free"}
    %u_full = aie.lock(%upper) {init = 0 : i32, sym_name = "u_full"}
    aie.shim_dma_allocation @in_lower(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @in_upper(%shim_0_0, MM2S, 1)
    aie.shim_dma_allocation @out(%shim_0_0, S2MM, 0)
    aie.mem(%lower) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%l_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%l : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%l_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%l_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%l : memref<8xi32> offset = 0 len = 8) {packet = #aie.packet_info<pkt_type = 0, pkt_id = 1>}
      aie.use_lock(%l_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.mem(%upper) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%u_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%u : memref<8xi32> offset = 0 len = 8)
      aie.use_lock(%u_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%u_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%u : memref<8xi32> offset = 0 len = 8) {packet = #aie.packet_info<pkt_type = 0, pkt_id = 2>}
      aie.use_lock(%u_free, Release, %u1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.runtime_sequence(%a: memref<32xi32>, %b: memref<16xi32>, %c: memref<48xi32>) {
      %schedule = arith.constant 0x3F800 : i32
      %upper_then_lower = arith.constant 0x0201010F : i32
      %control = arith.constant 0x3F808 : i32
      %on = arith.constant 1 : i32
      aiex.npu.write32(%schedule, %upper_then_lower) {column = 0 : i32, row = 2 : i32} : i32, i32
      aiex.npu.write32(%control, %on) {column = 0 : i32, row = 2 : i32} : i32, i32
      aiex.npu.dma_memcpy_nd(%c[0, 0, 0, 0][1, 1, 1, 48][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<48xi32>
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, metadata = @in_lower} : memref<32xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 2 : i64, metadata = @in_upper} : memref<16xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
