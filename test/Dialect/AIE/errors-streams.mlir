// Flows, switches and traces that are refused.
// RUN: aieforge opt %s --split-input-file --verify-diagnostics

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{must have at least one aie.packet_source}}
  aie.packet_flow(1) {
    aie.packet_dest<%t, DMA : 0>
  }
  aie.packet_flow(2) {
    // expected-error@+1 {{cannot be contained in a PacketFlow op}}
    %c = arith.constant 0 : i32
  }
  // expected-error@+1 {{packet id 32 exceeds the maximum 31}}
  aie.packet_flow(32) {
    aie.packet_source<%t, DMA : 0>
    aie.packet_dest<%t, DMA : 0>
  }
}

// -----

aie.device(npu1) {
  %a = aie.tile(1, 2)
  %b = aie.tile(1, 3)
  %c = aie.tile(1, 4)
  %d = aie.tile(1, 5)
  %e = aie.tile(2, 2)
  %f = aie.tile(2, 3)
  %shim = aie.tile(1, 0)
  aie.switchbox(%a) {
    %s = aie.amsel<0> (0)
    aie.connect<South : 0, DMA : 0>
    // expected-error@+1 {{targets same dst as another connect or masterset op (DMA0)}}
    aie.masterset(DMA : 0, %s)
  }
  aie.switchbox(%b) {
    %i = arith.constant 0 : index
    // expected-error@-1 {{cannot be contained in a Switchbox op}}
  }
  aie.switchbox(%c) {
    %s = aie.amsel<0> (0)
    %m = aie.masterset(DMA : 0, %s)
    // expected-error@+1 {{operands must be aie.amsel}}
    aie.masterset(DMA : 1, %m)
  }
  aie.switchbox(%d) {
    %s = aie.amsel<0> (0)
    aie.connect<South : 0, DMA : 0>
    // expected-error@+1 {{packet switched source South0 cannot match another connect or masterset operation}}
    aie.packet_rules(South : 0) {
      aie.rule(31, 1, %s)
    }
  }
  aie.switchbox(%e) {
    %s = aie.amsel<0> (0)
    aie.packet_rules(South : 0) {
      aie.rule(31, 1, %s)
    }
    // expected-error@+1 {{packet switched source South0 has packet_rules already}}
    aie.packet_rules(South : 0) {
      aie.rule(31, 2, %s)
    }
  }
  aie.switchbox(%f) {
    aie.packet_rules(South : 0) {
      // expected-error@+1 {{cannot be contained in packet_rules}}
      %x = arith.constant 0 : i32
    }
    aie.packet_rules(South : 1) {
    }
  }
  // expected-error@+1 {{must be on a shim tile, not on a core tile}}
  aie.shim_mux(%a) {
  }
  aie.shim_mux(%shim) {
    // expected-error@+1 {{cannot be contained in a ShimMux op}}
    %x = arith.constant 0 : i32
  }
}

// -----

