//===- AIEAttrs.td - enums and attributes of aie -----------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Enum numbers are part of the generic text form. The bundle numbers equal
// hw::Bundle's.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_ATTRS
#define AIEFORGE_DIALECT_AIE_ATTRS

include "aieforge/Dialect/AIE/AIEBase.td"

class AIE_Enum<string name, string summary, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::aieforge::aie";
}

def AIE_WireBundle : AIE_Enum<"WireBundle", "ports of one kind on a stream switch", [
  I32EnumAttrCase<"Core", 0>, I32EnumAttrCase<"DMA", 1>,
  I32EnumAttrCase<"FIFO", 2>, I32EnumAttrCase<"South", 3>,
  I32EnumAttrCase<"West", 4>, I32EnumAttrCase<"North", 5>,
  I32EnumAttrCase<"East", 6>, I32EnumAttrCase<"PLIO", 7>,
  I32EnumAttrCase<"NOC", 8>, I32EnumAttrCase<"Trace", 9>,
  I32EnumAttrCase<"TileControl", 10>]>;

def AIE_CascadeDir : AIE_Enum<"CascadeDir", "side of a core that the cascade enters or leaves", [
  I32EnumAttrCase<"South", 3>, I32EnumAttrCase<"West", 4>,
  I32EnumAttrCase<"North", 5>, I32EnumAttrCase<"East", 6>]>;

def AIE_LockAction : AIE_Enum<"LockAction", "what use_lock does", [
  I32EnumAttrCase<"Acquire", 0>, I32EnumAttrCase<"Release", 1>,
  I32EnumAttrCase<"AcquireGreaterEqual", 2>]>;

def AIE_LockBlocking : AIE_Enum<"LockBlocking", "whether use_lock waits", [
  I32EnumAttrCase<"NonBlocking", 0>, I32EnumAttrCase<"Blocking", 1>]>;

def AIE_DMAChannelDir : AIE_Enum<"DMAChannelDir", "stream to memory or memory to stream", [
  I32EnumAttrCase<"S2MM", 0>, I32EnumAttrCase<"MM2S", 1>]>;

def AIE_ObjectFifoPort : AIE_Enum<"ObjectFifoPort", "end of an object FIFO", [
  I32EnumAttrCase<"Produce", 0>, I32EnumAttrCase<"Consume", 1>]>;

def AIE_TileType : AIE_Enum<"AIETileType", "kind of tile", [
  I32EnumAttrCase<"CoreTile", 0>, I32EnumAttrCase<"MemTile", 1>,
  I32EnumAttrCase<"ShimNOCTile", 2>, I32EnumAttrCase<"ShimPLTile", 3>]>;

// The Versal devices can be named so that their designs are told apart from
// misspelt names; only NPUs are compiled for.
def AIE_Device : AIE_Enum<"AIEDevice", "target device", [
  I32EnumAttrCase<"xcvc1902", 1>, I32EnumAttrCase<"xcve2302", 2>,
  I32EnumAttrCase<"xcve2802", 3>, I32EnumAttrCase<"npu1", 4>,
  I32EnumAttrCase<"npu1_1col", 5>, I32EnumAttrCase<"npu1_2col", 6>,
  I32EnumAttrCase<"npu1_3col", 7>, I32EnumAttrCase<"npu2", 8>,
  I32EnumAttrCase<"npu2_1col", 9>, I32EnumAttrCase<"npu2_2col", 10>,
  I32EnumAttrCase<"npu2_3col", 11>, I32EnumAttrCase<"npu2_4col", 12>,
  I32EnumAttrCase<"npu2_5col", 13>, I32EnumAttrCase<"npu2_6col", 14>,
  I32EnumAttrCase<"npu2_7col", 15>]>;

def AIE_TraceMode : AIE_Enum<"TraceMode", "what a trace unit records", [
  I32EnumAttrCase<"EventTime", 0, "Event-Time">,
  I32EnumAttrCase<"EventPC", 1, "Event-PC">,
  I32EnumAttrCase<"Execution", 2>]>;

