//===- AIEXTaskOps.td - DMA tasks, resets, scratchpad ------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIEX_TASK_OPS
#define AIEFORGE_DIALECT_AIEX_TASK_OPS

include "aieforge/Dialect/AIEX/AIEXBase.td"

def AIEX_DMAConfigureTaskOp
    : AIEX_Op<"dma_configure_task", [AttrSizedOperandSegments]> {
  let summary = "writes a chain of BDs for a channel";
  let arguments = (ins Index:$tile, AIE_DMAChannelDir:$direction,
                       I32Attr:$channel, Optional<I32>:$dyn_repeat_count,
                       Optional<I32>:$dyn_bd_id,
                       OptionalAttr<AIE_PacketInfo>:$packet,
                       DefaultValuedAttr<BoolAttr, "false">:$issue_token,
                       DefaultValuedAttr<I32Attr, "0">:$repeat_count);
  let regions = (region AnyRegion:$body);
  let results = (outs Index:$result);
  let assemblyFormat = [{
    `(` $tile `,` $direction `,` $channel (`,` $packet^)? `)`
    (`repeat` $dyn_repeat_count^ `:` type($dyn_repeat_count))?
    (`bd_id` $dyn_bd_id^ `:` type($dyn_bd_id))?
    $body attr-dict
  }];
  let extraClassDeclaration = [{
    /// The placed tile, or null on a logical tile.
    ::aieforge::aie::TileOp getTileOp();
    /// The id of the chain's first BD, once assigned.
    std::optional<uint32_t> getFirstBdId();
  }];
}

def AIEX_DMAConfigureTaskForOp : AIEX_Op<"dma_configure_task_for"> {
  let summary = "writes a chain of BDs for the channel of an allocation";
  let arguments = (ins SymbolRefAttr:$alloc, Optional<I32>:$dyn_repeat_count,
                       DefaultValuedAttr<BoolAttr, "false">:$issue_token,
                       DefaultValuedAttr<I32Attr, "0">:$repeat_count);
  let regions = (region AnyRegion:$body);
  let results = (outs Index:$result);
  let assemblyFormat = [{
    $alloc (`repeat` $dyn_repeat_count^ `:` type($dyn_repeat_count))?
    $body attr-dict
  }];
}

class AIEX_TaskUseOp<string mnemonic> : AIEX_Op<mnemonic> {
  let arguments = (ins Index:$task);
  let assemblyFormat = "`(` $task `)` attr-dict";
  let extraClassDeclaration = [{
    /// The task, or null if it comes from elsewhere.
    DMAConfigureTaskOp getTaskOp();
  }];
}

def AIEX_DMAStartTaskOp : AIEX_TaskUseOp<"dma_start_task"> {
  let summary = "starts a configured task";
}
def AIEX_DMAAwaitTaskOp : AIEX_TaskUseOp<"dma_await_task"> {
  let summary = "waits for a task's token";
}
def AIEX_DMAFreeTaskOp : AIEX_TaskUseOp<"dma_free_task"> {
  let summary = "lets a task's BDs be used again";
}

def AIEX_DMAStartBdChainOp : AIEX_Op<"dma_start_bd_chain"> {
  let summary = "fills in a BD chain and starts it on a channel";
  let arguments = (ins FlatSymbolRefAttr:$symbol, Variadic<AnyType>:$args,
                       Index:$tile, AIE_DMAChannelDir:$direction,
                       I32Attr:$channel,
                       DefaultValuedAttr<BoolAttr, "false">:$issue_token,
                       DefaultValuedAttr<I32Attr, "0">:$repeat_count);
  let results = (outs Index:$result);
  let assemblyFormat = [{
    $symbol `(` $args `)` `:` `(` type($args) `)`
    `on` `(` $tile `,` $direction `,` $channel `)` attr-dict
  }];
}

