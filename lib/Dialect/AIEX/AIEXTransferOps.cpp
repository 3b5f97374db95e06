//===- AIEXTransferOps.cpp - npu.dma_memcpy_nd ----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of host transfers in all its forms, and what their fields add up to.
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

namespace {
/// The parts of a dma_memcpy_nd as they are read.
struct Transfer {
  OpAsmParser::UnresolvedOperand MemRef;
  SmallVector<OpAsmParser::UnresolvedOperand> Offsets, Sizes, Strides;
  DenseI64ArrayAttr StaticOffsets, StaticSizes, StaticStrides;
  /// (x, y, …): until March 2025.
  bool HasCoordinates = false;
  /// (%x, %y, …) with i32 values: until January 2024.
  SmallVector<OpAsmParser::UnresolvedOperand> Coordinates;
  Type MemRefType;
};
} // namespace

static ParseResult parseCoordinates(OpAsmParser &Parser, Transfer &T) {
  int64_t Integer;
  OptionalParseResult IsInteger = Parser.parseOptionalInteger(Integer);
  if (IsInteger.has_value()) {
    T.HasCoordinates = true;
    return failure(failed(*IsInteger) || Parser.parseComma() ||
                   Parser.parseInteger(Integer) || Parser.parseComma() ||
                   Parser.parseOperand(T.MemRef));
  }
  if (Parser.parseOperand(T.MemRef))
    return failure();
  if (failed(Parser.parseOptionalComma()))
    return success();
  T.HasCoordinates = true;
  T.Coordinates.push_back(T.MemRef);
  return failure(Parser.parseOperand(T.Coordinates.emplace_back()) ||
                 Parser.parseComma() || Parser.parseOperand(T.MemRef));
}

/// "memref<…>", or of 2023 "(i32, i32, memref<…>, [i32, …], [i32, …], [i32,
/// …])".
static ParseResult parseTransferType(OpAsmParser &Parser, Transfer &T) {
  if (Parser.parseColon())
    return failure();
  if (failed(Parser.parseOptionalLParen()))
    return Parser.parseType(T.MemRefType);
  Type Ignored;
  auto ParseIgnored = [&]() { return Parser.parseType(Ignored); };
  auto ParseIgnoredList = [&]() {
    return Parser.parseCommaSeparatedList(
        OpAsmParser::Delimiter::OptionalSquare, ParseIgnored);
  };
  if (Parser.parseType(Ignored) || Parser.parseComma() ||
      Parser.parseType(Ignored) || Parser.parseComma() ||
      Parser.parseType(T.MemRefType))
    return failure();
  while (succeeded(Parser.parseOptionalComma()))
    if (ParseIgnoredList())
      return failure();
  return Parser.parseRParen();
}

/// Replaces the i32 operands of 2023 in \p Static by the constants they are.
static ParseResult
foldOldOperands(OpAsmParser &Parser, const char *What,
                SmallVectorImpl<OpAsmParser::UnresolvedOperand> &Operands,
                DenseI64ArrayAttr &Static) {
  SmallVector<int64_t> Folded(Static.asArrayRef());
  unsigned Next = 0;
  for (int64_t &Entry : Folded) {
    if (!ShapedType::isDynamic(Entry))
      continue;
    OpAsmParser::UnresolvedOperand &Operand = Operands[Next++];
    SmallVector<Value, 1> Resolved;
    if (Parser.resolveOperand(Operand, Parser.getBuilder().getI32Type(),
                              Resolved))
      return failure();
    auto Constant = constantValue(Resolved.front());
    if (!Constant)
      return Parser.emitError(Operand.location, What)
             << " of this form of dma_memcpy_nd must be constants";
    Entry = *Constant;
  }
  Operands.clear();
  Static = Parser.getBuilder().getDenseI64ArrayAttr(Folded);
  return success();
}

