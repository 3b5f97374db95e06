//===- AIEBdOps.cpp - buffer descriptors ----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of aie.dma_bd in all its forms, and what its fields add up to.
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "Verify.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/DataLayoutInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

void DMABDOp::build(OpBuilder &Builder, OperationState &State, Value Buffer,
                    int32_t Offset, int32_t Len, ArrayRef<BDDimLayoutAttr> Dims,
                    BDPadLayoutArrayAttr Pads) {
  SmallVector<int64_t> Sizes, Strides;
  for (BDDimLayoutAttr Dim : Dims) {
    Sizes.push_back(Dim.getSize());
    Strides.push_back(Dim.getStride());
  }
  State.addOperands(Buffer);
  auto &Props = State.getOrAddProperties<Properties>();
  Props.operandSegmentSizes = {1, 0, 0, 0, 0};
  Props.static_offset = Builder.getI32IntegerAttr(Offset);
  Props.static_len = Builder.getI32IntegerAttr(Len);
  Props.burst_length = Builder.getI32IntegerAttr(0);
  if (!Dims.empty()) {
    Props.static_sizes = Builder.getDenseI64ArrayAttr(Sizes);
    Props.static_strides = Builder.getDenseI64ArrayAttr(Strides);
  }
  Props.pad_dimensions = Pads;
}

namespace {
/// The clauses of a dma_bd as they are read.
struct BdClauses {
  std::optional<OpAsmParser::UnresolvedOperand> Offset, Len;
  SmallVector<OpAsmParser::UnresolvedOperand> Sizes, Strides;
  DenseI64ArrayAttr StaticSizes, StaticStrides;
  std::optional<int64_t> StaticOffset, StaticLen;
  BDPadLayoutArrayAttr Pads;
};
} // namespace

static void setDims(Builder &B, BDDimLayoutArrayAttr Dims, BdClauses &Bd) {
  // An empty list is how "no dimensions" is written in generic text.
  if (Dims.empty())
    return;
  SmallVector<int64_t> Sizes, Strides;
  for (BDDimLayoutAttr Dim : Dims) {
    Sizes.push_back(Dim.getSize());
    Strides.push_back(Dim.getStride());
  }
  Bd.StaticSizes = B.getDenseI64ArrayAttr(Sizes);
  Bd.StaticStrides = B.getDenseI64ArrayAttr(Strides);
}

static ParseResult parseDims(OpAsmParser &Parser, BdClauses &Bd) {
  BDDimLayoutArrayAttr Dims;
  if (parseAttrList<BDDimLayoutArrayAttr, BDDimLayoutAttr>(Parser, Dims))
    return failure();
  setDims(Parser.getBuilder(), Dims, Bd);
  return success();
}

static ParseResult parsePads(OpAsmParser &Parser, BdClauses &Bd) {
  return parseAttrList<BDPadLayoutArrayAttr, BDPadLayoutAttr>(Parser, Bd.Pads);
}

/// "offset = … len = … sizes = […] strides = […] pad […]", each optional.
static ParseResult parseNamedClauses(OpAsmParser &Parser, BdClauses &Bd) {
  auto ParseNumber = [&](std::optional<OpAsmParser::UnresolvedOperand> &Operand,
                         std::optional<int64_t> &Static) -> ParseResult {
    int64_t Integer;
    if (Parser.parseEqual() || parseValueOrInteger(Parser, Operand, Integer))
      return failure();
    if (!Operand)
      Static = Integer;
    return success();
  };
  if (succeeded(Parser.parseOptionalKeyword("offset")) &&
      ParseNumber(Bd.Offset, Bd.StaticOffset))
    return failure();
  if (succeeded(Parser.parseOptionalKeyword("len")) &&
      ParseNumber(Bd.Len, Bd.StaticLen))
    return failure();
  if (succeeded(Parser.parseOptionalKeyword("sizes")) &&
      (Parser.parseEqual() ||
       parseDynamicIndexList(Parser, Bd.Sizes, Bd.StaticSizes)))
    return failure();
  if (succeeded(Parser.parseOptionalKeyword("strides")) &&
      (Parser.parseEqual() ||
       parseDynamicIndexList(Parser, Bd.Strides, Bd.StaticStrides)))
    return failure();
  if (succeeded(Parser.parseOptionalKeyword("pad")))
    return parsePads(Parser, Bd);
  return success();
}

