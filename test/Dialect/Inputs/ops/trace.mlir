// Trace units.

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %tile = aie.tile(0, 2)

  aie.trace @core(%tile) {
    aie.trace.mode "Event-PC"
    aie.trace.packet id = 2 type = core
    aie.trace.port<0> port = DMA channel = 0 direction = S2MM
    aie.trace.port<7> port = North channel = 1 direction = MM2S
    aie.trace.event <"INSTR_EVENT_0"> label = "begin"
    aie.trace.event <CoreEventAIE2::LOCK_STALL>
    aie.trace.combo_event<0> <"LOCK_STALL"> AND_NOT <"PORT_RUNNING_0">
    aie.trace.combo_event<2> <"COMBO_EVENT_0"> OR <"COMBO_EVENT_1">
    aie.trace.edge_event<1> event = <"LOCK_STALL"> trigger = BOTH
    aie.trace.start broadcast = 15
    aie.trace.stop event = <"USER_EVENT_0">
  }
  aie.trace @memory(%mem) {
    aie.trace.mode "Event-Time"
    aie.trace.packet type = memtile
    aie.trace.start event = <"BROADCAST_15">
    aie.trace.stop broadcast = 14
  }
  aie.trace @flow(%tile) {
    aie.trace.mode Execution
    aie.trace.packet id = 31 type = mem
  }

  aie.runtime_sequence(%a: memref<64xi32>) {
    aie.trace.host_config {buffer_size = 8192 : i32, egress_shim_col = 1 : i32, reuse_output_buffer = true}
    aie.trace.start_config @core
  }

  aie.trace.config @core_config(%tile) packet_type = core {
    aie.trace.reg register = "Trace_Control0" field = "Mode" value = 0 mask = 3 comment = "event-time"
    aie.trace.reg register = "Trace_Event0" field = "Trace_Event0" value = "LOCK_STALL"
    aie.trace.reg register = "Trace_Control1" value = -1
  }
  aie.trace.config @other_config(%shim) {
  }
}
