// Which shim and which channel traces leave by.
// RUN: aieforge opt --split-input-file --aie-insert-trace-flows="lateral-routing=true" %s | FileCheck %s
// RUN: aieforge opt --split-input-file --aie-insert-trace-flows="lateral-routing=true lateral-target-col=3" %s | FileCheck %s --check-prefix=FORCED
// RUN: aieforge opt --split-input-file --aie-insert-trace-flows %s | FileCheck %s --check-prefix=PLAIN

// Columns 1 and 2 compute; column 0 is next to column 1, where traces would
// leave otherwise.
// CHECK-LABEL: @near
// CHECK: aie.packet_dest<%shim_noc_tile_0_0, DMA : 1>
// FORCED-LABEL: @near
// FORCED: aie.packet_dest<%shim_noc_tile_3_0, DMA : 1>
// An object FIFO that is not lowered yet names channel 1.
// PLAIN-LABEL: @near
// PLAIN: aie.packet_dest<%shim_noc_tile_1_0, DMA : 0>
aie.device(npu1) @near {
  %s1 = aie.tile(1, 0)
  %t1 = aie.tile(1, 2)
  %t2 = aie.tile(2, 2)
  aie.core(%t1) {
    aie.end
  }
  aie.core(%t2) {
    aie.end
  }
  aie.objectfifo @out(%t1, {%s1}, 2 : i32) {cons_dma_channels = array<i32: 1>} : !aie.objectfifo<memref<16xi32>>
  aie.trace @t(%t1) {
    aie.trace.event<"INSTR_EVENT_0">
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence() {
    aie.trace.host_config {buffer_size = 4096 : i32, egress_shim_col = 1 : i32}
    aie.trace.start_config @t
  }
}

// -----

// An object FIFO without a pin will take channel 0, which leaves channel 1.
// CHECK-LABEL: @one_fifo
aie.device(npu1) @one_fifo {
  %s = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  aie.objectfifo @out(%t, {%s}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  aie.trace @t(%t) {
    aie.trace.event<"INSTR_EVENT_0">
    aie.trace.start event=<"TRUE">
    aie.trace.stop event=<"NONE">
  }
  // Behind the last of the arguments: 16 words.
  // CHECK: aie.runtime_sequence(%{{.*}}: memref<16xi32>) {
  // No broadcast, so nothing to raise.
  // CHECK: arith.constant 64 : i32
  // CHECK-NEXT: aiex.npu.address_patch(%{{.*}} : i32) {addr = 119268 : ui32, arg_idx = 0 : i32}
  // CHECK: aiex.npu.maskwrite32
  // CHECK: aiex.npu.write32
  // CHECK-NOT: aiex.npu.write32
  // CHECK: aie.packet_dest<%shim_noc_tile_0_0, DMA : 1>
  aie.runtime_sequence(%a: memref<16xi32>) {
    aie.trace.host_config {buffer_size = 4096 : i32, reuse_output_buffer = true}
    aie.trace.start_config @t
  }
}
