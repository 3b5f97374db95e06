//===- AIEMemoryOps.td - buffers, locks, DMA programs ------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_MEMORY_OPS
#define AIEFORGE_DIALECT_AIE_MEMORY_OPS

include "aieforge/Dialect/AIE/AIEAttrs.td"
include "aieforge/Dialect/AIE/AIETypes.td"

def AIE_BufferOp : AIE_NamedOp<"buffer"> {
  let summary = "memory in a core or mem tile";
  let arguments = (ins Index:$tile, OptionalAttr<StrAttr>:$sym_name,
                       OptionalAttr<I32Attr>:$address,
                       OptionalAttr<ElementsAttr>:$initial_value,
                       OptionalAttr<I32Attr>:$mem_bank,
                       DefaultValuedAttr<BoolAttr, "true">:$aligned);
  let results = (outs AnyMemRef:$buffer);
  let assemblyFormat = [{
    `(` $tile `)` attr-dict `:` type($buffer)
    custom<BufferInitialValue>(ref(type($buffer)), $initial_value)
  }];
  let extraClassDeclaration = [{
    /// The placed tile, or null on a logical tile.
    TileOp getTileOp();
    /// Bytes that the buffer takes in the tile's memory.
    int64_t getAllocationSize();
    ::mlir::MemRefType getMemRefType() {
      return ::llvm::cast<::mlir::MemRefType>(getBuffer().getType());
    }
    bool hasName() { return getSymName().has_value(); }
    /// The name, or an empty string.
    ::llvm::StringRef name() { return getSymName().value_or(""); }
  }];
}

def AIE_ExternalBufferOp : AIE_NamedOp<"external_buffer"> {
  let summary = "memory of the host";
  let arguments = (ins OptionalAttr<StrAttr>:$sym_name,
                       OptionalAttr<I64Attr>:$address);
  let results = (outs AnyMemRef:$buffer);
  let assemblyFormat = "attr-dict `:` type($buffer)";
  let extraClassDeclaration = [{
    bool hasName() { return getSymName().has_value(); }
    ::llvm::StringRef name() { return getSymName().value_or(""); }
  }];
}

def AIE_LockOp : AIE_NamedOp<"lock"> {
  let summary = "a counting lock of a tile";
  let arguments = (ins Index:$tile,
                       OptionalAttr<ConfinedAttr<I32Attr, [IntMinValue<0>]>>:$lockID,
                       OptionalAttr<I32Attr>:$init,
                       OptionalAttr<StrAttr>:$sym_name);
  let results = (outs Index:$result);
  let hasCustomAssemblyFormat = 1;
  let builders = [OpBuilder<(ins "::mlir::Value":$tile,
                                 CArg<"std::optional<int32_t>", "std::nullopt">:$lockID,
                                 CArg<"std::optional<int32_t>", "std::nullopt">:$init,
                                 CArg<"::llvm::StringRef", "{}">:$name)>];
  let extraClassDeclaration = [{
    /// The placed tile, or null on a logical tile.
    TileOp getTileOp();
    /// The lock number; call it only on a lock that has one.
    int getLockIDValue() { return *getLockID(); }
    bool hasName() { return getSymName().has_value(); }
    ::llvm::StringRef name() { return getSymName().value_or(""); }
    int getInitValue() { return getInit().value_or(0); }
  }];
}

def AIE_UseLockOp : AIE_Op<"use_lock"> {
  let summary = "acquire or release a lock";
  let arguments = (ins Index:$lock, AIE_LockAction:$action, I32:$value,
                       OptionalAttr<AIE_LockBlocking>:$blocking,
                       DefaultValuedAttr<BoolAttr, "true">:$acq_en);
  let hasCustomAssemblyFormat = 1;
  let builders = [
    // Makes the arith.constant too.
    OpBuilder<(ins "::mlir::Value":$lock, "LockAction":$action, "int32_t":$value)>];
  let extraClassDeclaration = [{
    bool acquire() { return getAction() == LockAction::Acquire; }
    bool acquireGE() { return getAction() == LockAction::AcquireGreaterEqual; }
    bool release() { return getAction() == LockAction::Release; }
    /// The lock op, or null where the operand is no aie.lock (localized).
    LockOp getLockOp();
    /// The value if it is a constant.
    std::optional<int32_t> getConstantValue();
  }];
}

