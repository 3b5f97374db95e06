// Values that come with each launch: cores read them from buffers, transfers
// take them as offsets.
// RUN: aieforge opt --aie-lower-scratchpad-parameters --split-input-file %s | FileCheck %s

// CHECK: aiex.scratchpad_parameter @gain : i32 {kind = 0 : i32, state_table_idx = 0 : ui8}
// CHECK: aiex.scratchpad_parameter @start : i32 {kind = 1 : i32, state_table_idx = 1 : ui8}
// CHECK: %[[T:.*]] = aie.tile(0, 2)
// CHECK: %[[L:.*]] = aie.lock(%[[T]]) {init = 0 : i32}
// CHECK: %[[B:.*]] = aie.buffer(%[[T]]) {sym_name = "__param_gain_0_2_0"} : memref<2xi32>
// CHECK: aie.core(%[[T]])
// CHECK: aie.use_lock(%[[L]], Acquire, %{{.*}})
// CHECK: %[[R:.*]] = memref.load %[[B]]
// CHECK: arith.shrui %[[R]]
// CHECK: emit_parameter_sync_preamble = false
// CHECK: aie.runtime_sequence
// CHECK: aiex.npu.create_scratchpad {size = 8 : ui32}
// CHECK: aiex.npu.write32(%{{.*}}, %{{.*}}) {buffer = @__param_gain_0_2_0}
// CHECK: aiex.npu.update_from_scratchpad
// CHECK-SAME: buffer = @__param_gain_0_2_0
// CHECK-SAME: state_table_idx = 0 : ui8
// CHECK: aiex.set_lock(%[[L]], 1)
// CHECK: offset_state_table_idx = 1 : ui8
module {
  aiex.scratchpad_parameter @gain : i32
  aiex.scratchpad_parameter @start : i32
  aie.device(npu2) {
    %shim = aie.tile(0, 0)
    %t = aie.tile(0, 2)
    %out = aie.buffer(%t) {sym_name = "out"} : memref<1xi32>
    aie.shim_dma_allocation @in(%shim, MM2S, 0)
    %c = aie.core(%t) {
      %i = arith.constant 0 : index
      %v = aiex.read_scratchpad_parameter @gain : i32
      memref.store %v, %out[%i] : memref<1xi32>
      aie.end
    }
    aie.runtime_sequence(%a: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 0 : i64, metadata = @in, offset_parameter = @start} : memref<64xi32>
    }
  }
}
