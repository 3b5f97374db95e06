// Two cores take two locks in opposite orders.
//$ run
//! kernel MLIR_AIE: hung after 400 cycles, 4 operations
//! instruction stream, operation 4: waits for a task token of (0,0) DMA S2MM 0; that channel issued 0 tokens so far
//!   core (0,2) at pc 0x11c waits for lock 5 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   core (0,3) at pc 0xbe waits for lock 4 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   (0,0) DMA S2MM 0, BD 0: waits for a word from the stream, 0 of 16 words done
//!   (0,2) DMA MM2S 0, BD 0: waits for lock 3 of (0,2) (value 0, needs at least 1); released by: no descriptor; no core has released it yet
//!   core (0,2): cyclic_locks.mlir:25:5
//!   core (0,3): cyclic_locks.mlir:46:5
//!   lock 3 of (0,2): 'out_cons_lock_0', cyclic_locks.mlir:23:5
//!   lock 4 of (0,2): 'left', cyclic_locks.mlir:20:13
//!   lock 5 of (0,2): 'right', cyclic_locks.mlir:21:14
//!   (0,2) DMA MM2S 0, BD 0: 'out_buff_0', cyclic_locks.mlir:23:5
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %other = aie.tile(0, 3)
    %left = aie.lock(%core) {init = 1 : i32, sym_name = "left"}
    %right = aie.lock(%core) {init = 1 : i32, sym_name = "right"}
    %n = aie.buffer(%core) {sym_name = "n"} : memref<16xi32>
    aie.objectfifo @out(%core, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @go(%core, {%other}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %u1 = arith.constant 1 : i32
      %o_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
      %o = aie.objectfifo.subview.access %o_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
      aie.use_lock(%left, AcquireGreaterEqual, %u1)
      %g_view = aie.objectfifo.acquire @go(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
      %g = aie.objectfifo.subview.access %g_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
      aie.objectfifo.release @go(Produce, 1)
      scf.for %i = %c0 to %c16 step %c1 {
        %v = arith.constant 1 : i32
        memref.store %v, %n[%i] : memref<16xi32>
      }
      aie.use_lock(%right, AcquireGreaterEqual, %u1)
      aie.use_lock(%left, Release, %u1)
      aie.use_lock(%right, Release, %u1)
      aie.objectfifo.release @out(Produce, 1)
      aie.end
    }
    aie.core(%other) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %u1 = arith.constant 1 : i32
      aie.use_lock(%right, AcquireGreaterEqual, %u1)
      %g_view = aie.objectfifo.acquire @go(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
      %g = aie.objectfifo.subview.access %g_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
      aie.use_lock(%left, AcquireGreaterEqual, %u1)
      aie.use_lock(%right, Release, %u1)
      aie.use_lock(%left, Release, %u1)
      aie.objectfifo.release @go(Consume, 1)
      aie.end
    }
    aie.runtime_sequence(%y: memref<16xi32>) {
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<16xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