def AIEX_DMAStartBdChainForOp : AIEX_Op<"dma_start_bd_chain_for"> {
  let summary = "fills in a BD chain and starts it on an allocation's channel";
  let arguments = (ins FlatSymbolRefAttr:$symbol, Variadic<AnyType>:$args,
                       SymbolRefAttr:$alloc,
                       DefaultValuedAttr<BoolAttr, "false">:$issue_token,
                       DefaultValuedAttr<I32Attr, "0">:$repeat_count);
  let results = (outs Index:$result);
  let assemblyFormat = [{
    $symbol `(` $args `)` `:` `(` type($args) `)` `for` $alloc attr-dict
  }];
}

def AIEX_DMABdPoolPopOp : AIEX_Op<"dma_bd_pool_pop"> {
  let summary = "takes a BD number from a tile's pool at run time";
  let arguments = (ins I32Attr:$column, I32Attr:$row);
  let results = (outs I32:$bd_id);
  let assemblyFormat = "`(` $column `,` $row `)` attr-dict `:` type($bd_id)";
}

def AIEX_DMABdPoolPushOp : AIEX_Op<"dma_bd_pool_push"> {
  let summary = "gives a BD number back to a tile's pool";
  let arguments = (ins I32Attr:$column, I32Attr:$row, I32:$bd_id);
  let assemblyFormat = [{
    `(` $column `,` $row `)` `bd_id` $bd_id `:` type($bd_id) attr-dict
  }];
}

def AIEX_ConfigureOp : AIEX_Op<"configure", [NoTerminator]> {
  let summary = "loads another device and runs sequences of it";
  let arguments = (ins FlatSymbolRefAttr:$symbol,
                       OptionalAttr<AIEX_ExpandMode>:$expand_mode);
  let regions = (region AnyRegion:$body);
  let assemblyFormat = "$symbol $body attr-dict";
}

def AIEX_RunOp : AIEX_Op<"run", [HasParent<"ConfigureOp">]> {
  let summary = "runs a sequence of the configured device";
  let arguments = (ins FlatSymbolRefAttr:$runtime_sequence_symbol,
                       Variadic<AnyType>:$args);
  let assemblyFormat = [{
    $runtime_sequence_symbol `(` $args `)` `:` `(` type($args) `)` attr-dict
  }];
}

def AIEX_SetLockOp : AIEX_Op<"set_lock"> {
  let summary = "sets a lock's counter from the runtime sequence";
  let arguments = (ins Index:$lock, ConfinedAttr<I32Attr, [IntMinValue<0>]>:$value);
  let assemblyFormat = "`(` $lock `,` $value `)` attr-dict";
  let extraClassDeclaration = [{
    ::aieforge::aie::LockOp getLockOp();
  }];
}

def AIEX_DMAChannelResetOp : AIEX_Op<"dma_channel_reset"> {
  let summary = "resets a DMA channel";
  let arguments = (ins Index:$tile, AIE_DMAChannelDir:$direction,
                       ConfinedAttr<I32Attr, [IntMinValue<0>]>:$channel);
  let assemblyFormat = "`(` $tile `,` $direction `,` $channel `)` attr-dict";
}

def AIEX_DMAChannelResetForOp : AIEX_Op<"dma_channel_reset_for"> {
  let summary = "resets channels and locks of an object FIFO";
  let arguments = (ins FlatSymbolRefAttr:$symbol);
  let assemblyFormat = "`(` $symbol `)` attr-dict";
}

def AIEX_CoreResetOp : AIEX_Op<"core_reset"> {
  let summary = "resets a core, so that it starts again";
  let arguments = (ins Index:$tile);
  let assemblyFormat = "`(` $tile `)` attr-dict";
}

def AIEX_NpuCreateScratchpadOp : AIEX_Op<"npu.create_scratchpad"> {
  let summary = "makes the table that update_from_scratchpad reads";
  let arguments = (ins UI32Attr:$size, DefaultValuedAttr<UI8Attr, "0">:$usage_type);
  let assemblyFormat = "attr-dict";
}

