// A trace becomes fields, then registers, then writes where it is started.
// RUN: aieforge opt --aie-trace-to-config %s | FileCheck %s --check-prefix=FIELDS
// RUN: aieforge opt --aie-trace-to-config --aie-trace-pack-reg-writes %s | FileCheck %s --check-prefix=PACKED
// RUN: aieforge opt --aie-trace-to-config --aie-trace-pack-reg-writes --aie-inline-trace-config %s | FileCheck %s --check-prefix=WRITES

// Broadcasts 15 and 14 are events 122 and 121 of a core.
// FIELDS: aie.trace.config @t_config(%{{.*}}) packet_type = core
// FIELDS: register = "Trace_Control0" field = "Mode" value = 0
// FIELDS: register = "Trace_Control1" field = "ID" value = 1
// FIELDS: register = "Trace_Control1" field = "Packet_Type" value = 0
// FIELDS: register = "Trace_Control0" field = "Trace_Start_Event" value = 122
// FIELDS: register = "Trace_Control0" field = "Trace_Stop_Event" value = 121
// FIELDS: register = "Stream_Switch_Event_Port_Selection_0" field = "Port_0_ID" value = "North:1"
// FIELDS: register = "Stream_Switch_Event_Port_Selection_0" field = "Port_0_Master_Slave" value = 1
// FIELDS: register = "Stream_Switch_Event_Port_Selection_1" field = "Port_4_ID" value = "South:0"
// FIELDS: register = "Trace_Event0" field = "Trace_Event0" value = "INSTR_EVENT_0"
// FIELDS: register = "Trace_Event1" field = "Trace_Event4" value = "ACTIVE"
// FIELDS: aie.trace.start_config @t_config

// 121 << 24 | 122 << 16.
// PACKED: register = "Trace_Control0" value = 2038038528
// PACKED-NOT: field =

// Trace_Control0, Trace_Control1, port selections, Trace_Event0 and 1.
// WRITES: aie.runtime_sequence
// WRITES: arith.constant 213200
// WRITES: arith.constant 2038038528
// WRITES: aiex.npu.write32{{.*}} {column = 0 : i32, row = 2 : i32}
// WRITES: arith.constant 213204
// WRITES: aiex.npu.write32
// WRITES: arith.constant 261888
// WRITES: aiex.npu.write32
// WRITES: arith.constant 261892
// WRITES: aiex.npu.write32
// WRITES: arith.constant 213216
// WRITES: aiex.npu.write32
// WRITES: arith.constant 213220
// WRITES: aiex.npu.write32
// WRITES-NOT: start_config
aie.device(npu1_1col) {
  %tile = aie.tile(0, 2)
  aie.trace @t(%tile) {
    aie.trace.mode "Event-Time"
    aie.trace.packet id=1 type=core
    aie.trace.port<0> port=North channel=1 direction=S2MM
    aie.trace.port<4> port=South channel=0 direction=MM2S
    aie.trace.event<"INSTR_EVENT_0">
    aie.trace.event<"INSTR_EVENT_1">
    aie.trace.event<"MEMORY_STALL">
    aie.trace.event<"LOCK_STALL">
    aie.trace.event<"ACTIVE">
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence(%a: memref<32xi32>) {
    aie.trace.start_config @t
  }
}
