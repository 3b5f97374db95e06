// Runtime sequences: transfers and register access.

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %tile = aie.tile(0, 2)
  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.shim_dma_allocation @out(%shim, S2MM, 0)
  %rtp = aie.buffer(%tile) {address = 1024 : i32, sym_name = "rtp"} : memref<16xi32>
  memref.global "private" constant @words : memref<4xi32> = dense<[1, 2, 3, 4]>

  // Without a name: @sequence.
  aie.runtime_sequence(%a: memref<64x64xi32>, %b: memref<4096xi16>, %raw: memref<*xi8>, %n: i64, %v: i32) {
    aiex.npu.dma_memcpy_nd(%a[0, 0, 2, 0][1, 4, 16, 32][0, 512, 64, 1], packet = <pkt_type = 0, pkt_id = 1>) {burst_length = 128 : i64, d0_zero_after = 4 : i64, d0_zero_before = 1 : i64, d1_zero_after = 5 : i64, d1_zero_before = 2 : i64, d2_zero_after = 6 : i64, d2_zero_before = 3 : i64, id = 3 : i64, issue_token = true, metadata = @in} : memref<64x64xi32>
    aiex.npu.dma_memcpy_nd(%b[0, 0, %n, 2][4, 1, %n, 32][0, 0, %n, 1]) {id = 4 : i64, metadata = @out, offset_parameter = @where, offset_state_table_idx = 2 : ui8} : memref<4096xi16>
    aiex.npu.dma_memcpy_nd(%raw[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 5 : i64, metadata = @out} : memref<*xi8>
    aiex.npu.dma_wait {symbol = @out}

    aiex.npu.sync(%v, %v, %v, %v, %v, %v) : i32, i32, i32, i32, i32, i32
    aiex.npu.write32(%v, %v) : i32, i32
    aiex.npu.write32(%v, %v) {column = 0 : i32, row = 2 : i32} : i32, i32
    aiex.npu.write32(%v, %v) {buffer = @rtp} : i32, i32
    aiex.npu.maskwrite32(%v, %v, %v) {column = 0 : i32, row = 2 : i32} : i32, i32, i32
    aiex.npu.maskwrite32(%v, %v, %v) {buffer = @rtp} : i32, i32, i32
    %data = memref.get_global @words : memref<4xi32>
    aiex.npu.blockwrite(%data) {address = 118784 : ui32, column = 0 : i32, row = 2 : i32} : memref<4xi32>
    aiex.npu.blockwrite(%data) {address = 1 : ui32, buffer = @rtp} : memref<4xi32>
    aiex.npu.push_queue(0, 0, MM2S : 1) bd_id %v repeat %v {issue_token = true} : i32, i32
    aiex.npu.address_patch(%v : i32) {addr = 118788 : ui32, arg_idx = 1 : i32}
    aiex.npu.address_patch(%v : i32) addr %v : i32 {addr = 118788 : ui32, arg_idx = 1 : i32}
    aiex.npu.rtp_write(@rtp, 3, %v) : i32
    aiex.npu.preempt {level = 1 : ui8}
    aiex.npu.load_pdi {address = 4294967296 : ui64, device_ref = @main, expand_mode = 2 : i32, id = 1 : i32, size = 64 : i32}
    aiex.npu.load_pdi
    aiex.npu.assert_bd_field(%v) {max = 1023 : i32} : i32
    aiex.npu.assert_bd_divisible(%v) {allow_unit, divisor = 4 : i32} : i32
    aiex.npu.writebd {bd_id = 3 : i32, buffer_length = 64 : i32, buffer_offset = 16 : i32, burst_length = 256 : i32, column = 0 : i32, d0_size = 8 : i32, d0_stride = 1 : i32, d0_zero_after = 0 : i32, d0_zero_before = 0 : i32, d1_size = 4 : i32, d1_stride = 7 : i32, d1_zero_after = 0 : i32, d1_zero_before = 0 : i32, d2_size = 0 : i32, d2_stride = 31 : i32, d2_zero_after = 0 : i32, d2_zero_before = 0 : i32, enable_packet = 1 : i32, iteration_current = 0 : i32, iteration_size = 3 : i32, iteration_stride = 63 : i32, lock_acq_enable = 0 : i32, lock_acq_id = 0 : i32, lock_acq_val = 0 : i32, lock_rel_id = 0 : i32, lock_rel_val = 0 : i32, next_bd = 4 : i32, out_of_order_id = 0 : i32, packet_id = 9 : i32, packet_type = 1 : i32, row = 0 : i32, use_next_bd = 1 : i32, valid_bd = 1 : i32}
    aiex.control_packet {address = 8192 : ui32, data = array<i32: 7, 8>, opcode = 2 : i32, stream_id = 1 : i32}
    aiex.control_packet {address = 8192 : ui32, length = 1 : i32, opcode = 1 : i32, stream_id = 0 : i32}
  }
}

// -----

// Sequences of another device.
module {
  aie.device(npu1) @worker {
    aie.runtime_sequence @load(%a: memref<64xi32>) attributes {emit_parameter_sync_preamble = false} {
    }
  }
  aie.device(npu1) @main {
    aie.runtime_sequence @all(%a: memref<64xi32>, %b: memref<64xi32>) {
      aiex.configure @worker {
        aiex.run @load(%a) : (memref<64xi32>)
        aiex.run @load(%b) : (memref<64xi32>)
      }
      aiex.configure @worker {
      } {expand_mode = 1 : i32}
    }
    aie.runtime_sequence @empty() {
    }
  }
}
