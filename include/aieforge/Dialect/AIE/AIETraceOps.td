//===- AIETraceOps.td - trace units ------------------------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A trace op says which events a tile's trace unit records; it is lowered to
// register writes at the start of a runtime sequence.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_TRACE_OPS
#define AIEFORGE_DIALECT_AIE_TRACE_OPS

include "aieforge/Dialect/AIE/AIEAttrs.td"

def AIE_TraceOp : AIE_Op<"trace", [Symbol, HasParent<"DeviceOp">, AIE_EndTerminated]> {
  let summary = "what the trace unit of a tile records";
  let arguments = (ins SymbolNameAttr:$sym_name, Index:$tile);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "$sym_name `` custom<TraceTile>($tile) $body attr-dict";
}

class AIE_TracePartOp<string mnemonic>
    : AIE_Op<"trace." # mnemonic, [HasParent<"TraceOp">]>;

def AIE_TraceModeOp : AIE_TracePartOp<"mode"> {
  let summary = "what is recorded: events with times, with addresses, execution";
  let arguments = (ins AIE_TraceMode:$mode);
  let assemblyFormat = "$mode attr-dict";
}

def AIE_TracePacketOp : AIE_TracePartOp<"packet"> {
  let summary = "id and type of the trace's packets";
  let arguments = (ins OptionalAttr<I32Attr>:$id, AIE_TracePacketType:$type);
  let assemblyFormat = "(`id` `=` $id^)? `type` `=` $type attr-dict";
}

def AIE_TraceEventOp : AIE_TracePartOp<"event"> {
  let summary = "an event that is recorded";
  let arguments = (ins AIE_TraceEvent:$event, OptionalAttr<StrAttr>:$label);
  let assemblyFormat = "$event (`label` `=` $label^)? attr-dict";
}

def AIE_TracePortOp : AIE_TracePartOp<"port"> {
  let summary = "the stream switch port that an event slot watches";
  let description = "Direction S2MM is a master port, MM2S a slave port.";
  let arguments = (ins I32Attr:$slot, AIE_WireBundle:$port, I32Attr:$channel,
                       AIE_DMAChannelDir:$direction);
  let assemblyFormat = [{
    `<` $slot `>` `port` `=` $port `channel` `=` $channel
    `direction` `=` $direction attr-dict
  }];
}

class AIE_TraceLimitOp<string mnemonic> : AIE_TracePartOp<mnemonic> {
  let arguments = (ins OptionalAttr<I32Attr>:$broadcast,
                       OptionalAttr<AIE_TraceEvent>:$event);
  let assemblyFormat = [{
    (`broadcast` `=` $broadcast^)? (`event` `=` $event^)? attr-dict
  }];
}

def AIE_TraceStartEventOp : AIE_TraceLimitOp<"start"> {
  let summary = "the broadcast or event that starts recording";
}
def AIE_TraceStopEventOp : AIE_TraceLimitOp<"stop"> {
  let summary = "the broadcast or event that stops recording";
}

def AIE_TraceComboEventOp : AIE_TracePartOp<"combo_event"> {
  let summary = "an event made of two";
  let arguments = (ins I32Attr:$slot, AIE_TraceEvent:$eventA,
                       AIE_ComboLogic:$logic, AIE_TraceEvent:$eventB);
  let assemblyFormat = "`<` $slot `>` $eventA $logic $eventB attr-dict";
}

def AIE_TraceEdgeEventOp : AIE_TracePartOp<"edge_event"> {
  let summary = "an event made of another's edges";
  let arguments = (ins I32Attr:$slot, AIE_TraceEvent:$event,
                       AIE_EdgeTrigger:$trigger);
  let assemblyFormat = [{
    `<` $slot `>` `event` `=` $event `trigger` `=` $trigger attr-dict
  }];
}

def AIE_TraceHostConfigOp : AIE_Op<"trace.host_config", [HasParent<"RuntimeSequenceOp">]> {
  let summary = "the host buffer that traces end in";
  let arguments = (ins I32Attr:$buffer_size,
                       DefaultValuedAttr<BoolAttr, "false">:$reuse_output_buffer,
                       DefaultValuedAttr<AIE_TraceShimRouting, "TraceShimRouting::Single">:$routing,
                       DefaultValuedAttr<I32Attr, "0">:$egress_shim_col);
  let hasCustomAssemblyFormat = 1;
}

def AIE_TraceStartConfigOp : AIE_Op<"trace.start_config", [HasParent<"RuntimeSequenceOp">]> {
  let summary = "sets a trace up and starts it";
  let arguments = (ins FlatSymbolRefAttr:$trace_config);
  let assemblyFormat = "$trace_config attr-dict";
}

def AIE_TraceConfigOp : AIE_Op<"trace.config", [Symbol, HasParent<"DeviceOp">, AIE_EndTerminated]> {
  let summary = "register fields of a trace";
  let arguments = (ins SymbolNameAttr:$sym_name, Index:$tile,
                       OptionalAttr<AIE_TracePacketType>:$packet_type);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name `(` $tile `)` (`packet_type` `=` $packet_type^)? $body attr-dict
  }];
}

def AIE_TraceRegOp : AIE_Op<"trace.reg", [HasParent<"TraceConfigOp">]> {
  let summary = "one register field";
  let arguments = (ins StrAttr:$reg_name, OptionalAttr<StrAttr>:$field,
                       AnyAttrOf<[I32Attr, AIE_TraceEvent]>:$value,
                       OptionalAttr<I32Attr>:$mask, OptionalAttr<StrAttr>:$comment);
  let assemblyFormat = [{
    `register` `=` $reg_name (`field` `=` $field^)?
    `value` `=` custom<TraceRegValue>($value)
    (`mask` `=` $mask^)? (`comment` `=` $comment^)? attr-dict
  }];
}

#endif // AIEFORGE_DIALECT_AIE_TRACE_OPS