/// ", offset[, len[, [dims][, [pads]]]][, pad_value = n]": until July 2026.
static ParseResult parsePositionalClauses(OpAsmParser &Parser, BdClauses &Bd) {
  unsigned Position = 0;
  while (succeeded(Parser.parseOptionalComma())) {
    SMLoc Loc = Parser.getCurrentLocation();
    int64_t Integer;
    OptionalParseResult IsInteger = Parser.parseOptionalInteger(Integer);
    if (IsInteger.has_value()) {
      if (failed(*IsInteger))
        return failure();
      if (Position > 1)
        return Parser.emitError(
            Loc, "expected dimensions: [<size = …, stride = …>, …]");
      (Position == 0 ? Bd.StaticOffset : Bd.StaticLen) = Integer;
      ++Position;
      continue;
    }
    if (succeeded(Parser.parseOptionalKeyword("pad_value"))) {
      if (Parser.parseEqual() || Parser.parseInteger(Integer))
        return failure();
      if (Integer != 0)
        emitWarning(Parser.getEncodedSourceLoc(Loc))
            << "pad_value of a dma_bd never had an effect and is ignored; put "
               "pad_value on the dma_start";
      return success();
    }
    if (Position == 3) {
      if (parsePads(Parser, Bd))
        return failure();
    } else if (parseDims(Parser, Bd)) {
      return failure();
    }
    if (Position > 3)
      return Parser.emitError(Loc, "too many items in this dma_bd");
    // Offset and len come first; a list right after the type is an error
    // everywhere, so dimensions count as the third item.
    Position = Position < 3 ? 3 : 4;
  }
  return success();
}

/// Attributes that stand for clauses in iree-amd-aie and in generic text.
static ParseResult clausesFromAttributes(OpAsmParser &Parser, SMLoc Loc,
                                         NamedAttrList &Attributes,
                                         BdClauses &Bd) {
  auto Take = [&](StringRef Name,
                  std::optional<int64_t> &Field) -> ParseResult {
    Attribute Value = Attributes.erase(Name);
    if (!Value)
      return success();
    auto Integer = dyn_cast<IntegerAttr>(Value);
    if (!Integer || Field)
      return Parser.emitError(Loc)
             << "'" << Name << "' must be given once, as an integer";
    Field = Integer.getValue().getSExtValue();
    return success();
  };
  if (Take("offset", Bd.StaticOffset) || Take("len", Bd.StaticLen))
    return failure();
  if (Attribute Value = Attributes.erase("dimensions")) {
    auto Dims = dyn_cast<BDDimLayoutArrayAttr>(Value);
    if (!Dims)
      return Parser.emitError(Loc,
                              "'dimensions' must be a bd_dim_layout_array");
    setDims(Parser.getBuilder(), Dims, Bd);
  }
  return success();
}

/// Until March 2024 sizes and strides of every element type were said to be
/// 32-bit words; for elements of that width there is no difference.
static void warnAboutWords(OpAsmParser &Parser, SMLoc Loc, Type BufferType) {
  auto MemRef = dyn_cast<BaseMemRefType>(BufferType);
  if (!MemRef || !MemRef.getElementType().isIntOrFloat() ||
      MemRef.getElementTypeBitWidth() == 32)
    return;
  emitWarning(Parser.getEncodedSourceLoc(Loc))
      << "sizes and strides are read as elements of " << MemRef.getElementType()
      << "; text of 2023 may have meant 32-bit words";
}