aie.device(npu1) {
  %a = aie.tile(1, 2)
  %shim = aie.tile(1, 0)
  %mem = aie.tile(1, 1)
  aie.switchbox(%a) {
    %s = aie.amsel<0> (0)
    aie.packet_rules(South : 0) {
      aie.rule(31, 1, %s)
    }
    // expected-error@+1 {{source South0 is used by packet_rules too}}
    aie.connect<South : 0, DMA : 0>
  }
  aie.shim_mux(%shim) {
    aie.connect<DMA : 0, North : 3>
    // expected-error@+1 {{targets same dst as another connect op (North3)}}
    aie.connect<NOC : 0, North : 3>
  }
  // expected-error@+1 {{memTile row has no cascade stream interface: a cascade joins core tiles}}
  aie.cascade_flow(%mem, %a)
  // expected-error@+1 {{shimTile row has no cascade stream interface: a cascade joins core tiles}}
  aie.cascade_flow(%a, %shim)
  // expected-error@+1 {{'aie.configure_cascade' op memTile row has no cascade stream interface}}
  aie.configure_cascade(%mem, North, South)
  // expected-error@+1 {{input direction of cascade must be North or West}}
  aie.configure_cascade(%a, South, South)
  // expected-error@+1 {{output direction of cascade must be South or East}}
  aie.configure_cascade(%a, North, West)
  %n = arith.constant 0 : i32
  // expected-error@+1 {{must be in an aie.core}}
  aie.put_stream(%n : i32, %n : i32)
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.trace @events(%t) {
    // expected-error@+1 {{event name cannot be empty}}
    aie.trace.event <"">
    // expected-error@+1 {{unknown CoreEventAIE2 value 'NO_SUCH_EVENT': the core module of a core tile has no such event}}
    aie.trace.event <CoreEventAIE2::NO_SUCH_EVENT>
    // expected-error@+1 {{attribute 'slot' failed to satisfy constraint: 32-bit signless integer attribute whose minimum value is 0 whose maximum value is 7, but it is 8}}
    aie.trace.port<8> port = DMA channel = 0 direction = S2MM
    // expected-error@+1 {{cannot specify both broadcast and event}}
    aie.trace.stop broadcast = 1 event = <"LOCK_STALL">
    // expected-error@+1 {{broadcast channel must be 0 to 15, but is 16}}
    aie.trace.start broadcast = 16
    // expected-error@+1 {{combo event slot must be 0, 1, or 2, got 3}}
    aie.trace.combo_event<3> <"LOCK_STALL"> AND <"LOCK_STALL">
    // expected-error@+1 {{combo slot 2 first event must be COMBO_EVENT_0 (hierarchical), got LOCK_STALL}}
    aie.trace.combo_event<2> <"LOCK_STALL"> AND <"LOCK_STALL">
    // expected-error@+1 {{edge detection slot must be 0 or 1, got 2}}
    aie.trace.edge_event<2> event = <"LOCK_STALL"> trigger = RISING
    // expected-error@+1 {{edge detection source should be a regular event, not another COMBO_EVENT}}
    aie.trace.edge_event<1> event = <"COMBO_EVENT_0"> trigger = RISING
    // expected-error@+1 {{attribute 'id' failed to satisfy constraint: 32-bit signless integer attribute whose minimum value is 1 whose maximum value is 31, but it is 32}}
    aie.trace.packet id = 32 type = core
  }
  // expected-error@+1 {{trace unit supports maximum 8 events, but 9 are given}}
  aie.trace @many(%t) {
    aie.trace.event <"A">
    aie.trace.event <"B">
    aie.trace.event <"C">
    aie.trace.event <"D">
    aie.trace.event <"E">
    aie.trace.event <"F">
    aie.trace.event <"G">
    aie.trace.event <"H">
    aie.trace.event <"I">
  }
  aie.trace @ports(%t) {
    // expected-error@+1 {{duplicate port slot 1 in trace ports: another aie.trace.port has it too}}
    aie.trace.port<1> port = DMA channel = 0 direction = S2MM
    aie.trace.port<1> port = DMA channel = 1 direction = S2MM
  }
  aie.trace @third(%t) {
    // expected-error@+1 {{combo slot 2 second event must be COMBO_EVENT_1 (hierarchical), got LOCK_STALL}}
    aie.trace.combo_event<2> <"COMBO_EVENT_0"> AND <"LOCK_STALL">
  }
  aie.trace @combos(%t) {
    aie.trace.combo_event<0> <"LOCK_STALL"> AND <"LOCK_STALL">
    // expected-error@+1 {{combo event slot 0 already in use in this trace}}
    aie.trace.combo_event<0> <"LOCK_STALL"> OR <"LOCK_STALL">
  }
  aie.trace @edges(%t) {
    aie.trace.edge_event<0> event = <"LOCK_STALL"> trigger = RISING
    // expected-error@+1 {{edge detection slot 0 already in use in this trace}}
    aie.trace.edge_event<0> event = <"LOCK_STALL"> trigger = FALLING
  }
  aie.runtime_sequence() {
    // expected-error@+1 {{buffer_size must be positive, but is 0}}
    aie.trace.host_config {buffer_size = 0 : i32}
    // expected-error@+1 {{egress_shim_col must be >= 0, but is -1}}
    aie.trace.host_config {buffer_size = 64 : i32, egress_shim_col = -1 : i32}
  }
}

// -----

aie.device(npu1) {
  aie.runtime_sequence() {
    // expected-error@+1 {{arg_idx must be -1 or an argument}}
    aie.trace.host_config buffer_size = 8192 arg_idx = -2
  }
}
