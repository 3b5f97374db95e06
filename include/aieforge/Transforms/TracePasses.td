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

def AIEInsertTraceFlows : AIE_TracePass<"aie-insert-trace-flows"> {
  let summary = "Lead traces to a buffer of the host and start them";
  let options = [
    Option<"ShimChannel", "shim-channel", "unsigned", "1",
           "the shim's S2MM channel to prefer">,
    Option<"DefaultBdId", "default-bd-id", "unsigned", "15",
           "the shim's BD that receives; a second channel takes the one before">,
    Option<"PacketIdStart", "packet-id-start", "unsigned", "1",
           "the lowest packet id for traces that name none">,
    Option<"BurstLength", "burst-length", "unsigned", "64",
           "bytes of a write to the host's memory">,
    Option<"DistributeChannels", "distribute-channels", "bool", "false",
           "deal the traces to both channels of the shim">,
    Option<"LateralRouting", "lateral-routing", "bool", "false",
           "leave by a column without cores">,
    Option<"LateralTargetCol", "lateral-target-col", "int", "-1",
           "the column to leave by with lateral-routing; -1: the nearest">];
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
