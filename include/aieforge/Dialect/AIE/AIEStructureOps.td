//===- AIEStructureOps.td - devices, tiles, cores ----------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_STRUCTURE_OPS
#define AIEFORGE_DIALECT_AIE_STRUCTURE_OPS

include "aieforge/Dialect/AIE/AIEAttrs.td"
include "aieforge/Dialect/AIE/AIETypes.td"
include "mlir/Dialect/DLTI/DLTIBase.td"
include "mlir/Interfaces/DataLayoutInterfaces.td"

def AIE_DeviceOp : AIE_Op<"device", [
    AIE_EndTerminated, SymbolTable, Symbol, IsolatedFromAbove,
    HasDefaultDLTIDataLayout, DataLayoutOpInterface]> {
  let summary = "one configuration of one NPU partition";
  let arguments = (ins AIE_Device:$device,
                       DefaultValuedAttr<SymbolNameAttr, "\"main\"">:$sym_name);
  let regions = (region SizedRegion<1>:$bodyRegion);
  let hasCustomAssemblyFormat = 1;
  // Checks every op inside, once each is known to be well formed.
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    static ::llvm::StringRef getDefaultDialect() { return "aie"; }
    static ::llvm::StringRef getDefaultName() { return "main"; }

    /// The hardware that the device keyword names, or null for a device that is
    /// not an NPU (the verifier refuses those).
    const ::aieforge::hw::Device *getTargetModel();

    /// The tile op at \p Col, \p Row, or null.
    TileOp findTile(int Col, int Row);

    /// The tile op at \p Col, \p Row; made after the last tile if it is missing.
    TileOp getOrCreateTile(::mlir::OpBuilder &Builder, int Col, int Row);
  }];
}

def AIE_TileOp : AIE_NamedOp<"tile", [Pure]> {
  let summary = "a tile of the array";
  let arguments = (ins ConfinedAttr<I32Attr, [IntMinValue<0>]>:$col,
                       ConfinedAttr<I32Attr, [IntMinValue<0>]>:$row,
                       OptionalAttr<StrAttr>:$allocation_scheme);
  let results = (outs Index:$result);
  let assemblyFormat = "`(` $col `,` $row `)` attr-dict";
  let extraClassDeclaration = [{
    int colIndex() { return getCol(); }
    int rowIndex() { return getRow(); }
    /// The kind of tile on this device; CoreTile if the device is unknown.
    AIETileType getTileType();
    bool isCoreTile() { return getTileType() == AIETileType::CoreTile; }
    bool isMemTile() { return getTileType() == AIETileType::MemTile; }
    bool isShimNOCTile() { return getTileType() == AIETileType::ShimNOCTile; }
    bool isShimPLTile() { return getTileType() == AIETileType::ShimPLTile; }
    bool isShimTile() { return isShimNOCTile() || isShimPLTile(); }
    /// The op of this tile, or null.
    CoreOp getCoreOp();
    MemOp getMemOp();
    MemTileDMAOp getMemTileDMAOp();
    ShimDMAOp getShimDMAOp();
    SwitchboxOp getSwitchboxOp();
  }];
}

def AIE_LogicalTileOp : AIE_NamedOp<"logical_tile", [Pure]> {
  let summary = "a tile of a kind whose place is chosen later";
  let arguments = (ins AIE_TileType:$tile_type,
                       OptionalAttr<ConfinedAttr<I32Attr, [IntMinValue<0>]>>:$col,
                       OptionalAttr<ConfinedAttr<I32Attr, [IntMinValue<0>]>>:$row,
                       OptionalAttr<StrAttr>:$allocation_scheme);
  let results = (outs Index:$result);
  let assemblyFormat = [{
    `<` custom<TileKind>($tile_type) `>`
    `` `(` custom<Coordinate>($col) `,` custom<Coordinate>($row) `)` attr-dict
  }];
}

def AIE_CoreOp : AIE_NamedOp<"core", [AutomaticAllocationScope]> {
  let summary = "the program of a core";
  let arguments = (ins Index:$tile,
                       OptionalAttr<ConfinedAttr<I32Attr, [IntMinValue<1>]>>:$stack_size,
                       OptionalAttr<StrAttr>:$link_with,
                       OptionalAttr<StrArrayAttr>:$link_files,
                       OptionalAttr<StrArrayAttr>:$link_merge_files,
                       OptionalAttr<StrAttr>:$elf_file,
                       OptionalAttr<BoolAttr>:$dynamic_objfifo_lowering,
                       OptionalAttr<BoolAttr>:$emit_parameter_sync_preamble);
  let regions = (region AnyRegion:$body);
  let results = (outs Index:$result);
  let assemblyFormat = "`(` $tile `)` $body attr-dict";
  let extraClassDeclaration = [{
    /// The placed tile, or null on a logical tile.
    TileOp getTileOp();
    int colIndex();
    int rowIndex();
    /// Bytes of stack: the attribute, or the device's default.
    uint32_t getEffectiveStackSize();
    static constexpr uint32_t DefaultStackSize = 0x400;
    /// A core without instructions of its own.
    bool isEmpty();
  }];
}

class AIE_DMAProgramOp<string mnemonic> : AIE_NamedOp<mnemonic> {
  let arguments = (ins Index:$tile);
  let regions = (region AnyRegion:$body);
  let results = (outs Index:$result);
  let assemblyFormat = "`(` $tile `)` $body attr-dict";
  let extraClassDeclaration = [{
    /// The placed tile, or null on a logical tile.
    TileOp getTileOp();
    int colIndex();
    int rowIndex();
  }];
}

def AIE_MemOp : AIE_DMAProgramOp<"mem"> {
  let summary = "DMA program of a core tile";
}
def AIE_MemTileDMAOp : AIE_DMAProgramOp<"memtile_dma"> {
  let summary = "DMA program of a mem tile";
}
def AIE_ShimDMAOp : AIE_DMAProgramOp<"shim_dma"> {
  let summary = "static DMA program of a shim tile";
}

def AIE_EndOp : AIE_Op<"end", [Terminator]> {
  let summary = "ends a core program, a BD chain, or the body of an aie op";
  let assemblyFormat = "attr-dict";
}

// Read in an older form whose values have to become constants, or that needs
// the rest of the design: normalizeSpelling replaces it by the op it names.
def AIE_OldFormOp : AIE_Op<"old_form"> {
  let summary = "stands for an op of an earlier form until the design is read";
  let arguments = (ins StrAttr:$op, Variadic<AnyType>:$values,
                       DictionaryAttr:$fields);
  let results = (outs Variadic<AnyType>:$results);
}

#endif // AIEFORGE_DIALECT_AIE_STRUCTURE_OPS
