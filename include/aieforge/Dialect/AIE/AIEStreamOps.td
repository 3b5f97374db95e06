//===- AIEStreamOps.td - flows, switches, cascade ----------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_STREAM_OPS
#define AIEFORGE_DIALECT_AIE_STREAM_OPS

include "aieforge/Dialect/AIE/AIEAttrs.td"
include "aieforge/Dialect/AIE/AIETypes.td"

defvar AIE_Channel = ConfinedAttr<I32Attr, [IntMinValue<0>]>;

def AIE_FlowOp : AIE_Op<"flow"> {
  let summary = "a circuit-switched route to be";
  let arguments = (ins Index:$source, AIE_WireBundle:$source_bundle,
                       AIE_Channel:$source_channel, Index:$dest,
                       AIE_WireBundle:$dest_bundle, AIE_Channel:$dest_channel);
  let assemblyFormat = [{
    `(` $source `,` custom<Bundle>($source_bundle) `:` $source_channel `,`
        $dest `,` custom<Bundle>($dest_bundle) `:` $dest_channel `)` attr-dict
  }];
}

def AIE_PacketFlowOp : AIE_Op<"packet_flow", [AIE_EndTerminated]> {
  let summary = "a packet-switched route to be";
  let arguments = (ins I8Attr:$ID, OptionalAttr<BoolAttr>:$keep_pkt_header,
                       OptionalAttr<BoolAttr>:$priority_route);
  let regions = (region AnyRegion:$ports);
  let assemblyFormat = "`(` $ID `)` $ports attr-dict";
  let extraClassDeclaration = [{
    /// The packet id as a number without sign.
    int IDInt() { return static_cast<uint8_t>(getID()); }
  }];
}

class AIE_PacketEndOp<string mnemonic>
    : AIE_Op<mnemonic, [HasParent<"PacketFlowOp">]> {
  let arguments = (ins Index:$tile, AIE_WireBundle:$bundle, AIE_Channel:$channel);
  let assemblyFormat = [{
    `<` $tile `,` custom<Bundle>($bundle) `:` $channel `>` attr-dict
  }];
  let extraClassDeclaration = [{
    int channelIndex() { return getChannel(); }
  }];
}

def AIE_PacketSourceOp : AIE_PacketEndOp<"packet_source"> {
  let summary = "where packets of a flow start";
}
def AIE_PacketDestOp : AIE_PacketEndOp<"packet_dest"> {
  let summary = "where packets of a flow end";
}

def AIE_SwitchboxOp : AIE_NamedOp<"switchbox", [AIE_EndTerminated]> {
  let summary = "settings of a tile's stream switch";
  let arguments = (ins Index:$tile);
  let regions = (region AnyRegion:$connections);
  let results = (outs Index:$result);
  let assemblyFormat = "`(` $tile `)` $connections attr-dict";
  let extraClassDeclaration = [{
    /// The placed tile, or null on a logical tile.
    TileOp getTileOp();
    int colIndex();
    int rowIndex();
  }];
}

def AIE_ShimMuxOp : AIE_NamedOp<"shim_mux", [AIE_EndTerminated]> {
  let summary = "settings of the mux between the shim switch and DMA, NoC, PL";
  let arguments = (ins Index:$tile);
  let regions = (region AnyRegion:$connections);
  let results = (outs Index:$result);
  let assemblyFormat = "`(` $tile `)` $connections attr-dict";
  let extraClassDeclaration = [{
    /// The placed tile, or null on a logical tile.
    TileOp getTileOp();
    int colIndex();
    int rowIndex();
  }];
}

def AIE_ConnectOp : AIE_Op<"connect", [ParentOneOf<["SwitchboxOp", "ShimMuxOp"]>]> {
  let summary = "circuit from a port into the switch to a port out of it";
  let arguments = (ins AIE_WireBundle:$source_bundle, AIE_Channel:$source_channel,
                       AIE_WireBundle:$dest_bundle, AIE_Channel:$dest_channel);
  let assemblyFormat = [{
    `<` custom<Bundle>($source_bundle) `:` $source_channel `,`
        custom<Bundle>($dest_bundle) `:` $dest_channel `>` attr-dict
  }];
}

def AIE_AMSelOp : AIE_NamedOp<"amsel", [HasParent<"SwitchboxOp">]> {
  let summary = "an arbiter and one of its masks";
  let arguments = (ins ConfinedAttr<I8Attr, [IntMinValue<0>, IntMaxValue<5>]>:$arbiterID,
                       ConfinedAttr<I8Attr, [IntMinValue<0>, IntMaxValue<3>]>:$msel);
  let results = (outs Index:$result);
  let assemblyFormat = "`<` $arbiterID `>` `(` $msel `)` attr-dict";
  let extraClassDeclaration = [{
    int arbiterIndex() { return getArbiterID(); }
    int getMselValue() { return getMsel(); }
  }];
}

def AIE_MasterSetOp : AIE_Op<"masterset", [HasParent<"SwitchboxOp">]> {
  let summary = "a port out of the switch that takes packets of some amsels";
  let arguments = (ins AIE_WireBundle:$dest_bundle, AIE_Channel:$dest_channel,
                       Variadic<Index>:$amsels,
                       OptionalAttr<BoolAttr>:$keep_pkt_header);
  let results = (outs Index:$result);
  let assemblyFormat = [{
    `(` custom<Bundle>($dest_bundle) `:` $dest_channel `,` $amsels `)` attr-dict
  }];
}

