//===- AIEObjectFifoOps.td - object FIFOs ------------------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_OBJECT_FIFO_OPS
#define AIEFORGE_DIALECT_AIE_OBJECT_FIFO_OPS

include "aieforge/Dialect/AIE/AIEAttrs.td"
include "aieforge/Dialect/AIE/AIETypes.td"

def AIE_ObjectFifoDepth : AnyAttrOf<[I32Attr, I64ArrayAttr, I32ArrayAttr]>;

def AIE_ObjectFifoCreateOp
    : AIE_Op<"objectfifo", [Symbol, HasParent<"DeviceOp">]> {
  let summary = "a FIFO of memory objects from one tile to others";
  let arguments = (ins SymbolNameAttr:$sym_name, Index:$producerTile,
    Variadic<Index>:$consumerTiles, AIE_ObjectFifoDepth:$elemNumber,
    TypeAttrOf<AIE_ObjectFifoType>:$elemType,
    OptionalAttr<TypeAttrOf<AIE_ObjectFifoType>>:$consumerElemType,
    AIE_BDDimLayoutArray:$dimensionsToStream,
    AIE_BDDimLayoutArrayArray:$dimensionsFromStreamPerConsumer,
    DefaultValuedAttr<BoolAttr, "false">:$via_DMA,
    DefaultValuedAttr<BoolAttr, "false">:$plio,
    DefaultValuedAttr<BoolAttr, "false">:$disable_synchronization,
    OptionalAttr<I32Attr>:$repeat_count,
    OptionalAttr<I32Attr>:$iter_count,
    OptionalAttr<I32Attr>:$aie_stream,
    OptionalAttr<I32Attr>:$aie_stream_port,
    OptionalAttr<ConfinedAttr<I32Attr, [IntMinValue<0>]>>:$prod_dma_channel,
    OptionalAttr<DenseI32ArrayAttr>:$cons_dma_channels,
    OptionalAttr<AIE_BDPadLayoutArray>:$padDimensions,
    DefaultValuedAttr<I32Attr, "0">:$padValue,
    OptionalAttr<ArrayAttr>:$initValues);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    /// Objects at the producer (\p Index 0) or at consumer \p Index - 1.
    int size(int Index = 0);
    /// The number of depths given: 1, or 1 + consumers.
    bool hasDepthList() { return ::llvm::isa<::mlir::ArrayAttr>(getElemNumber()); }
    /// The placed producer tile, or null.
    TileOp getProducerTileOp();
    /// The type of one object at the producer.
    ::mlir::MemRefType getObjectType() {
      return ::llvm::cast<AIEObjectFifoType>(getElemType()).getElementType();
    }
    /// The type of one object at the consumers.
    ::mlir::MemRefType getConsumerObjectType() {
      if (auto Type = getConsumerElemType())
        return ::llvm::cast<AIEObjectFifoType>(*Type).getElementType();
      return getObjectType();
    }
    ::mlir::StringAttr name() { return getSymNameAttr(); }
  }];
}

def AIE_ObjectFifoAllocateOp
    : AIE_Op<"objectfifo.allocate", [HasParent<"DeviceOp">]> {
  let summary = "the tile in whose memory a FIFO's objects are";
  let arguments = (ins FlatSymbolRefAttr:$objFifo_name, Index:$delegateTile);
  let assemblyFormat = "$objFifo_name `(` $delegateTile `)` attr-dict";
  let extraClassDeclaration = [{
    ObjectFifoCreateOp getObjectFifo();
    TileOp getDelegateTileOp();
  }];
}

def AIE_ObjectFifoLinkOp : AIE_Op<"objectfifo.link", [HasParent<"DeviceOp">]> {
  let summary = "passes objects on from FIFOs to FIFOs without a core";
  let arguments = (ins TypedArrayAttrBase<FlatSymbolRefAttr, "symbols">:$fifoIns,
                       TypedArrayAttrBase<FlatSymbolRefAttr, "symbols">:$fifoOuts,
                       I64ArrayAttr:$src_offsets, I64ArrayAttr:$dst_offsets);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    ::llvm::SmallVector<ObjectFifoCreateOp> getInputObjectFifos();
    ::llvm::SmallVector<ObjectFifoCreateOp> getOutputObjectFifos();
    bool isJoin() { return getFifoIns().size() > 1; }
    bool isDistribute() { return getFifoOuts().size() > 1; }
    /// The tile that the inputs end and the outputs start at, or a null value.
    ::mlir::Value getSharedTile();
    /// Elements in each slice of a join (inputs) or distribute (outputs), in
    /// the order of the offsets; empty for a plain link.
    ::llvm::SmallVector<int64_t> getSliceLengths();
  }];
}

