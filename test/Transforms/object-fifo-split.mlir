// Object FIFOs between tiles that share no memory: buffers, locks, DMA
// programs, flows and shim allocations; a link through a memory tile.
// RUN: aieforge opt --aie-objectFifo-stateful-transform --aie-objectFifo-unroll \
// RUN:   --aie-assign-lock-ids --aie-assign-bd-ids %s | FileCheck %s

// CHECK-LABEL: aie.device(npu1)
// CHECK-DAG: %[[S:.*]] = aie.tile(0, 0)
// CHECK-DAG: %[[M:.*]] = aie.tile(0, 1)
// CHECK-DAG: %[[C:.*]] = aie.tile(0, 2)
// The group made last stands first; locks are numbered in program order.
// CHECK: %{{.*}} = aie.lock(%[[S]], 0) {init = 0 : i32, sym_name = "out_cons_prod_lock_0"}
// CHECK: %{{.*}} = aie.lock(%[[S]], 1) {init = 0 : i32, sym_name = "out_cons_cons_lock_0"}
// CHECK: %[[OUT0:.*]] = aie.buffer(%[[C]]) {sym_name = "out_buff_0"} : memref<32xi32>
// CHECK: %[[OUT1:.*]] = aie.buffer(%[[C]]) {sym_name = "out_buff_1"} : memref<32xi32>
// CHECK: %[[OUTP:.*]] = aie.lock(%[[C]], 0) {init = 2 : i32, sym_name = "out_prod_lock_0"}
// CHECK: %[[OUTC:.*]] = aie.lock(%[[C]], 1) {init = 0 : i32, sym_name = "out_cons_lock_0"}
// CHECK: %[[L10:.*]] = aie.buffer(%[[C]]) {sym_name = "l1_cons_buff_0"} : memref<32xi32>
// CHECK: %[[L11:.*]] = aie.buffer(%[[C]]) {sym_name = "l1_cons_buff_1"} : memref<32xi32>
// CHECK: %[[L1P:.*]] = aie.lock(%[[C]], 2) {init = 2 : i32, sym_name = "l1_cons_prod_lock_0"}
// CHECK: %[[L1C:.*]] = aie.lock(%[[C]], 3) {init = 0 : i32, sym_name = "l1_cons_cons_lock_0"}
// CHECK: %[[IN0:.*]] = aie.buffer(%[[M]]) {sym_name = "in_cons_buff_0"} : memref<64xi32>
// CHECK: %[[IN1:.*]] = aie.buffer(%[[M]]) {sym_name = "in_cons_buff_1"} : memref<64xi32>
// CHECK: %[[INP:.*]] = aie.lock(%[[M]], 0) {init = 2 : i32, sym_name = "in_cons_prod_lock_0"}
// CHECK: %[[INC:.*]] = aie.lock(%[[M]], 1) {init = 0 : i32, sym_name = "in_cons_cons_lock_0"}
// CHECK: aie.lock(%[[S]], 2) {init = 0 : i32, sym_name = "in_prod_lock_0"}
// CHECK: aie.lock(%[[S]], 3) {init = 0 : i32, sym_name = "in_cons_lock_0"}

// CHECK: aie.flow(%[[S]], DMA : 0, %[[M]], DMA : 0)
// CHECK: aie.flow(%[[M]], DMA : 0, %[[C]], DMA : 0)
// CHECK: aie.flow(%[[C]], DMA : 0, %[[S]], DMA : 0)

// The core's loop of two iterations is one round of both buffers.
// CHECK: aie.core(%[[C]])
// CHECK: aie.use_lock(%[[L1C]], AcquireGreaterEqual
// CHECK: aie.use_lock(%[[OUTP]], AcquireGreaterEqual
// CHECK: func.call @work(%[[L10]], %[[OUT0]])
// CHECK: aie.use_lock(%[[L1P]], Release
// CHECK: aie.use_lock(%[[OUTC]], Release
// CHECK: func.call @work(%[[L11]], %[[OUT1]])
// CHECK-NOT: objectfifo

// CHECK: aie.runtime_sequence
// CHECK: metadata = @in_shim_alloc
// CHECK: aie.shim_dma_allocation @in_shim_alloc(%[[S]], MM2S, 0)

// CHECK: aie.memtile_dma(%[[M]])
// CHECK: aie.dma_start(S2MM, 0, ^[[B1:.*]], ^[[NEXT:.*]])
// CHECK: ^[[B1]]:
// CHECK: aie.use_lock(%[[INP]], AcquireGreaterEqual
// CHECK: aie.dma_bd(%[[IN0]] : memref<64xi32> offset = 0 len = 64) {bd_id = 0 : i32, next_bd_id = 1 : i32}
// CHECK: aie.use_lock(%[[INC]], Release
// CHECK: aie.next_bd ^[[B2:.*]]
// CHECK: ^[[B2]]:
// CHECK: aie.dma_bd(%[[IN1]] : memref<64xi32> offset = 0 len = 64) {bd_id = 1 : i32, next_bd_id = 0 : i32}
// CHECK: aie.next_bd ^[[B1]]
// CHECK: ^[[NEXT]]:
// CHECK: aie.dma_start(MM2S, 0,
// CHECK: aie.use_lock(%[[INC]], AcquireGreaterEqual
// CHECK: aie.dma_bd(%[[IN0]] : memref<64xi32> offset = 0 len = 64) {bd_id = 2 : i32, next_bd_id = 3 : i32}
// CHECK: aie.use_lock(%[[INP]], Release

// CHECK: aie.mem(%[[C]])
// CHECK: aie.dma_start(S2MM, 0
// CHECK: aie.dma_bd(%[[L10]] : memref<32xi32> offset = 0 len = 32)
// CHECK: aie.dma_start(MM2S, 0
// CHECK: aie.dma_bd(%[[OUT0]] : memref<32xi32> offset = 0 len = 32)
// CHECK: aie.shim_dma_allocation @out_shim_alloc(%[[S]], S2MM, 0)

module {
  aie.device(npu1) {
    %s = aie.tile(0, 0)
    %m = aie.tile(0, 1)
    %c = aie.tile(0, 2)
    aie.objectfifo @in(%s, {%m}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @l1(%m, {%c}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo.link [@in] -> [@l1]([] [])
    aie.objectfifo @out(%c, {%s}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
    func.func private @work(memref<32xi32>, memref<32xi32>)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      scf.for %i = %c0 to %c2 step %c1 {
        %a = aie.objectfifo.acquire @l1(Consume, 1) : !aie.objectfifosubview<memref<32xi32>>
        %x = aie.objectfifo.subview.access %a[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        %b = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<32xi32>>
        %y = aie.objectfifo.subview.access %b[0] : !aie.objectfifosubview<memref<32xi32>> -> memref<32xi32>
        func.call @work(%x, %y) : (memref<32xi32>, memref<32xi32>) -> ()
        aie.objectfifo.release @l1(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%a: memref<64xi32>, %b: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
