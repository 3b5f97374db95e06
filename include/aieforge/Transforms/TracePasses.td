//===- TracePasses.td - traces to registers ----------------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names and options are mlir-aie's.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_TRACE_PASSES
#define AIEFORGE_TRANSFORMS_TRACE_PASSES

include "mlir/Pass/PassBase.td"

class AIE_TracePass<string arg> : Pass<arg, "::aieforge::aie::DeviceOp"> {
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::aieforge::aiex::AIEXDialect"];
}

def AIETraceToConfig : AIE_TracePass<"aie-trace-to-config"> {
  let summary = "Turn traces into register fields";
}

def AIETracePackRegWrites : AIE_TracePass<"aie-trace-pack-reg-writes"> {
  let summary = "Join the fields of a trace's registers";
}

def AIEInlineTraceConfig : AIE_TracePass<"aie-inline-trace-config"> {
  let summary = "Write a trace's registers where the sequence starts it";
}

#endif // AIEFORGE_TRANSFORMS_TRACE_PASSES