/// The first element by the rule until September 2024: offset i counts in
/// products of the memref's inner dimensions.
static std::optional<int64_t> startByShape(ArrayRef<int64_t> Offsets,
                                           Type MemRefType) {
  auto Ranked = dyn_cast<mlir::MemRefType>(MemRefType);
  if (!Ranked || !Ranked.hasStaticShape())
    return std::nullopt;
  // Numbers of any size can be written: unsigned, so that they may overflow.
  uint64_t Start = 0, Scale = 1;
  ArrayRef<int64_t> Shape = Ranked.getShape();
  for (unsigned Dim = 0; Dim < Offsets.size() && Dim < Shape.size(); ++Dim) {
    Start += Offsets[Offsets.size() - 1 - Dim] * Scale;
    Scale *= Shape[Shape.size() - 1 - Dim];
  }
  return static_cast<int64_t>(Start);
}

static int64_t startByStrides(ArrayRef<int64_t> Offsets,
                              ArrayRef<int64_t> Strides) {
  uint64_t Start = 0;
  for (auto [Offset, Stride] : llvm::zip(Offsets, Strides))
    Start += static_cast<uint64_t>(Offset) * Stride;
  return Start;
}

/// Appends the innermost stride of 1 that was not written before July 2024,
/// and settles what the offsets count.
static ParseResult modernizeOffsets(OpAsmParser &Parser, SMLoc Loc,
                                    Transfer &T) {
  Builder &B = Parser.getBuilder();
  bool ThreeStrides = T.StaticStrides.size() == 3;
  if (ThreeStrides) {
    SmallVector<int64_t> Strides(T.StaticStrides.asArrayRef());
    Strides.push_back(1);
    T.StaticStrides = B.getDenseI64ArrayAttr(Strides);
  }
  if (!T.HasCoordinates && !ThreeStrides)
    return success();
  ArrayRef<int64_t> Offsets = T.StaticOffsets, Strides = T.StaticStrides;
  if (llvm::all_of(Offsets, [](int64_t O) { return O == 0; }))
    return success();
  bool Constant = T.Offsets.empty() && T.Strides.empty();
  auto ByShape = Constant ? startByShape(Offsets, T.MemRefType) : std::nullopt;
  if (ThreeStrides) {
    if (!ByShape)
      return Parser.emitError(Loc)
             << "three strides are a form of before July 2024, whose offsets "
                "count in dimensions of the memref; that needs constants and "
                "a memref of static shape";
    if (*ByShape != startByStrides(Offsets, Strides))
      T.StaticOffsets = B.getDenseI64ArrayAttr({0, 0, 0, *ByShape});
    return success();
  }
  if (!ByShape || *ByShape == startByStrides(Offsets, Strides))
    return success();
  return Parser.emitError(Loc)
         << "dma_memcpy_nd with coordinates has two meanings here: text from "
            "before September 2024 starts at element "
         << *ByShape << " (offsets count in dimensions of the memref), later "
         << "text at element " << startByStrides(Offsets, Strides)
         << " (offsets count in strides); drop the two coordinates and write "
            "offsets that count in strides";
}

