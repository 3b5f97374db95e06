// The reset of a FIFO, its binding to channels, locks and first BDs written out.
module {
  aie.device(npu1_1col) {
    %shim_noc_tile_0_0 = aie.tile(0, 0)
    %tile_0_2 = aie.tile(0, 2)
    %out_cons_prod_lock_0 = aie.lock(%shim_noc_tile_0_0, 0) {init = 0 : i32, sym_name = "out_cons_prod_lock_0"}
    %out_cons_cons_lock_0 = aie.lock(%shim_noc_tile_0_0, 1) {init = 0 : i32, sym_name = "out_cons_cons_lock_0"}
    %out_buff_0 = aie.buffer(%tile_0_2) {sym_name = "out_buff_0"} : memref<16xi32> 
    %out_buff_1 = aie.buffer(%tile_0_2) {sym_name = "out_buff_1"} : memref<16xi32> 
    %out_prod_lock_0 = aie.lock(%tile_0_2, 0) {init = 2 : i32, sym_name = "out_prod_lock_0"}
    %out_cons_lock_0 = aie.lock(%tile_0_2, 1) {init = 0 : i32, sym_name = "out_cons_lock_0"}
    %in_cons_buff_0 = aie.buffer(%tile_0_2) {sym_name = "in_cons_buff_0"} : memref<16xi32> 
    %in_cons_buff_1 = aie.buffer(%tile_0_2) {sym_name = "in_cons_buff_1"} : memref<16xi32> 
    %in_cons_prod_lock_0 = aie.lock(%tile_0_2, 2) {init = 2 : i32, sym_name = "in_cons_prod_lock_0"}
    %in_cons_cons_lock_0 = aie.lock(%tile_0_2, 3) {init = 0 : i32, sym_name = "in_cons_cons_lock_0"}
    %in_prod_lock_0 = aie.lock(%shim_noc_tile_0_0, 2) {init = 0 : i32, sym_name = "in_prod_lock_0"}
    %in_cons_lock_0 = aie.lock(%shim_noc_tile_0_0, 3) {init = 0 : i32, sym_name = "in_cons_lock_0"}
    aie.flow(%shim_noc_tile_0_0, DMA : 0, %tile_0_2, DMA : 0)
    aie.flow(%tile_0_2, DMA : 0, %shim_noc_tile_0_0, DMA : 0)
    %core_0_2 = aie.core(%tile_0_2) {
      %c0_i32 = arith.constant 0 : i32
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %c2147483647 = arith.constant 2147483647 : index
      %0:4 = scf.for %arg0 = %c0 to %c2147483647 step %c1 iter_args(%arg1 = %c0_i32, %arg2 = %c0_i32, %arg3 = %c0_i32, %arg4 = %c0_i32) -> (i32, i32, i32, i32) {
        %c1_i32 = arith.constant 1 : i32
        %1 = arith.subi %c1_i32, %arg3 : i32
        %c0_i32_0 = arith.constant 0 : i32
        %2 = arith.maxsi %1, %c0_i32_0 : i32
        aie.use_lock(%in_cons_cons_lock_0, AcquireGreaterEqual, %2)
        %3 = arith.addi %arg3, %2 : i32
        %4 = arith.index_cast %arg1 : i32 to index
        %5 = scf.index_switch %4 -> memref<16xi32> 
        case 0 {
          scf.yield %in_cons_buff_0 : memref<16xi32>
        }
        case 1 {
          scf.yield %in_cons_buff_1 : memref<16xi32>
        }
        default {
          scf.yield %in_cons_buff_0 : memref<16xi32>
        }
        %c1_i32_1 = arith.constant 1 : i32
        %6 = arith.subi %c1_i32_1, %arg4 : i32
        %c0_i32_2 = arith.constant 0 : i32
        %7 = arith.maxsi %6, %c0_i32_2 : i32
        aie.use_lock(%out_prod_lock_0, AcquireGreaterEqual, %7)
        %8 = arith.addi %arg4, %7 : i32
        %9 = arith.index_cast %arg2 : i32 to index
        %10 = scf.index_switch %9 -> memref<16xi32> 
        case 0 {
          scf.yield %out_buff_0 : memref<16xi32>
        }
        case 1 {
          scf.yield %out_buff_1 : memref<16xi32>
        }
        default {
          scf.yield %out_buff_0 : memref<16xi32>
        }
        scf.for %arg5 = %c0 to %c16 step %c1 {
          %19 = memref.load %5[%arg5] : memref<16xi32>
          %c9_i32 = arith.constant 9 : i32
          %20 = arith.addi %19, %c9_i32 : i32
          memref.store %20, %10[%arg5] : memref<16xi32>
        }
        %c1_i32_3 = arith.constant 1 : i32
        aie.use_lock(%in_cons_prod_lock_0, Release, %c1_i32_3)
        %c1_i32_4 = arith.constant 1 : i32
        %11 = arith.subi %3, %c1_i32_4 : i32
        %c1_i32_5 = arith.constant 1 : i32
        %12 = arith.addi %arg1, %c1_i32_5 : i32
        %c2_i32 = arith.constant 2 : i32
        %13 = arith.cmpi sge, %12, %c2_i32 : i32
        %c0_i32_6 = arith.constant 0 : i32
        %14 = arith.select %13, %c0_i32_6, %12 : i32
        %c1_i32_7 = arith.constant 1 : i32
        aie.use_lock(%out_cons_lock_0, Release, %c1_i32_7)
        %c1_i32_8 = arith.constant 1 : i32
        %15 = arith.subi %8, %c1_i32_8 : i32
        %c1_i32_9 = arith.constant 1 : i32
        %16 = arith.addi %arg2, %c1_i32_9 : i32
        %c2_i32_10 = arith.constant 2 : i32
        %17 = arith.cmpi sge, %16, %c2_i32_10 : i32
        %c0_i32_11 = arith.constant 0 : i32
        %18 = arith.select %17, %c0_i32_11, %16 : i32
        scf.yield %14, %18, %11, %15 : i32, i32, i32, i32
      } {aie.unroll_hint = 2 : i64}
      aie.end
    }
    aie.runtime_sequence(%arg0: memref<64xi32>, %arg1: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%arg0[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in_shim_alloc} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%arg1[0, 0, 0, 0][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out_shim_alloc} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out_shim_alloc}
      aiex.dma_channel_reset_for(@in_rearm)
      aiex.dma_channel_reset_for(@out_rearm)
      aiex.core_reset(%tile_0_2)
      aiex.npu.dma_memcpy_nd(%arg0[0, 0, 0, 32][1, 1, 1, 32][0, 0, 0, 1]) {id = 0 : i64, metadata = @in_shim_alloc} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%arg1[0, 0, 0, 32][1, 1, 1, 32][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out_shim_alloc} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out_shim_alloc}
    }
    aie.shim_dma_allocation @in_shim_alloc(%shim_noc_tile_0_0, MM2S, 0)
    %mem_0_2 = aie.mem(%tile_0_2) {
      %0 = aie.dma_start(S2MM, 0, ^bb1, ^bb3)
    ^bb1:  // 2 preds: ^bb0, ^bb2
      %c1_i32 = arith.constant 1 : i32
      aie.use_lock(%in_cons_prod_lock_0, AcquireGreaterEqual, %c1_i32)
      aie.dma_bd(%in_cons_buff_0 : memref<16xi32> offset = 0 len = 16) {bd_id = 0 : i32, next_bd_id = 1 : i32}
      %c1_i32_0 = arith.constant 1 : i32
      aie.use_lock(%in_cons_cons_lock_0, Release, %c1_i32_0)
      aie.next_bd ^bb2
    ^bb2:  // pred: ^bb1
      %c1_i32_1 = arith.constant 1 : i32
      aie.use_lock(%in_cons_prod_lock_0, AcquireGreaterEqual, %c1_i32_1)
      aie.dma_bd(%in_cons_buff_1 : memref<16xi32> offset = 0 len = 16) {bd_id = 1 : i32, next_bd_id = 0 : i32}
      %c1_i32_2 = arith.constant 1 : i32
      aie.use_lock(%in_cons_cons_lock_0, Release, %c1_i32_2)
      aie.next_bd ^bb1
    ^bb3:  // pred: ^bb0
      %1 = aie.dma_start(MM2S, 0, ^bb4, ^bb6)
    ^bb4:  // 2 preds: ^bb3, ^bb5
      %c1_i32_3 = arith.constant 1 : i32
      aie.use_lock(%out_cons_lock_0, AcquireGreaterEqual, %c1_i32_3)
      aie.dma_bd(%out_buff_0 : memref<16xi32> offset = 0 len = 16) {bd_id = 2 : i32, next_bd_id = 3 : i32}
      %c1_i32_4 = arith.constant 1 : i32
      aie.use_lock(%out_prod_lock_0, Release, %c1_i32_4)
      aie.next_bd ^bb5
    ^bb5:  // pred: ^bb4
      %c1_i32_5 = arith.constant 1 : i32
      aie.use_lock(%out_cons_lock_0, AcquireGreaterEqual, %c1_i32_5)
      aie.dma_bd(%out_buff_1 : memref<16xi32> offset = 0 len = 16) {bd_id = 3 : i32, next_bd_id = 2 : i32}
      %c1_i32_6 = arith.constant 1 : i32
      aie.use_lock(%out_prod_lock_0, Release, %c1_i32_6)
      aie.next_bd ^bb4
    ^bb6:  // pred: ^bb3
      aie.end
    }
    aie.shim_dma_allocation @out_shim_alloc(%shim_noc_tile_0_0, S2MM, 0)
    aie.objectfifo_rearm_binding @in_rearm channels(%tile_0_2 : index) locks(%in_cons_prod_lock_0, %in_cons_cons_lock_0 : index, index) {channel_dirs = array<i32: 0>, channel_indices = array<i32: 0>, head_bd_ids = array<i32: 0>, lock_inits = array<i32: 2, 0>, repeat_counts = array<i32: 0>}
    aie.objectfifo_rearm_binding @out_rearm channels(%tile_0_2 : index) locks(%out_prod_lock_0, %out_cons_lock_0 : index, index) {channel_dirs = array<i32: 1>, channel_indices = array<i32: 0>, head_bd_ids = array<i32: 2>, lock_inits = array<i32: 2, 0>, repeat_counts = array<i32: 0>}
  }
}

