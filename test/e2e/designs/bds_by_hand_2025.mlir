// BDs, address patches, queue pushes and the wait, each written out.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aiex.runtime_sequence(%a: memref<64xi32>, %b: memref<32xi32>) {
      aiex.npu.writebd {bd_id = 3 : i32, buffer_length = 32 : i32, buffer_offset = 0 : i32, burst_length = 0 : i32, column = 0 : i32, row = 0 : i32, d0_zero_after = 0 : i32, d0_zero_before = 0 : i32, d1_zero_after = 0 : i32, d1_zero_before = 0 : i32, d2_zero_after = 0 : i32, d2_zero_before = 0 : i32, d0_size = 8 : i32, d0_stride = 3 : i32, d1_size = 4 : i32, d1_stride = 0 : i32, d2_size = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
      aiex.npu.address_patch {addr = 118884 : ui32, arg_idx = 0 : i32, arg_plus = 64 : i32}
      aiex.npu.push_queue(0, 0, MM2S : 0) {bd_id = 3 : i32, issue_token = false, repeat_count = 0 : i32}
      aiex.npu.writebd {bd_id = 9 : i32, buffer_length = 32 : i32, buffer_offset = 0 : i32, burst_length = 0 : i32, column = 0 : i32, row = 0 : i32, d0_zero_after = 0 : i32, d0_zero_before = 0 : i32, d1_zero_after = 0 : i32, d1_zero_before = 0 : i32, d2_zero_after = 0 : i32, d2_zero_before = 0 : i32, d0_size = 0 : i32, d0_stride = 0 : i32, d1_size = 0 : i32, d1_stride = 0 : i32, d2_size = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
      aiex.npu.address_patch {addr = 119076 : ui32, arg_idx = 1 : i32, arg_plus = 0 : i32}
      aiex.npu.push_queue(0, 0, S2MM : 0) {bd_id = 9 : i32, issue_token = true, repeat_count = 0 : i32}
      aiex.npu.sync {channel = 0 : i32, column = 0 : i32, column_num = 1 : i32, direction = 0 : i32, row = 0 : i32, row_num = 1 : i32}
    }
  }
}
