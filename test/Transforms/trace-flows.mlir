// Traces of a core, a memory and the shim itself end in a buffer of the host.
// RUN: aieforge opt --aie-insert-trace-flows %s | FileCheck %s
// RUN: aieforge opt --aie-insert-trace-flows="distribute-channels=true default-bd-id=9 packet-id-start=7" %s | FileCheck %s --check-prefix=BOTH
// Nothing is left to do in a design that leads its traces to the host itself.
// RUN: aieforge opt --aie-insert-trace-flows %s -o %t.mlir
// RUN: aieforge opt --aie-insert-trace-flows %t.mlir | diff %t.mlir -

// Id 1 is the design's, 2 is pinned; by column and row, the shim comes first.
// CHECK: %[[SHIM:.*]] = aie.tile(0, 0) {controller_id = #aie.packet_info<pkt_type = 0, pkt_id = 15>}
// CHECK: aie.trace @core
// CHECK-NEXT: aie.trace.packet id = 4 type = core
// CHECK: aie.trace @mem
// CHECK-NEXT: aie.trace.packet id = 2 type = mem
// The shim's unit hears what the others get by broadcast 15.
// CHECK: aie.trace @shim
// CHECK-NEXT: aie.trace.packet id = 3 type = shimtile
// CHECK: aie.trace.start event = <"USER_EVENT_1">
// CHECK: aie.trace.stop event = <"USER_EVENT_0">

// The buffer comes after the scalar, but scalars are not counted.
// CHECK: aie.runtime_sequence(%{{.*}}: memref<16xi32>, %{{.*}}: i32, %{{.*}}: memref<4096xi8>)
// CHECK-NOT: host_config
// CHECK: aie.trace.start_config @shim
// Timers of core (0x34000) and memory (0x14000): reset by broadcast 15, which
// is event 122 << 8 of the core and 122 << 8 of the memory.
// CHECK-NEXT: %[[A0:.*]] = arith.constant 212992 : i32
// CHECK-NEXT: %[[V0:.*]] = arith.constant 31232 : i32
// CHECK-NEXT: aiex.npu.write32(%[[A0]], %[[V0]]) {column = 0 : i32, row = 2 : i32}
// CHECK-NEXT: %[[A1:.*]] = arith.constant 81920 : i32
// CHECK-NEXT: %[[V1:.*]] = arith.constant 31232 : i32
// CHECK-NEXT: aiex.npu.write32(%[[A1]], %[[V1]]) {column = 0 : i32, row = 2 : i32}
// CHECK-NEXT: aiex.npu.writebd {bd_id = 15 : i32, buffer_length = 1024 : i32, buffer_offset = 0 : i32, burst_length = 64 : i32, column = 0 : i32
// CHECK-SAME: enable_packet = 1 : i32
// CHECK-SAME: row = 0 : i32
// CHECK-SAME: valid_bd = 1 : i32
// BD 15 is at 0x1d1e0; its address is the second word.
// CHECK-NEXT: %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK-NEXT: aiex.npu.address_patch(%[[ZERO]] : i32) {addr = 119268 : ui32, arg_idx = 1 : i32}
// CHECK-NEXT: %[[CTRL:.*]] = arith.constant 119304 : i32
// CHECK-NEXT: %[[ID:.*]] = arith.constant 3840 : i32
// CHECK-NEXT: %[[MASK:.*]] = arith.constant 65280 : i32
// CHECK-NEXT: aiex.npu.maskwrite32(%[[CTRL]], %[[ID]], %[[MASK]]) {column = 0 : i32, row = 0 : i32}
// CHECK-NEXT: %[[QUEUE:.*]] = arith.constant 119308 : i32
// A token when BD 15 ends.
// CHECK-NEXT: %[[TASK:.*]] = arith.constant -2147483633 : i32
// CHECK-NEXT: aiex.npu.write32(%[[QUEUE]], %[[TASK]])
// The shim's timer, broadcast 15 and the event itself: USER_EVENT_1 is 127.
// CHECK-NEXT: %[[A2:.*]] = arith.constant 212992 : i32
// CHECK-NEXT: %[[V2:.*]] = arith.constant 32512 : i32
// CHECK-NEXT: aiex.npu.write32(%[[A2]], %[[V2]]) {column = 0 : i32, row = 0 : i32}
// CHECK-NEXT: %[[A3:.*]] = arith.constant 213068 : i32
// CHECK-NEXT: %[[V3:.*]] = arith.constant 127 : i32
// CHECK-NEXT: aiex.npu.write32(%[[A3]], %[[V3]])
// CHECK-NEXT: %[[A4:.*]] = arith.constant 213000 : i32
// CHECK-NEXT: %[[V4:.*]] = arith.constant 127 : i32
// CHECK-NEXT: aiex.npu.write32(%[[A4]], %[[V4]])
// CHECK-NEXT: aiex.npu.dma_wait
// At the end: broadcast 14 and USER_EVENT_0.
// CHECK-NEXT: %[[A5:.*]] = arith.constant 213064 : i32
// CHECK-NEXT: %[[V5:.*]] = arith.constant 126 : i32
// CHECK-NEXT: aiex.npu.write32(%[[A5]], %[[V5]])
// CHECK-NEXT: %[[A6:.*]] = arith.constant 213000 : i32
// CHECK-NEXT: %[[V6:.*]] = arith.constant 126 : i32
// CHECK-NEXT: aiex.npu.write32(%[[A6]], %[[V6]])