ParseResult NpuDmaMemcpyNdOp::parse(OpAsmParser &Parser,
                                    OperationState &State) {
  Transfer T;
  Builder &B = Parser.getBuilder();
  SMLoc ListLoc;
  if (Parser.parseLParen() || parseCoordinates(Parser, T) ||
      Parser.getCurrentLocation(&ListLoc) ||
      parseDynamicIndexList(Parser, T.Offsets, T.StaticOffsets) ||
      parseDynamicIndexList(Parser, T.Sizes, T.StaticSizes) ||
      parseDynamicIndexList(Parser, T.Strides, T.StaticStrides))
    return failure();
  if (succeeded(Parser.parseOptionalComma())) {
    if (Parser.parseKeyword("packet") || Parser.parseEqual())
      return failure();
    Attribute Packet = aie::PacketInfoAttr::parse(Parser, Type());
    if (!Packet)
      return failure();
    State.addAttribute("packet", Packet);
  }
  SMLoc DictLoc;
  if (Parser.parseRParen() || Parser.getCurrentLocation(&DictLoc) ||
      Parser.parseOptionalAttrDict(State.attributes))
    return failure();
  if (auto Id = dyn_cast_or_null<IntegerAttr>(State.attributes.get("id")))
    State.attributes.set("id",
                         B.getI64IntegerAttr(Id.getValue().getSExtValue()));
  if (failed(verifyInherentAttrs(State.name, State.attributes,
                                 [&] {
                                   return Parser.emitError(DictLoc)
                                          << "'aiex.npu.dma_memcpy_nd' op ";
                                 })) ||
      parseTransferType(Parser, T))
    return failure();
  size_t Strides = T.StaticStrides.size();
  if (T.StaticOffsets.size() != 4 || T.StaticSizes.size() != 4 ||
      (Strides != 4 && Strides != 3))
    return Parser.emitError(ListLoc)
           << "dma_memcpy_nd needs four offsets, four sizes and four strides";
  if (!T.Coordinates.empty() &&
      (foldOldOperands(Parser, "offsets", T.Offsets, T.StaticOffsets) ||
       foldOldOperands(Parser, "sizes", T.Sizes, T.StaticSizes) ||
       foldOldOperands(Parser, "strides", T.Strides, T.StaticStrides)))
    return failure();
  // The coordinates never had a meaning, but their values must exist.
  SmallVector<Value, 2> Ignored;
  if (Parser.resolveOperands(T.Coordinates, B.getI32Type(), Ignored) ||
      modernizeOffsets(Parser, ListLoc, T) ||
      Parser.resolveOperand(T.MemRef, T.MemRefType, State.operands) ||
      Parser.resolveOperands(T.Offsets, B.getI64Type(), State.operands) ||
      Parser.resolveOperands(T.Sizes, B.getI64Type(), State.operands) ||
      Parser.resolveOperands(T.Strides, B.getI64Type(), State.operands))
    return failure();
  State.addAttribute("static_offsets", T.StaticOffsets);
  State.addAttribute("static_sizes", T.StaticSizes);
  State.addAttribute("static_strides", T.StaticStrides);
  State.addAttribute(
      getOperandSegmentSizeAttr(),
      B.getDenseI32ArrayAttr({1, static_cast<int32_t>(T.Offsets.size()),
                              static_cast<int32_t>(T.Sizes.size()),
                              static_cast<int32_t>(T.Strides.size())}));
  return success();
}

void NpuDmaMemcpyNdOp::print(OpAsmPrinter &Printer) {
  Printer << "(" << getMemref();
  printDynamicIndexList(Printer, *this, getOffsets(), getStaticOffsets());
  printDynamicIndexList(Printer, *this, getSizes(), getStaticSizes());
  printDynamicIndexList(Printer, *this, getStrides(), getStaticStrides());
  if (auto Packet = getPacketAttr()) {
    Printer << ", packet = ";
    Printer.printStrippedAttrOrType(Packet);
  }
  Printer << ")";
  SmallVector<StringRef> Hidden = {getOperandSegmentSizeAttr(),
                                   "static_offsets", "static_sizes",
                                   "static_strides", "packet"};
  if (!getIssueToken())
    Hidden.push_back("issue_token");
  auto HideZero = [&](StringRef Name, int64_t Value) {
    if (Value == 0)
      Hidden.push_back(Name);
  };
  HideZero("d0_zero_before", getD0ZeroBefore());
  HideZero("d1_zero_before", getD1ZeroBefore());
  HideZero("d2_zero_before", getD2ZeroBefore());
  HideZero("d0_zero_after", getD0ZeroAfter());
  HideZero("d1_zero_after", getD1ZeroAfter());
  HideZero("d2_zero_after", getD2ZeroAfter());
  HideZero("burst_length", getBurstLength());
  Printer.printOptionalAttrDict((*this)->getAttrs(), Hidden);
  Printer << " : " << getMemref().getType();
}