ParseResult DMABDOp::parse(OpAsmParser &Parser, OperationState &State) {
  OpAsmParser::UnresolvedOperand Buffer;
  Type BufferType;
  BdClauses Bd;
  Builder &B = Parser.getBuilder();
  if (Parser.parseLParen())
    return failure();
  if (succeeded(Parser.parseOptionalLess())) {
    // (<%buffer : type, offset, len>, A/B flag[, dims]): until December 2023.
    int64_t Offset, Len, Flag;
    if (Parser.parseOperand(Buffer) || Parser.parseColonType(BufferType) ||
        Parser.parseComma() || Parser.parseInteger(Offset) ||
        Parser.parseComma() || Parser.parseInteger(Len) ||
        Parser.parseGreater() || Parser.parseComma() ||
        Parser.parseInteger(Flag))
      return failure();
    Bd.StaticOffset = Offset;
    Bd.StaticLen = Len;
    SMLoc Loc = Parser.getCurrentLocation();
    if (succeeded(Parser.parseOptionalComma())) {
      if (parseDims(Parser, Bd))
        return failure();
      warnAboutWords(Parser, Loc, BufferType);
    }
  } else {
    if (Parser.parseOperand(Buffer) || Parser.parseColonType(BufferType) ||
        parseNamedClauses(Parser, Bd) || parsePositionalClauses(Parser, Bd))
      return failure();
  }
  if (Parser.parseRParen())
    return failure();
  SMLoc Loc = Parser.getCurrentLocation();
  if (Parser.parseOptionalAttrDict(State.attributes) ||
      clausesFromAttributes(Parser, Loc, State.attributes, Bd))
    return failure();
  if (Bd.StaticOffset)
    State.addAttribute("static_offset", B.getI32IntegerAttr(*Bd.StaticOffset));
  if (Bd.StaticLen)
    State.addAttribute("static_len", B.getI32IntegerAttr(*Bd.StaticLen));
  if (Bd.StaticSizes)
    State.addAttribute("static_sizes", Bd.StaticSizes);
  if (Bd.StaticStrides)
    State.addAttribute("static_strides", Bd.StaticStrides);
  if (Bd.Pads)
    State.addAttribute("pad_dimensions", Bd.Pads);
  if (failed(verifyInherentAttrs(State.name, State.attributes, [&] {
        return Parser.emitError(Loc) << "'aie.dma_bd' op ";
      })))
    return failure();
  if (Parser.resolveOperand(Buffer, BufferType, State.operands))
    return failure();
  if (Bd.Offset &&
      Parser.resolveOperand(*Bd.Offset, B.getI32Type(), State.operands))
    return failure();
  if (Bd.Len && Parser.resolveOperand(*Bd.Len, B.getI32Type(), State.operands))
    return failure();
  if (Parser.resolveOperands(Bd.Sizes, B.getI64Type(), State.operands) ||
      Parser.resolveOperands(Bd.Strides, B.getI64Type(), State.operands))
    return failure();
  State.addAttribute(
      getOperandSegmentSizeAttr(),
      B.getDenseI32ArrayAttr({1, Bd.Offset.has_value(), Bd.Len.has_value(),
                              static_cast<int32_t>(Bd.Sizes.size()),
                              static_cast<int32_t>(Bd.Strides.size())}));
  return success();
}

void DMABDOp::print(OpAsmPrinter &Printer) {
  Printer << "(" << getBuffer() << " : " << getBuffer().getType();
  if (getOffset())
    Printer << " offset = " << getOffset();
  else if (getStaticOffset())
    Printer << " offset = " << *getStaticOffset();
  if (getLen())
    Printer << " len = " << getLen();
  else if (getStaticLen())
    Printer << " len = " << *getStaticLen();
  if (getStaticSizes()) {
    Printer << " sizes = ";
    printDynamicIndexList(Printer, *this, getSizes(), *getStaticSizes());
  }
  if (getStaticStrides()) {
    Printer << " strides = ";
    printDynamicIndexList(Printer, *this, getStrides(), *getStaticStrides());
  }
  if (auto Pads = getPadDimensionsAttr()) {
    Printer << " pad ";
    Printer.printStrippedAttrOrType(Pads);
  }
  Printer << ")";
  SmallVector<StringRef> Hidden = {getOperandSegmentSizeAttr(),
                                   "static_offset",
                                   "static_len",
                                   "static_sizes",
                                   "static_strides",
                                   "pad_dimensions"};
  if (getBurstLength() == 0)
    Hidden.push_back("burst_length");
  Printer.printOptionalAttrDict((*this)->getAttrs(), Hidden);
}