// CHECK-NOT: aiex
// CHECK: aie.packet_flow(4) {
// CHECK-NEXT: aie.packet_source<%[[CORE:.*]], Trace : 0>
// CHECK-NEXT: aie.packet_dest<%[[SHIM]], DMA : 1>
// CHECK-NEXT: } {keep_pkt_header = true}
// CHECK: aie.packet_flow(2) {
// CHECK-NEXT: aie.packet_source<%[[CORE]], Trace : 1>
// CHECK: aie.packet_flow(3) {
// CHECK-NEXT: aie.packet_source<%[[SHIM]], Trace : 0>

// Two channels: two BDs and twice the memory; traces take turns.
// BOTH: aie.trace.packet id = 8 type = core
// BOTH: aie.trace.packet id = 2 type = mem
// BOTH: aie.trace.packet id = 7 type = shimtile
// BOTH: memref<8192xi8>
// BOTH: aiex.npu.writebd {bd_id = 9 : i32
// BOTH: aiex.npu.writebd {bd_id = 8 : i32
// BOTH: arith.constant 4096 : i32
// BOTH-NEXT: aiex.npu.address_patch
// BOTH: aie.packet_flow(8)
// BOTH: DMA : 1>
// BOTH: aie.packet_flow(2)
// BOTH: DMA : 0>
// BOTH: aie.packet_flow(7)
// BOTH: DMA : 1>
aie.device(npu1_1col) {
  %tile = aie.tile(0, 2)
  %mem = aie.tile(0, 1)
  aie.packet_flow(1) {
    aie.packet_source<%mem, DMA : 0>
    aie.packet_dest<%tile, DMA : 0>
  }
  %shim = aie.tile(0, 0)
  aie.shim_dma_allocation @out(%shim, MM2S, 0)
  aie.trace @core(%tile) {
    aie.trace.event<"INSTR_EVENT_0">
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.trace @mem(%tile) {
    aie.trace.packet id=2 type=mem
    aie.trace.event<"LOCK_0_REL">
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.trace @shim(%shim) {
    aie.trace.event<"DMA_S2MM_0_START_TASK">
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence(%a: memref<16xi32>, %n: i32) {
    aie.trace.host_config {buffer_size = 4096 : i32}
    aie.trace.start_config @core
    aie.trace.start_config @mem
    aie.trace.start_config @shim
    aiex.npu.dma_wait {symbol = @out}
  }
}