def AIE_ObjectFifoRegisterExternalBuffersOp
    : AIE_Op<"objectfifo.register_external_buffers", [HasParent<"DeviceOp">]> {
  let summary = "host memory that a FIFO's shim end works on";
  let arguments = (ins FlatSymbolRefAttr:$objFifo_name, Index:$tile,
                       Variadic<AnyMemRef>:$externalBuffers);
  let assemblyFormat = [{
    attr-dict $objFifo_name `(` $tile `,` `{` $externalBuffers `}` `)`
    `:` `(` type($externalBuffers) `)`
  }];
  let extraClassDeclaration = [{
    ObjectFifoCreateOp getObjectFifo();
    TileOp getTileOp();
  }];
}

def AIE_ObjectFifoAcquireOp : AIE_Op<"objectfifo.acquire"> {
  let summary = "waits until the core holds a number of objects";
  let arguments = (ins AIE_ObjectFifoPort:$port, FlatSymbolRefAttr:$objFifo_name,
                       ConfinedAttr<I32Attr, [IntMinValue<0>]>:$size);
  let results = (outs AIE_ObjectFifoSubviewType:$subview);
  let assemblyFormat = [{
    attr-dict $objFifo_name `(` $port `,` $size `)` `:` qualified(type($subview))
  }];
  let extraClassDeclaration = [{
    int acqNumber() { return getSize(); }
    ObjectFifoCreateOp getObjectFifo();
  }];
}

def AIE_ObjectFifoReleaseOp : AIE_Op<"objectfifo.release"> {
  let summary = "gives back the objects that the core has held longest";
  let arguments = (ins AIE_ObjectFifoPort:$port, FlatSymbolRefAttr:$objFifo_name,
                       ConfinedAttr<I32Attr, [IntMinValue<0>]>:$size);
  let assemblyFormat = "attr-dict $objFifo_name `(` $port `,` $size `)`";
  let extraClassDeclaration = [{
    int relNumber() { return getSize(); }
    ObjectFifoCreateOp getObjectFifo();
  }];
}

def AIE_ObjectFifoSubviewAccessOp : AIE_Op<"objectfifo.subview.access"> {
  let summary = "one of the objects held";
  let arguments = (ins AIE_ObjectFifoSubviewType:$subview,
                       ConfinedAttr<I32Attr, [IntMinValue<0>]>:$index);
  let results = (outs AnyMemRef:$output);
  let assemblyFormat = [{
    $subview `[` $index `]` attr-dict `:` qualified(type($subview)) `->` type($output)
  }];
}

def AIE_ObjectFifoRearmBindingOp
    : AIE_Op<"objectfifo_rearm_binding", [Symbol, HasParent<"DeviceOp">,
                                          AttrSizedOperandSegments]> {
  let summary = "channels and locks that a reset of a FIFO sets up again";
  let arguments = (ins SymbolNameAttr:$sym_name, Variadic<Index>:$channel_tiles,
                       Variadic<Index>:$locks,
                       DenseI32ArrayAttr:$channel_dirs,
                       DenseI32ArrayAttr:$channel_indices,
                       OptionalAttr<DenseI32ArrayAttr>:$head_bd_ids,
                       OptionalAttr<DenseI32ArrayAttr>:$repeat_counts,
                       DenseI32ArrayAttr:$lock_inits);
  let assemblyFormat = [{
    $sym_name `channels` `(` ($channel_tiles^ `:` type($channel_tiles))? `)`
    `locks` `(` ($locks^ `:` type($locks))? `)` attr-dict
  }];
}

#endif // AIEFORGE_DIALECT_AIE_OBJECT_FIFO_OPS