LogicalResult DMABDOp::verify() {
  auto Sizes = getStaticSizes(), Strides = getStaticStrides();
  if (Sizes.has_value() != Strides.has_value() ||
      (Sizes && Sizes->size() != Strides->size()))
    return emitOpError("expected the same number of sizes (")
           << Sizes.value_or(ArrayRef<int64_t>()).size() << ") and strides ("
           << Strides.value_or(ArrayRef<int64_t>()).size() << ")";
  if (failed(verifyMixedList(
          *this, "sizes", Sizes.value_or(ArrayRef<int64_t>()), getSizes())) ||
      failed(verifyMixedList(*this, "strides",
                             Strides.value_or(ArrayRef<int64_t>()),
                             getStrides())))
    return failure();
  for (auto List : {Sizes, Strides})
    for (int64_t Number : List.value_or(ArrayRef<int64_t>()))
      if (!ShapedType::isDynamic(Number) &&
          (Number < 0 || Number > std::numeric_limits<uint32_t>::max()))
        return emitOpError("sizes and strides must be 0 to 4294967295, not ")
               << Number;
  if ((getOffset() && getStaticOffset()) || (getLen() && getStaticLen()))
    return emitOpError("offset and len are numbers or values, not both");
  return success();
}

BufferOp DMABDOp::getBufferOp() {
  return getBuffer().getDefiningOp<BufferOp>();
}

std::optional<int64_t> DMABDOp::getConstantOffset() {
  if (getOffset())
    return constantValue(getOffset());
  return getStaticOffset().value_or(0);
}

std::optional<int64_t> DMABDOp::getConstantLen() {
  if (getLen())
    return constantValue(getLen());
  if (getStaticLen())
    return *getStaticLen();
  auto Type = dyn_cast<MemRefType>(getBuffer().getType());
  if (!Type || !Type.hasStaticShape())
    return std::nullopt;
  return Type.getNumElements();
}

std::optional<SmallVector<BDDimLayoutAttr>> DMABDOp::getConstantDims() {
  if (!getStaticSizes() || !getStaticStrides())
    return std::nullopt;
  ArrayRef<int64_t> Sizes = *getStaticSizes(), Strides = *getStaticStrides();
  if (Sizes.size() != Strides.size())
    return std::nullopt;
  SmallVector<BDDimLayoutAttr> Dims;
  unsigned NextSize = 0, NextStride = 0;
  for (auto [StaticSize, StaticStride] : llvm::zip(Sizes, Strides)) {
    std::optional<int64_t> Size = StaticSize, Stride = StaticStride;
    if (ShapedType::isDynamic(StaticSize))
      Size = constantValue(getSizes()[NextSize++]);
    if (ShapedType::isDynamic(StaticStride))
      Stride = constantValue(getStrides()[NextStride++]);
    if (!Size || !Stride)
      return std::nullopt;
    Dims.push_back(BDDimLayoutAttr::get(getContext(), *Size, *Stride));
  }
  return Dims;
}

int64_t DMABDOp::getElementWidthInBytes() {
  auto Type = cast<BaseMemRefType>(getBuffer().getType());
  return DataLayout::closest(getOperation()).getTypeSize(Type.getElementType());
}

//===----------------------------------------------------------------------===//
// Canonical form
//===----------------------------------------------------------------------===//

