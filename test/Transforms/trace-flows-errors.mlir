// Traces that cannot be led to the host.
// RUN: aieforge opt --split-input-file --verify-diagnostics --aie-insert-trace-flows="packet-id-start=31" %s

// expected-error@+1 {{aie.trace ops found but no runtime_sequence defined}}
aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.trace @t(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.trace @t(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  // expected-error@+1 {{runtime_sequence with traces requires aie.trace.host_config}}
  aie.runtime_sequence() {
  }
}

// -----

aie.device(npu1) {
  // expected-error@+1 {{LogicalTileOp must be resolved to TileOp before running -aie-insert-trace-flows}}
  %t = aie.logical_tile<CoreTile>(?, ?)
  aie.trace @t(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{trace is missing 'aie.trace.start'}}
  aie.trace @t(%t) {
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence() {
    aie.trace.host_config {buffer_size = 4096 : i32}
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  // expected-error@+1 {{trace is missing 'aie.trace.stop'}}
  aie.trace @t(%t) {
    aie.trace.start broadcast=15
  }
  aie.runtime_sequence() {
    aie.trace.host_config {buffer_size = 4096 : i32}
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.trace @a(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  // expected-error@+1 {{tile (0, 2) is traced more than once on the same trace unit (core); join the events in one aie.trace}}
  aie.trace @b(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence() {
    aie.trace.host_config {buffer_size = 4096 : i32}
  }
}

// -----

// expected-error@+1 {{no packet id is left for the trace @c: ids run from 31 (packet-id-start) to 31, with 1 id(s) reserved by explicit aie.trace.packet ops and packet flows}}
aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  aie.trace @a(%t) {
    aie.trace.packet id = 31 type = core
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.trace @c(%u) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence() {
    aie.trace.host_config {buffer_size = 4096 : i32}
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  %u = aie.tile(0, 3)
  aie.trace @a(%t) {
    // expected-note@+1 {{previous use of packet id 3}}
    aie.trace.packet id = 3 type = core
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.trace @b(%u) {
    // expected-error@+1 {{trace packet id 3 is already used by another trace}}
    aie.trace.packet id = 3 type = core
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence() {
    aie.trace.host_config {buffer_size = 4096 : i32}
  }
}

// -----

// Two object FIFOs will take both channels.
// expected-error@+1 {{no S2MM channels available on shim tile at column 0: the design's flows, allocations and object FIFOs use all}}
aie.device(npu1) {
  %s = aie.tile(0, 0)
  %t = aie.tile(0, 2)
  aie.objectfifo @a(%t, {%s}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  aie.objectfifo @b(%t, {%s}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  aie.trace @t(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence() {
    aie.trace.host_config {buffer_size = 4096 : i32}
  }
}

// -----

// expected-error@+1 {{egress_shim_col 4 is not a valid shim NOC tile (device has 4 columns)}}
aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.trace @t(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence() {
    aie.trace.host_config {buffer_size = 4096 : i32, egress_shim_col = 4 : i32}
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.trace @t(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  aie.runtime_sequence() {
    // expected-error@+1 {{buffer_size is 4098 bytes, but must be a multiple of 4}}
    aie.trace.host_config {buffer_size = 4098 : i32}
  }
}

// -----

aie.device(npu1) {
  %t = aie.tile(0, 2)
  aie.trace @t(%t) {
    aie.trace.start broadcast=15
    aie.trace.stop broadcast=14
  }
  // expected-error@+1 {{reuse_output_buffer=true cannot be used with a dynamic runtime_sequence: argument 1 is not a memref of static shape}}
  aie.runtime_sequence(%a: memref<16xi32>, %n: i32) {
    aie.trace.host_config {buffer_size = 4096 : i32, reuse_output_buffer = true}
  }
}
