// DMA tasks, BD chains, resets, scratchpad.

module {
  aiex.scratchpad_parameter @gain : i32 {kind = 1 : i32, state_table_idx = 2 : ui8}
  aiex.scratchpad_parameter @bias : i32
  aie.device(npu1) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %tile = aie.tile(0, 2)
    %full = aie.lock(%tile, 0)
    %rtp = aie.buffer(%tile) {address = 1024 : i32, sym_name = "rtp"} : memref<16xi32>
    aie.shim_dma_allocation @in(%shim, MM2S, 0)
    aie.objectfifo @fifo(%shim, {%tile}, 2 : i32) : !aie.objectfifo<memref<64xi32>>

    aie.core(%tile) {
      %gain = aiex.read_scratchpad_parameter @gain : i32
      aie.end
    }

    aie.bd_chain @copy(%buffer: memref<64xi32>, %n: i32) {
      aie.dma_bd(%buffer : memref<64xi32> len = 64)
      aie.next_bd ^two
    ^two:
      aie.dma_bd(%buffer : memref<64xi32> offset = 4 len = 32)
      aie.end
    }

    aie.runtime_sequence(%a: memref<64xi32>, %n: i32, %size: i64) {
      %one = aiex.dma_configure_task(%shim, MM2S, 1, <pkt_type = 0, pkt_id = 4>) {
        aie.dma_bd(%a : memref<64xi32> offset = %n len = %n sizes = [2, %size] strides = [%size, 1]) {bd_id = 4 : i32, burst_length = 64 : i32, offset_parameter = @gain, offset_state_table_idx = 2 : ui8}
        aie.end
      } {issue_token = true, repeat_count = 3 : i32}
      aiex.dma_start_task(%one)
      aiex.dma_await_task(%one)
      %two = aiex.dma_configure_task(%shim, MM2S, 0) repeat %n : i32 bd_id %n : i32 {
        aie.dma_bd(%a : memref<64xi32>)
        aie.end
      }
      aiex.dma_free_task(%two)
      %three = aiex.dma_configure_task_for @in {
        aie.dma_bd(%a : memref<64xi32> len = 32)
        aie.next_bd ^next
      ^next:
        aie.dma_bd(%a : memref<64xi32> offset = 32 len = 32)
        aie.end
      } {issue_token = true, repeat_count = 1 : i32}
      %four = aiex.dma_configure_task_for @in repeat %n : i32 {
        aie.dma_bd(%a : memref<64xi32>)
        aie.end
      }
      %five = aiex.dma_start_bd_chain @copy(%a, %n) : (memref<64xi32>, i32) on (%shim, MM2S, 0) {issue_token = true, repeat_count = 2 : i32}
      %six = aiex.dma_start_bd_chain_for @copy(%a, %n) : (memref<64xi32>, i32) for @in {issue_token = true, repeat_count = 2 : i32}

      %id = aiex.dma_bd_pool_pop(0, 0) : i32
      aiex.dma_bd_pool_push(0, 0) bd_id %id : i32

      aiex.set_lock(%full, 5)
      aiex.dma_channel_reset(%tile, S2MM, 1)
      aiex.dma_channel_reset(%mem, MM2S, 5)
      aiex.core_reset(%tile)
      aiex.dma_channel_reset_for(@fifo)

      aiex.npu.create_scratchpad {size = 64 : ui32}
      aiex.npu.update_from_scratchpad {address = 0 : ui32, buffer = @rtp, func_arg = 1 : ui32, state_table_idx = 2 : ui8}
      aiex.npu.update_from_scratchpad<mul> {address = 118784 : ui32, column = 0 : i32, func_arg = 1 : ui32, row = 2 : i32, state_table_idx = 2 : ui8}
      aiex.sync_scratchpad_parameters_from_host
    }
  }
}