def AIEX_NpuUpdateFromScratchpadOp : AIEX_Op<"npu.update_from_scratchpad"> {
  let summary = "computes a register's value from the scratchpad";
  let arguments = (ins DefaultValuedAttr<AIEX_StateTableFunc, "StateTableFunc::Incr">:$func,
                       UI8Attr:$state_table_idx,
                       DefaultValuedAttr<UI32Attr, "0">:$func_arg,
                       UI32Attr:$address, OptionalAttr<FlatSymbolRefAttr>:$buffer,
                       OptionalAttr<I32Attr>:$column, OptionalAttr<I32Attr>:$row);
  let assemblyFormat = "(`<` $func^ `>`)? attr-dict";
}

def AIEX_ScratchpadParameterOp : AIEX_Op<"scratchpad_parameter", [Symbol]> {
  let summary = "a value that the host passes through the scratchpad";
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttr:$type,
                       OptionalAttr<AIEX_ScratchpadParameterKind>:$kind,
                       OptionalAttr<UI8Attr>:$state_table_idx);
  let assemblyFormat = "$sym_name `:` $type attr-dict";
}

def AIEX_ReadScratchpadParameterOp : AIEX_Op<"read_scratchpad_parameter"> {
  let summary = "reads a scratchpad parameter in a core";
  let arguments = (ins FlatSymbolRefAttr:$parameter);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$parameter `:` type($result) attr-dict";
}

def AIEX_SyncScratchpadParametersOp
    : AIEX_Op<"sync_scratchpad_parameters_from_host"> {
  let summary = "brings the host's scratchpad parameters to the cores";
  let assemblyFormat = "attr-dict";
}

def AIEX_MulticastOp : AIEX_Op<"multicast", [SingleBlockImplicitTerminator<"::aieforge::aie::EndOp">]> {
  let summary = "one source, several destinations, by circuit";
  let arguments = (ins Index:$tile, AIE_WireBundle:$bundle, I32Attr:$channel);
  let regions = (region AnyRegion:$ports);
  let assemblyFormat = [{
    `(` $tile `,` $bundle `:` $channel `)` $ports attr-dict
  }];
}

def AIEX_MultiDestOp : AIEX_Op<"multi_dest", [HasParent<"MulticastOp">]> {
  let summary = "a destination of a multicast";
  let arguments = (ins Index:$tile, AIE_WireBundle:$bundle, I32Attr:$channel);
  let assemblyFormat = "`<` $tile `,` $bundle `:` $channel `>` attr-dict";
}

def AIEX_BroadcastPacketOp : AIEX_Op<"broadcast_packet", [SingleBlockImplicitTerminator<"::aieforge::aie::EndOp">]> {
  let summary = "one source whose packet ids go to different tiles";
  let arguments = (ins Index:$tile, AIE_WireBundle:$bundle, I32Attr:$channel);
  let regions = (region AnyRegion:$ports);
  let assemblyFormat = [{
    `(` $tile `,` $bundle `:` $channel `)` $ports attr-dict
  }];
}

def AIEX_BPIDOp : AIEX_Op<"bp_id", [HasParent<"BroadcastPacketOp">, SingleBlockImplicitTerminator<"::aieforge::aie::EndOp">]> {
  let summary = "the destinations of one packet id";
  let arguments = (ins I8Attr:$ID);
  let regions = (region AnyRegion:$ports);
  let assemblyFormat = "`(` $ID `)` $ports attr-dict";
  let extraClassDeclaration = [{
    int IDInt() { return static_cast<uint8_t>(getID()); }
  }];
}

def AIEX_BPDestOp : AIEX_Op<"bp_dest", [HasParent<"BPIDOp">]> {
  let summary = "a destination of a packet id";
  let arguments = (ins Index:$tile, AIE_WireBundle:$bundle, I32Attr:$channel);
  let assemblyFormat = "`<` $tile `,` $bundle `:` $channel `>` attr-dict";
}

#endif // AIEFORGE_DIALECT_AIEX_TASK_OPS
