// Ops of a configuration say which op of the design they come from.
// RUN: aieforge opt --convert-aie-to-transaction --mlir-print-debuginfo %s | FileCheck %s
// RUN: aieforge opt --convert-aie-to-control-packets --mlir-print-debuginfo %s | FileCheck %s --check-prefix=PACKETS

// The lock's value is at 1F030, the buffer's words at 400, the enable bit in
// the register at 32000 of tile (0, 2).
// CHECK-DAG: #[[LOCK:loc[0-9]*]] = loc("design.py":7:1)
// CHECK-DAG: #[[BUFFER:loc[0-9]*]] = loc("design.py":8:2)
// CHECK-DAG: #[[CORE:loc[0-9]*]] = loc("design.py":9:3)
// CHECK-DAG: %[[A:.*]] = arith.constant 2224176 : i32 loc(#[[LOCK]])
// CHECK-DAG: aiex.npu.write32(%[[A]], %{{.*}}) : i32, i32 loc(#[[LOCK]])
// CHECK-DAG: aiex.npu.blockwrite(%{{.*}}) {address = 2098176 : ui32} : memref<2xi32> loc(#[[BUFFER]])
// CHECK-DAG: aiex.npu.maskwrite32({{.*}}) : i32, i32, i32 loc(#[[CORE]])
// PACKETS-DAG: #[[LOCK:loc[0-9]*]] = loc("design.py":7:1)
// PACKETS-DAG: #[[CORE:loc[0-9]*]] = loc("design.py":9:3)
// PACKETS-DAG: aiex.control_packet {address = 2224176 : ui32, data = array<i32: 1>{{.*}}} loc(#[[LOCK]])
// PACKETS-DAG: aiex.control_packet {address = 2301952 : ui32, data = array<i32: 1>{{.*}}} loc(#[[CORE]])
aie.device(npu1_1col) {
  %t = aie.tile(0, 2)
  %l = aie.lock(%t, 3) {init = 1 : i32} loc("design.py":7:1)
  %b = aie.buffer(%t) {sym_name = "b", address = 1024 : i32, initial_value = dense<[5, 6]> : tensor<2xi32>} : memref<2xi32> loc("design.py":8:2)
  %c = aie.core(%t) {
    aie.end
  } loc("design.py":9:3)
} loc("design.py":1:1)