/// The entries of a mixed list with the constants among \p Values filled in;
/// the values that are none go to \p Left.
static SmallVector<int64_t> foldList(ArrayRef<int64_t> Entries,
                                     OperandRange Values,
                                     SmallVectorImpl<Value> &Left) {
  SmallVector<int64_t> Folded(Entries);
  unsigned Next = 0;
  for (int64_t &Entry : Folded) {
    if (!ShapedType::isDynamic(Entry))
      continue;
    Value V = Values[Next++];
    std::optional<int64_t> Number = constantValue(V);
    // Numbers out of range stay values, which the lowering complains about.
    if (Number && *Number >= 0 &&
        *Number <= std::numeric_limits<uint32_t>::max())
      Entry = *Number;
    else
      Left.push_back(V);
  }
  return Folded;
}

static bool foldConstants(DMABDOp Op, PatternRewriter &Rewriter) {
  unsigned Before = Op->getNumOperands();
  Rewriter.startOpModification(Op);
  if (Op.getOffset())
    if (std::optional<int64_t> Number = constantValue(Op.getOffset())) {
      Op.setStaticOffset(int32_t(*Number));
      Op.getOffsetMutable().clear();
    }
  if (Op.getLen())
    if (std::optional<int64_t> Number = constantValue(Op.getLen())) {
      Op.setStaticLen(int32_t(*Number));
      Op.getLenMutable().clear();
    }
  SmallVector<Value> Sizes, Strides;
  if (Op.getStaticSizes() && Op.getStaticStrides()) {
    Op.setStaticSizes(foldList(*Op.getStaticSizes(), Op.getSizes(), Sizes));
    Op.setStaticStrides(
        foldList(*Op.getStaticStrides(), Op.getStrides(), Strides));
    Op.getSizesMutable().assign(Sizes);
    Op.getStridesMutable().assign(Strides);
  }
  bool Changed = Op->getNumOperands() != Before;
  if (Changed)
    Rewriter.finalizeOpModification(Op);
  else
    Rewriter.cancelOpModification(Op);
  return Changed;
}

static bool isOnShim(DMABDOp Op) {
  Operation *Parent = Op->getParentOp();
  if (isa<DMAOp>(Parent))
    Parent = Parent->getParentOp();
  if (auto Task = dyn_cast<aiex::DMAConfigureTaskOp>(Parent))
    return tileKind(Task.getTile()) == hw::TileKind::ShimNoC;
  return isa<ShimDMAOp, aiex::DMAConfigureTaskForOp>(Parent);
}

/// The elements of a pattern without gaps, all in their order in memory.
static std::optional<int64_t> contiguousElements(DMABDOp Op) {
  auto Dims = Op.getConstantDims();
  if (!Dims || Dims->empty())
    return std::nullopt;
  int64_t Elements = 1;
  for (BDDimLayoutAttr Dim : llvm::reverse(*Dims)) {
    if (Dim.getStride() != Elements ||
        Dim.getSize() > std::numeric_limits<int32_t>::max() / Elements)
      return std::nullopt;
    Elements *= Dim.getSize();
    if (Elements == 0)
      return std::nullopt;
  }
  return Elements;
}

/// A shim BD that walks memory in order needs no dimensions, whose sizes are
/// limited. With a smaller len the outermost dimension repeats the BD, so that
/// the pattern stays.
LogicalResult DMABDOp::canonicalize(DMABDOp Op, PatternRewriter &Rewriter) {
  if (foldConstants(Op, Rewriter))
    return success();
  std::optional<int64_t> Elements = contiguousElements(Op);
  if (!Elements || Op.getPadDimensions() || Op.getLen() || !isOnShim(Op) ||
      Op.getConstantLen() != Elements)
    return failure();
  Rewriter.modifyOpInPlace(Op, [&] {
    Op.setStaticLen(int32_t(*Elements));
    Op.removeStaticSizesAttr();
    Op.removeStaticStridesAttr();
    Op.getSizesMutable().clear();
    Op.getStridesMutable().clear();
  });
  return success();
}
