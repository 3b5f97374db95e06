// Broadcasts on cycles need room for what their consumers have in flight.
// RUN: aieforge opt --aie-objectfifo-liveness --split-input-file --verify-diagnostics %s

// Two halves of one broadcast, told by their names: 8 consumers, sent twice.
aie.device(npu2) {
  %m0 = aie.logical_tile<MemTile>(?, ?)
  %m1 = aie.logical_tile<MemTile>(?, ?)
  %c0 = aie.logical_tile<CoreTile>(?, ?)
  %c1 = aie.logical_tile<CoreTile>(?, ?)
  %c2 = aie.logical_tile<CoreTile>(?, ?)
  %c3 = aie.logical_tile<CoreTile>(?, ?)
  // expected-error@+1 {{objectFIFO @w in a cyclic dependency requires depth >= 4 for deadlock-free execution; allocated depth = 3}}
  aie.objectfifo @w_0(%m0, {%c0, %c1}, 3 : i32) : !aie.objectfifo<memref<32xi32>>
  aie.objectfifo @w_1(%m1, {%c2, %c3}, 3 : i32) : !aie.objectfifo<memref<32xi32>>
  aie.objectfifo @out0(%c0, {%m0}, 4 : i32) {repeat_count = 2 : i32} : !aie.objectfifo<memref<16xi32>>
  aie.objectfifo @out1(%c2, {%m1}, 4 : i32) {repeat_count = 2 : i32} : !aie.objectfifo<memref<16xi32>>
}

// -----

// Deep enough; and without a repeat nothing goes round.
aie.device(npu2) {
  %m0 = aie.logical_tile<MemTile>(?, ?)
  %m1 = aie.logical_tile<MemTile>(?, ?)
  %c0 = aie.logical_tile<CoreTile>(?, ?)
  %c1 = aie.logical_tile<CoreTile>(?, ?)
  %c2 = aie.logical_tile<CoreTile>(?, ?)
  aie.objectfifo @deep(%m0, {%c0, %c1}, 2 : i32) : !aie.objectfifo<memref<32xi32>>
  aie.objectfifo @back(%c0, {%m0}, 4 : i32) {repeat_count = 2 : i32} : !aie.objectfifo<memref<16xi32>>
  aie.objectfifo @single(%m1, {%c1, %c2}, 1 : i32) : !aie.objectfifo<memref<8xi32>>
}