def AIE_TracePacketType : AIE_Enum<"TracePacketType", "module that a trace packet comes from", [
  I32EnumAttrCase<"Core", 0, "core">, I32EnumAttrCase<"Mem", 1, "mem">,
  I32EnumAttrCase<"ShimTile", 2, "shimtile">,
  I32EnumAttrCase<"MemTile", 3, "memtile">]>;

def AIE_ComboLogic : AIE_Enum<"ComboLogic", "how a combo event joins its two inputs", [
  I32EnumAttrCase<"AND", 0>, I32EnumAttrCase<"AND_NOT", 1>,
  I32EnumAttrCase<"OR", 2>, I32EnumAttrCase<"OR_NOT", 3>]>;

def AIE_EdgeTrigger : AIE_Enum<"EdgeTrigger", "edge that an edge event detects", [
  I32EnumAttrCase<"RISING", 1>, I32EnumAttrCase<"FALLING", 2>,
  I32EnumAttrCase<"BOTH", 3>]>;

def AIE_TraceShimRouting : AIE_Enum<"TraceShimRouting", "how trace streams reach the shim", [
  I32EnumAttrCase<"Single", 0, "single">]>;

class AIE_Attr<string name, string attrMnemonic> : AttrDef<AIE_Dialect, name> {
  let mnemonic = attrMnemonic;
}

def AIE_BDDimLayout : AIE_Attr<"BDDimLayout", "bd_dim_layout"> {
  let summary = "one dimension of a BD's walk: how many steps, how far apart";
  let parameters = (ins "uint32_t":$size, "uint32_t":$stride);
  let hasCustomAssemblyFormat = 1;
}

def AIE_BDDimLayoutArray
    : ArrayOfAttr<AIE_Dialect, "BDDimLayoutArray", "bd_dim_layout_array",
                  "BDDimLayoutAttr"> {
  let summary = "dimensions of a BD's walk, outermost first";
}

def AIE_BDDimLayoutArrayArray
    : ArrayOfAttr<AIE_Dialect, "BDDimLayoutArrayArray",
                  "bd_dim_layout_array_array", "BDDimLayoutArrayAttr"> {
  let summary = "one list of dimensions for each consumer";
}

def AIE_BDPadLayout : AIE_Attr<"BDPadLayout", "bd_pad_layout"> {
  let summary = "constants sent before and after one dimension";
  let parameters = (ins "uint16_t":$const_pad_before, "uint16_t":$const_pad_after);
  let assemblyFormat = "`<` struct(params) `>`";
}

def AIE_BDPadLayoutArray
    : ArrayOfAttr<AIE_Dialect, "BDPadLayoutArray", "bd_pad_layout_array",
                  "BDPadLayoutAttr"> {
  let summary = "padding of each dimension, outermost first";
}

def AIE_PacketInfo : AIE_Attr<"PacketInfo", "packet_info"> {
  let summary = "packet header that a BD or channel sends first";
  let parameters = (ins "uint16_t":$pkt_type, "uint16_t":$pkt_id);
  let assemblyFormat = "`<` struct(params) `>`";
}

def AIE_BDIteration : AIE_Attr<"BDIteration", "bd_iteration"> {
  let summary = "address step from one execution of a BD to the next";
  let description = [{
    `size` executions, `stride` elements apart, starting with execution number
    `current`. The numbers are the true ones, not minus one as in the register.
  }];
  let parameters = (ins "uint32_t":$size, "uint32_t":$stride,
                        DefaultValuedParameter<"uint32_t", "0">:$current);
  let assemblyFormat = "`<` struct(params) `>`";
}

def AIE_TraceEvent : AIE_Attr<"TraceEvent", "trace_event"> {
  let summary = "hardware event by name: \"NAME\" or EnumName::NAME";
  let parameters = (ins StringRefParameter<>:$value);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    /// The part after "::", or everything.
    ::llvm::StringRef getEventName() const;
    /// The part before "::" (CoreEventAIE2 …), or nothing.
    ::llvm::StringRef getEnumName() const;
  }];
}

#endif // AIEFORGE_DIALECT_AIE_ATTRS
