// Text of 2023: prefixes AIE and AIEX, camelCase, device ipu, functions as
// sequences, values of transfers as operands.
// RUN: aieforge opt %s --split-input-file | FileCheck %s

// CHECK-LABEL: aie.device(npu1)
AIE.device(ipu) {
  // CHECK: %[[SHIM:.*]] = aie.tile(0, 0)
  // CHECK: %[[MEM:.*]] = aie.tile(0, 1)
  // CHECK: %[[CORE:.*]] = aie.tile(0, 2)
  %tile00 = AIE.tile(0, 0)
  %tile01 = AIE.tile(0, 1)
  %tile02 = AIE.tile(0, 2)
  // CHECK: aie.objectfifo @in(%[[SHIM]], {%[[MEM]]}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
  AIE.objectFifo @in(%tile00, {%tile01}, 2 : i32) : !AIE.objectFifo<memref<64xi32>>
  // CHECK: aie.objectfifo @a(
  AIE.objectfifo @a(%tile01, {%tile02}, [2, 2]) : !AIE.objectfifo<memref<32xi32>>
  AIE.objectfifo @b(%tile01, {%tile02}, 2 : i32) : !AIE.objectfifo<memref<32xi32>>
  // CHECK: aie.objectfifo.link [@in] -> [@a, @b]([] [0, 32])
  AIE.objectFifo.link [@in] -> [@a, @b] ()
  %buffer = AIE.buffer(%tile02) {sym_name = "rtp"} : memref<16xi32>
  %lock = AIE.lock(%tile02, 0) {init = 1 : i32}
  // CHECK: aie.core
  %core = AIE.core(%tile02) {
    // CHECK: %[[VIEW:.*]] = aie.objectfifo.acquire @a(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
    %0 = AIE.objectFifo.acquire @a (Consume, 1) : !AIE.objectFifoSubview<memref<32xi32>>
    // CHECK: aie.objectfifo.subview.access %[[VIEW]][0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
    %1 = AIE.objectFifo.subview.access %0[0] : !AIE.objectFifoSubview<memref<32xi32>> -> memref<32xi32>
    // CHECK: aie.objectfifo.release @a(Consume, 1)
    AIE.objectFifo.release @a (Consume, 1)
    // CHECK: %[[ONE:.*]] = arith.constant 1 : i32
    // CHECK: aie.use_lock(%{{.*}}, Acquire, %[[ONE]])
    AIE.useLock(%lock, "Acquire", 1)
    // CHECK: aie.get_cascade() : vector<16xi32>
    %2 = AIE.getCascade() : vector<16xi32>
    AIE.putCascade(%2 : vector<16xi32>)
    AIE.end
  }
  // CHECK: aie.mem
  %mem = AIE.mem(%tile02) {
    // CHECK: aie.dma_start(S2MM, 0, ^bb1, ^bb2)
    AIE.dmaStart("S2MM", 0, ^bb1, ^bb2)
  ^bb1:
    // CHECK: aie.use_lock(%{{.*}}, AcquireGreaterEqual, %{{.*}})
    AIE.useLock(%lock, AcquireGreaterEqual, 1)
    // CHECK: aie.dma_bd_packet(2, 3)
    AIE.dmaBdPacket(2, 3)
    // CHECK: aie.dma_bd(%{{.*}} : memref<16xi32> offset = 0 len = 16 sizes = [2, 4] strides = [8, 1])
    AIE.dmaBd(<%buffer : memref<16xi32>, 0, 16>, 0, [<2, 8>, <4, 1>])
    // CHECK: aie.next_bd ^bb1
    AIE.nextBd ^bb1
  ^bb2:
    AIE.end
  }
  // CHECK: aie.memtile_dma
  AIE.memTileDMA(%tile01) {
    AIE.end
  }
  // CHECK: aie.shim_dma_allocation @out(%[[SHIM]], S2MM, 1)
  AIE.shimDMAAllocation @out(S2MM, 1, 0)
  // CHECK: aie.shim_mux
  AIE.shimmux(%tile00) {
    AIE.connect<DMA : 0, North : 3>
  }
  AIE.switchbox(%tile00) {
    %3 = AIE.amsel<0> (1)
    AIE.masterset(North : 1, %3)
    // CHECK: aie.packet_rules(South : 2)
    AIE.packetrules(South : 2) {
      AIE.rule(0x1F, 4, %3)
    }
  }
  // CHECK: aie.runtime_sequence(%[[A:.*]]: memref<64xi32>)
  // CHECK-NOT: return
  func.func @sequence(%a: memref<64xi32>) {
    %c0 = arith.constant 0 : i32
    %c1 = arith.constant 1 : i32
    %c64 = arith.constant 64 : i32
    // CHECK: aiex.npu.rtp_write(@rtp, 3, %{{.*}}) : i32
    AIEX.ipu.rtp_write(0, 2, 3, 50) {buffer_sym_name = "rtp"}
    // CHECK: aiex.npu.dma_memcpy_nd(%[[A]][0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @out} : memref<64xi32>
    AIEX.ipu.dma_memcpy_nd (%c0, %c0, %a[%c0, %c0, %c0, %c0][%c1, %c1, %c1, %c64][%c0, %c0, %c0]) {metadata = @out, id = 0 : i32} : (i32, i32, memref<64xi32>, [i32, i32, i32, i32], [i32, i32, i32, i32], [i32, i32, i32])
    // CHECK: aiex.npu.sync(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) : i32, i32, i32, i32, i32, i32
    AIEX.ipu.sync {column = 0 : i32, row = 0 : i32, direction = 0 : i32, channel = 1 : i32, column_num = 1 : i32, row_num = 1 : i32}
    return
  }
}

// -----

// Wrap and step: three weeks around New Year 2024.
// CHECK-LABEL: aie.device(npu1)
aie.device(ipu) {
  %tile = aie.tile(0, 2)
  %buffer = aie.buffer(%tile) : memref<64xi32>
  aie.mem(%tile) {
    aie.dma_start(S2MM, 0, ^bb1, ^bb2)
  ^bb1:
    // CHECK: aie.dma_bd(%{{.*}} : memref<64xi32> offset = 0 len = 32 sizes = [2, 16] strides = [32, 1])
    aie.dma_bd(%buffer : memref<64xi32>, 0, 32, [<wrap = 2, step = 32>, <wrap = 16, step = 1>])
    aie.end
  ^bb2:
    aie.end
  }
}
