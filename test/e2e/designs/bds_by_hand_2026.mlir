// BDs, address patches, queue pushes and the wait, each written out.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>, %b: memref<32xi32>) {
      %zero = arith.constant 0 : i32
      %one = arith.constant 1 : i32
      %plus0 = arith.constant 0 : i32
      %plus64 = arith.constant 64 : i32
      %bd3 = arith.constant 3 : i32
      %bd9 = arith.constant 9 : i32
      aiex.npu.writebd {bd_id = 3 : i32, buffer_length = 32 : i32, buffer_offset = 0 : i32, burst_length = 0 : i32, column = 0 : i32, row = 0 : i32, d0_zero_after = 0 : i32, d0_zero_before = 0 : i32, d1_zero_after = 0 : i32, d1_zero_before = 0 : i32, d2_zero_after = 0 : i32, d2_zero_before = 0 : i32, d0_size = 8 : i32, d0_stride = 3 : i32, d1_size = 4 : i32, d1_stride = 0 : i32, d2_size = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
      aiex.npu.address_patch(%plus64 : i32) {addr = 118884 : ui32, arg_idx = 0 : i32}
      aiex.npu.push_queue(0, 0, MM2S : 0) bd_id %bd3 repeat %zero {issue_token = false} : i32, i32
      aiex.npu.writebd {bd_id = 9 : i32, buffer_length = 32 : i32, buffer_offset = 0 : i32, burst_length = 0 : i32, column = 0 : i32, row = 0 : i32, d0_zero_after = 0 : i32, d0_zero_before = 0 : i32, d1_zero_after = 0 : i32, d1_zero_before = 0 : i32, d2_zero_after = 0 : i32, d2_zero_before = 0 : i32, d0_size = 0 : i32, d0_stride = 0 : i32, d1_size = 0 : i32, d1_stride = 0 : i32, d2_size = 0 : i32, d2_stride = 0 : i32, enable_packet = 0 : i32, iteration_current = 0 : i32, iteration_size = 0 : i32, iteration_stride = 0 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 0 : i32, out_of_order_id = 0 : i32, packet_id = 0 : i32, packet_type = 0 : i32, use_next_bd = 0 : i32, valid_bd = 1 : i32}
      aiex.npu.address_patch(%plus0 : i32) {addr = 119076 : ui32, arg_idx = 1 : i32}
      aiex.npu.push_queue(0, 0, S2MM : 0) bd_id %bd9 repeat %zero {issue_token = true} : i32, i32
      aiex.npu.sync(%zero, %zero, %zero, %zero, %one, %one) : i32, i32, i32, i32, i32, i32
    }
  }
}
