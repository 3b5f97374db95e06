// Two cores send packets to one channel of the mem tile, whose ping-pong order is the core order by locks; out by circuit.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    %a2 = aie.buffer(%c2) {sym_name = "a2"} : memref<16xi32>
    %b2 = aie.buffer(%c2) {sym_name = "b2"} : memref<16xi32>
    %a2_free = aie.lock(%c2) {init = 1 : i32, sym_name = "a2_free"}
    %a2_full = aie.lock(%c2) {init = 0 : i32, sym_name = "a2_full"}
    %b2_free = aie.lock(%c2) {init = 1 : i32, sym_name = "b2_free"}
    %b2_full = aie.lock(%c2) {init = 0 : i32, sym_name = "b2_full"}
    %a3 = aie.buffer(%c3) {sym_name = "a3"} : memref<16xi32>
    %b3 = aie.buffer(%c3) {sym_name = "b3"} : memref<16xi32>
    %a3_free = aie.lock(%c3) {init = 1 : i32, sym_name = "a3_free"}
    %a3_full = aie.lock(%c3) {init = 0 : i32, sym_name = "a3_full"}
    %b3_free = aie.lock(%c3) {init = 1 : i32, sym_name = "b3_free"}
    %b3_full = aie.lock(%c3) {init = 0 : i32, sym_name = "b3_full"}
    %m = aie.buffer(%mem) {sym_name = "m"} : memref<32xi32>
    %m_free = aie.lock(%mem) {init = 2 : i32, sym_name = "m_free"}
    %m_full = aie.lock(%mem) {init = 0 : i32, sym_name = "m_full"}
    aie.flow(%shim_0_0, DMA : 0, %c2, DMA : 0)
    aie.flow(%shim_0_0, DMA : 1, %c3, DMA : 0)
    aie.packet_flow(1) {
      aie.packet_source<%c2, DMA : 0>
      aie.packet_dest<%mem, DMA : 0>
    }
    aie.packet_flow(2) {
      aie.packet_source<%c3, DMA : 0>
      aie.packet_dest<%mem, DMA : 1>
    }
    aie.flow(%mem, DMA : 0, %shim_0_0, DMA : 0)
    aie.shim_dma_allocation @in2(MM2S, 0, 0)
    aie.shim_dma_allocation @in3(MM2S, 1, 0)
    aie.shim_dma_allocation @out(S2MM, 0, 0)
    aie.mem(%c2) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a2_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a2 : memref<16xi32>, 0, 16)
      aie.use_lock(%a2_full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b2_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%b2 : memref<16xi32>, 0, 16) {packet = #aie.packet_info<pkt_type = 0, pkt_id = 1>}
      aie.use_lock(%b2_free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%c2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a2_full, AcquireGreaterEqual, 1)
        aie.use_lock(%b2_free, AcquireGreaterEqual, 1)
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %a2[%i] : memref<16xi32>
          %k = arith.constant 20 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %b2[%i] : memref<16xi32>
        }
        aie.use_lock(%a2_free, Release, 1)
        aie.use_lock(%b2_full, Release, 1)
      }
      aie.end
    }
    aie.mem(%c3) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%a3_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%a3 : memref<16xi32>, 0, 16)
      aie.use_lock(%a3_full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(MM2S, 0, ^bd1_0, ^end)
    ^bd1_0:
      aie.use_lock(%b3_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%b3 : memref<16xi32>, 0, 16) {packet = #aie.packet_info<pkt_type = 0, pkt_id = 2>}
      aie.use_lock(%b3_free, Release, 1)
      aie.next_bd ^bd1_0
    ^end:
      aie.end
    }
    aie.core(%c3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a3_full, AcquireGreaterEqual, 1)
        aie.use_lock(%b3_free, AcquireGreaterEqual, 1)
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %a3[%i] : memref<16xi32>
          %k = arith.constant 30 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %b3[%i] : memref<16xi32>
        }
        aie.use_lock(%a3_free, Release, 1)
        aie.use_lock(%b3_full, Release, 1)
      }
      aie.end
    }
    aie.memtile_dma(%mem) {
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^start1)
    ^bd0_0:
      aie.use_lock(%m_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%m : memref<32xi32>, 0, 16)
      aie.use_lock(%m_full, Release, 1)
      aie.next_bd ^bd0_0
    ^start1:
      %1 = aie.dma_start(S2MM, 1, ^bd1_0, ^start2)
    ^bd1_0:
      aie.use_lock(%m_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%m : memref<32xi32>, 16, 16)
      aie.use_lock(%m_full, Release, 1)
      aie.next_bd ^bd1_0
    ^start2:
      %2 = aie.dma_start(MM2S, 0, ^bd2_0, ^end)
    ^bd2_0:
      aie.use_lock(%m_full, AcquireGreaterEqual, 2)
      aie.dma_bd(%m : memref<32xi32>, 0, 32)
      aie.use_lock(%m_free, Release, 2)
      aie.next_bd ^bd2_0
    ^end:
      aie.end
    }
    aiex.runtime_sequence(%x: memref<16xi32>, %y: memref<16xi32>, %z: memref<32xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, metadata = @in2} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, metadata = @in3} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%z[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<32xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