def AIE_DMAStartOp : AIE_Op<"dma_start", [Terminator]> {
  let summary = "starts a chain of BDs on a channel";
  let description = [{
    `repeat_count` is the number of further runs: 0 runs the chain once.
  }];
  let arguments = (ins AIE_DMAChannelDir:$channel_dir,
                       ConfinedAttr<I32Attr, [IntMinValue<0>]>:$channel_index,
                       DefaultValuedAttr<ConfinedAttr<I32Attr, [IntMinValue<0>]>, "0">:$repeat_count,
                       DefaultValuedAttr<I32Attr, "0">:$pad_value);
  let successors = (successor AnySuccessor:$dest, AnySuccessor:$chain);
  let results = (outs I1:$valid);
  let assemblyFormat = [{
    `(` $channel_dir `,` $channel_index `,` $dest `,` $chain
    (`,` `repeat_count` `=` $repeat_count^)? `)` attr-dict
  }];
  let extraClassDeclaration = [{
    bool isSend() { return getChannelDir() == DMAChannelDir::MM2S; }
    bool isRecv() { return getChannelDir() == DMAChannelDir::S2MM; }
  }];
}

def AIE_DMABDOp : AIE_Op<"dma_bd", [AttrSizedOperandSegments]> {
  let summary = "one buffer descriptor";
  let description = [{
    Offset, len and strides are elements. Sizes and strides are outermost
    first. A value is either an operand or in the static attribute; lists mix
    both (ShapedType::kDynamic marks an operand's place).
  }];
  let arguments = (ins
    AnyTypeOf<[AnyMemRef, AnyUnrankedMemRef]>:$buffer,
    Optional<I32>:$offset, Optional<I32>:$len,
    Variadic<I64>:$sizes, Variadic<I64>:$strides,
    OptionalAttr<I32Attr>:$static_offset, OptionalAttr<I32Attr>:$static_len,
    OptionalAttr<DenseI64ArrayAttr>:$static_sizes,
    OptionalAttr<DenseI64ArrayAttr>:$static_strides,
    OptionalAttr<AIE_BDPadLayoutArray>:$pad_dimensions,
    OptionalAttr<I32Attr>:$bd_id, OptionalAttr<I32Attr>:$next_bd_id,
    OptionalAttr<AIE_PacketInfo>:$packet,
    DefaultValuedAttr<I32Attr, "0">:$burst_length,
    OptionalAttr<AIE_BDIteration>:$iteration,
    OptionalAttr<SymbolRefAttr>:$offset_parameter,
    OptionalAttr<UI8Attr>:$offset_state_table_idx);
  let hasCustomAssemblyFormat = 1;
  // Lists and operands belong together; the device checks the rest.
  let hasVerifier = 1;
  let hasCanonicalizeMethod = 1;
  let builders = [
    OpBuilder<(ins "::mlir::Value":$buffer, "int32_t":$offset, "int32_t":$len,
                   CArg<"::llvm::ArrayRef<BDDimLayoutAttr>", "{}">:$dims,
                   CArg<"BDPadLayoutArrayAttr", "{}">:$pads)>];
  let extraClassDeclaration = [{
    /// The buffer op, or null (sequence argument, external buffer …).
    BufferOp getBufferOp();
    /// Elements from the buffer's start; none if it is a run-time value.
    std::optional<int64_t> getConstantOffset();
    /// Elements moved; the whole buffer if no len is given; none if unknown.
    std::optional<int64_t> getConstantLen();
    /// Sizes and strides if there are any and all are constants.
    std::optional<::llvm::SmallVector<BDDimLayoutAttr>> getConstantDims();
    bool hasDims() { return getStaticSizes().has_value(); }
    int64_t getElementWidthInBytes();
  }];
}

def AIE_DMABDPACKETOp : AIE_Op<"dma_bd_packet"> {
  let summary = "packet header of the BD in the same block";
  let arguments = (ins I32Attr:$packet_type, I32Attr:$packet_id);
  let assemblyFormat = "`(` $packet_type `,` $packet_id `)` attr-dict";
}

def AIE_NextBDOp : AIE_Op<"next_bd", [Terminator]> {
  let summary = "the BD that follows this block's";
  let successors = (successor AnySuccessor:$dest);
  let assemblyFormat = "$dest attr-dict";
}

def AIE_DMAOp : AIE_NamedOp<"dma", [NoTerminator]> {
  let summary = "a channel and its BDs, one region each";
  let arguments = (ins AIE_DMAChannelDir:$channel_dir,
                       ConfinedAttr<I32Attr, [IntMinValue<0>]>:$channel_index,
                       DefaultValuedAttr<BoolAttr, "true">:$loop,
                       DefaultValuedAttr<ConfinedAttr<I32Attr, [IntMinValue<0>]>, "0">:$repeat_count,
                       DefaultValuedAttr<I32Attr, "0">:$pad_value,
                       OptionalAttr<StrAttr>:$sym_name);
  let regions = (region VariadicRegion<AnyRegion>:$bds);
  let results = (outs I1:$valid);
  let hasCustomAssemblyFormat = 1;
}

#endif // AIEFORGE_DIALECT_AIE_MEMORY_OPS