def AIE_PacketRulesOp : AIE_Op<"packet_rules", [HasParent<"SwitchboxOp">, AIE_EndTerminated]> {
  let summary = "which packets of a port into the switch go to which amsel";
  let arguments = (ins AIE_WireBundle:$source_bundle, AIE_Channel:$source_channel);
  let regions = (region AnyRegion:$rules);
  let assemblyFormat = [{
    `(` custom<Bundle>($source_bundle) `:` $source_channel `)` $rules attr-dict
  }];
}

def AIE_PacketRuleOp : AIE_Op<"rule", [HasParent<"PacketRulesOp">]> {
  let summary = "packets with (id & mask) == value go to an amsel";
  let arguments = (ins I8Attr:$mask, I8Attr:$value, Index:$amsel);
  let assemblyFormat = "`(` $mask `,` $value `,` $amsel `)` attr-dict";
  let extraClassDeclaration = [{
    int maskInt() { return static_cast<uint8_t>(getMask()); }
    int valueInt() { return static_cast<uint8_t>(getValue()); }
  }];
}

def AIE_WireOp : AIE_Op<"wire"> {
  let summary = "documents a wire; without effect";
  let arguments = (ins Index:$source, AIE_WireBundle:$source_bundle,
                       Index:$dest, AIE_WireBundle:$dest_bundle);
  let assemblyFormat = [{
    `(` $source `:` custom<Bundle>($source_bundle) `,`
        $dest `:` custom<Bundle>($dest_bundle) `)` attr-dict
  }];
}

def AIE_CascadeFlowOp : AIE_Op<"cascade_flow"> {
  let summary = "cascade from a core to its neighbour";
  let arguments = (ins Index:$source_tile, Index:$dest_tile);
  let assemblyFormat = "`(` $source_tile `,` $dest_tile `)` attr-dict";
}

def AIE_ConfigureCascadeOp : AIE_Op<"configure_cascade", [HasParent<"DeviceOp">]> {
  let summary = "sides on which a core's cascade enters and leaves";
  let arguments = (ins Index:$tile, AIE_CascadeDir:$inputDir,
                       AIE_CascadeDir:$outputDir);
  let assemblyFormat = "`(` $tile `,` $inputDir `,` $outputDir `)` attr-dict";
}

def AIE_PutCascadeOp : AIE_Op<"put_cascade"> {
  let summary = "sends a vector over the cascade";
  let arguments = (ins AnyType:$cascade_value);
  let assemblyFormat = "`(` $cascade_value `:` type($cascade_value) `)` attr-dict";
}

def AIE_GetCascadeOp : AIE_Op<"get_cascade"> {
  let summary = "receives a vector over the cascade";
  let results = (outs AnyType:$cascade_value);
  let assemblyFormat = "`(` `)` attr-dict `:` type($cascade_value)";
}

def AIE_StreamValue : AnyTypeOf<[F32, I32, I128]>;

def AIE_GetStreamOp : AIE_Op<"get_stream"> {
  let summary = "receives a word from the core's stream port";
  let arguments = (ins AnyInteger:$channel);
  let results = (outs AIE_StreamValue:$stream_value);
  let assemblyFormat = [{
    `(` $channel `:` type($channel) `)` attr-dict `:` type($stream_value)
  }];
}

def AIE_PutStreamOp : AIE_Op<"put_stream"> {
  let summary = "sends a word to the core's stream port";
  let arguments = (ins AnyInteger:$channel, AIE_StreamValue:$stream_value);
  let assemblyFormat = [{
    `(` $channel `:` type($channel) `,` $stream_value `:` type($stream_value) `)`
    attr-dict
  }];
}

def AIE_EventOp : AIE_Op<"event"> {
  let summary = "raises an instruction event of the core";
  let arguments = (ins ConfinedAttr<I32Attr, [IntMinValue<0>, IntMaxValue<1>]>:$val);
  let assemblyFormat = "`(` $val `)` attr-dict";
}

def AIE_DebugOp : AIE_Op<"debug"> {
  let summary = "prints a value in a simulation";
  let arguments = (ins AnyType:$arg);
  let assemblyFormat = "`(` $arg `:` type($arg) `)` attr-dict";
}

def AIE_PLIOOp : AIE_Op<"plio"> {
  let summary = "ports of the programmable logic of a column (Versal)";
  let arguments = (ins I32Attr:$col);
  let results = (outs Index:$result);
  let assemblyFormat = "`(` $col `)` attr-dict";
}

def AIE_ShimDMAAllocationOp
    : AIE_Op<"shim_dma_allocation", [Symbol, HasParent<"DeviceOp">]> {
  let summary = "a name for a shim DMA channel";
  let arguments = (ins SymbolNameAttr:$sym_name, Index:$tile,
                       AIE_DMAChannelDir:$channel_dir,
                       ConfinedAttr<I64Attr, [IntMinValue<0>]>:$channel_index,
                       OptionalAttr<AIE_PacketInfo>:$packet,
                       DefaultValuedAttr<BoolAttr, "false">:$plio);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    /// The placed tile, or null on a logical tile.
    TileOp getTileOp();
  }];
}

#endif // AIEFORGE_DIALECT_AIE_STREAM_OPS
