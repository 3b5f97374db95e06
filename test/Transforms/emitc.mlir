// Runtime sequences of register ops become functions.
// RUN: aieforge opt --convert-aiex-to-emitc --split-input-file --verify-diagnostics %s | FileCheck %s

// Buffers are no arguments; the word of the buffer is 1 << 25 | 2 << 20 | 0x1008
// = 35655688. Host argument 6 is one that firmware does not translate.
// CHECK: emitc.include "aie/Runtime/TxnEncoding.h"
// CHECK-LABEL: emitc.func @generate_txn_main_straight(
// CHECK-SAME: %[[N:.*]]: i32) -> !emitc.opaque<"std::optional<std::vector<uint32_t>>">
// CHECK: verbatim "std::vector<uint32_t> txn;"
// CHECK-NOT: __opcount
// CHECK: %[[A:.*]] = "emitc.constant"() <{value = #emitc.opaque<"35655688u">}>
// CHECK: call_opaque "aie_runtime::txn_append_write32"(%{{.*}}, %[[A]], %[[N]])
// CHECK: emitc.variable{{.*}}#emitc.opaque<"{0x00000007u, 0xffffffffu}">{{.*}}!emitc.array<2x!emitc.opaque<"uint32_t">>
// CHECK: call_opaque "aie_runtime::txn_append_blockwrite"
// CHECK: call_opaque "aie_runtime::txn_append_address_patch"
// CHECK: call_opaque "aie_runtime::txn_append_loadpdi"
// CHECK: call_opaque "aie_runtime::txn_append_preempt"
// CHECK: verbatim "aie_runtime::txn_prepend_header(txn, 5u, {0, 1, 3, 6, 2, 1});"
// CHECK-NOT: aie.device
aie.device(npu1_2col) {
  %core = aie.tile(1, 2)
  %b = aie.buffer(%core) {address = 4096 : i32, sym_name = "b"} : memref<8xi32>
  memref.global "private" constant @words : memref<2xi32> = dense<[7, -1]>
  aie.runtime_sequence @straight(%m: memref<8xi32>, %n: i32) {
    %two = arith.constant 2 : i32
    aiex.npu.write32(%two, %n) {buffer = @b} : i32, i32
    %w = memref.get_global @words : memref<2xi32>
    aiex.npu.blockwrite(%w) {address = 119300 : ui32} : memref<2xi32>
    aiex.npu.address_patch(%n : i32) {addr = 119300 : ui32, arg_idx = 6 : i32}
    aiex.npu.load_pdi {id = 3 : i32}
    aiex.npu.preempt {level = 1 : ui8}
  }
}

// -----

// What loops and branches append is counted when they run. A number that a
// loop carries becomes a variable.
// CHECK-LABEL: emitc.func @generate_txn_main_loop(
// CHECK-SAME: %[[N:.*]]: !emitc.size_t, %[[C:.*]]: i1)
// CHECK: verbatim "aie_runtime::BdPool bd_pool_0_1 = aie_runtime::bd_pool_init(48);"
// CHECK: verbatim "uint32_t __opcount = 0;"
// CHECK: verbatim "uint32_t bd_0; if (!aie_runtime::bd_pool_pop(bd_pool_0_1, bd_0)) return std::nullopt;"
// CHECK: for {{.*}} : !emitc.size_t {
// CHECK: if %[[C]] {
// CHECK: verbatim "if ({} < 0) return std::nullopt;" args
// CHECK: verbatim "if ({} > 9) return std::nullopt;" args
// CHECK: verbatim "if ({} != 1 && {} % 4 != 0) return std::nullopt;" args
// CHECK: call_opaque "aie_runtime::txn_append_sync"
// CHECK: verbatim "++{};" args
// CHECK: call_opaque "aie_runtime::bd_pool_push"
// CHECK: verbatim "aie_runtime::txn_prepend_header(txn, __opcount, {0, 1, 4, 6, 8, 1});"
aie.device(npu2) {
  aie.runtime_sequence @loop(%n: index, %c: i1) {
    %zero = arith.constant 0 : index
    %one = arith.constant 1 : index
    %first = arith.constant 0 : i32
    %bd = aiex.dma_bd_pool_pop(0, 1) : i32
    %last = scf.for %i = %zero to %n step %one iter_args(%x = %bd) -> (i32) {
      scf.if %c {
        aiex.npu.assert_bd_field(%x) {max = 9 : i32} : i32
        aiex.npu.assert_bd_divisible(%x) {allow_unit, divisor = 4 : i32} : i32
        aiex.npu.sync(%first, %first, %first, %first, %x, %x) : i32, i32, i32, i32, i32, i32
      }
      %y = arith.addi %x, %x : i32
      scf.yield %y : i32
    }
    aiex.dma_bd_pool_push(0, 1) bd_id %last : i32
  }
}

// -----

aie.device(npu1) {
  %core = aie.tile(0, 2)
  aie.runtime_sequence @unlowered(%n: i32) {
    // expected-error@+1 {{is not supported by the C++ TXN target}}
    aiex.core_reset(%core)
  }
}

// -----

aie.device(npu1) {
  // expected-error@+1 {{argument 1 is a 'f32'; a C++ function takes integers and indices}}
  aie.runtime_sequence @float(%a: memref<8xi32>, %n: f32) {
  }
}

// -----

aie.device(npu1) {
  %one = arith.constant 1 : i32
  %two = arith.addi %one, %one : i32
  aie.runtime_sequence @outside(%n: i32) {
    // Constants may stand anywhere.
    aiex.npu.write32(%one, %n) : i32, i32
    // expected-error@+1 {{uses a value from outside of the runtime sequence that is no constant}}
    aiex.npu.write32(%one, %two) : i32, i32
  }
}