/// Runs of elements side by side, [r, 1, 1, n] by [s, 0, 0, 1]: such a BD needs
/// no dimensions, so that n may be as large as a length.
LogicalResult NpuDmaMemcpyNdOp::canonicalize(NpuDmaMemcpyNdOp Op,
                                             PatternRewriter &Rewriter) {
  auto Offsets = Op.getConstantOffsets(), Sizes = Op.getConstantSizes(),
       Strides = Op.getConstantStrides();
  if (!Offsets || !Sizes || !Strides)
    return failure();
  // Unsigned: numbers of any size can be written.
  uint64_t Row = 1, Start = 0;
  for (unsigned Dim = 3; Dim > 0; --Dim) {
    if (((*Sizes)[Dim] != 1 || Dim == 3) && uint64_t((*Strides)[Dim]) != Row)
      return failure();
    Row *= uint64_t((*Sizes)[Dim]);
    Start += uint64_t((*Offsets)[Dim]) * uint64_t((*Strides)[Dim]);
  }
  int64_t NewOffsets[] = {(*Offsets)[0], 0, 0, int64_t(Start)};
  int64_t NewSizes[] = {(*Sizes)[0], 1, 1, int64_t(Row)};
  int64_t NewStrides[] = {(*Strides)[0], 0, 0, 1};
  if (Op.getOffsets().empty() && Op.getSizes().empty() &&
      Op.getStrides().empty() &&
      Op.getStaticOffsets() == ArrayRef(NewOffsets) &&
      Op.getStaticSizes() == ArrayRef(NewSizes) &&
      Op.getStaticStrides() == ArrayRef(NewStrides))
    return failure();
  Rewriter.modifyOpInPlace(Op, [&] {
    Op.getOffsetsMutable().clear();
    Op.getSizesMutable().clear();
    Op.getStridesMutable().clear();
    Op.setStaticOffsets(NewOffsets);
    Op.setStaticSizes(NewSizes);
    Op.setStaticStrides(NewStrides);
  });
  return success();
}

LogicalResult NpuDmaMemcpyNdOp::verify() {
  if (getStaticOffsets().size() != 4 || getStaticSizes().size() != 4 ||
      getStaticStrides().size() != 4)
    return emitOpError("needs four offsets, four sizes and four strides");
  return failure(
      failed(verifyMixedList(*this, "offsets", getStaticOffsets(),
                             getOffsets())) ||
      failed(verifyMixedList(*this, "sizes", getStaticSizes(), getSizes())) ||
      failed(
          verifyMixedList(*this, "strides", getStaticStrides(), getStrides())));
}

SmallVector<OpFoldResult> NpuDmaMemcpyNdOp::getMixedOffsets() {
  return getMixedValues(getStaticOffsets(), getOffsets(), getContext());
}
SmallVector<OpFoldResult> NpuDmaMemcpyNdOp::getMixedSizes() {
  return getMixedValues(getStaticSizes(), getSizes(), getContext());
}
SmallVector<OpFoldResult> NpuDmaMemcpyNdOp::getMixedStrides() {
  return getMixedValues(getStaticStrides(), getStrides(), getContext());
}

static std::optional<SmallVector<int64_t, 4>>
allConstants(ArrayRef<OpFoldResult> Mixed) {
  SmallVector<int64_t, 4> Numbers;
  for (OpFoldResult One : Mixed) {
    auto Number = getConstantIntValue(One);
    if (!Number)
      return std::nullopt;
    Numbers.push_back(*Number);
  }
  return Numbers;
}

std::optional<SmallVector<int64_t, 4>> NpuDmaMemcpyNdOp::getConstantOffsets() {
  return allConstants(getMixedOffsets());
}
std::optional<SmallVector<int64_t, 4>> NpuDmaMemcpyNdOp::getConstantSizes() {
  return allConstants(getMixedSizes());
}
std::optional<SmallVector<int64_t, 4>> NpuDmaMemcpyNdOp::getConstantStrides() {
  return allConstants(getMixedStrides());
}

unsigned NpuDmaMemcpyNdOp::getElementTypeBitwidth() {
  Type Element = cast<BaseMemRefType>(getMemref().getType()).getElementType();
  return DataLayout::closest(getOperation()).getTypeSizeInBits(Element);
}

bool NpuDmaMemcpyNdOp::isLinearTransfer() {
  auto Sizes = getConstantSizes();
  auto Strides = getConstantStrides();
  return Sizes && Strides && (*Sizes)[1] == 1 && (*Sizes)[2] == 1 &&
         (*Strides)[3] == 1 && (*Strides)[2] == 0 && (*Strides)[1] == 0;
}

std::optional<int64_t> NpuDmaMemcpyNdOp::getOffsetInBytes() {
  auto Offsets = getConstantOffsets();
  auto Strides = getConstantStrides();
  if (!Offsets || !Strides)
    return std::nullopt;
  uint64_t Bits = startByStrides(*Offsets, *Strides);
  Bits *= getElementTypeBitwidth();
  return static_cast<int64_t>(Bits) / 8;
}
