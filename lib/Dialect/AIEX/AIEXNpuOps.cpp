//===- AIEXNpuOps.cpp - transfers and register ops ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Hardware/Device.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

using aie::BufferOp;
using aie::DMAChannelDir;

//===----------------------------------------------------------------------===//
// npu.dma_memcpy_nd
//===----------------------------------------------------------------------===//

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
  int64_t Start = 0, Scale = 1;
  ArrayRef<int64_t> Shape = Ranked.getShape();
  for (unsigned Dim = 0; Dim < Offsets.size() && Dim < Shape.size(); ++Dim) {
    Start += Offsets[Offsets.size() - 1 - Dim] * Scale;
    Scale *= Shape[Shape.size() - 1 - Dim];
  }
  return Start;
}

static int64_t startByStrides(ArrayRef<int64_t> Offsets,
                              ArrayRef<int64_t> Strides) {
  int64_t Start = 0;
  for (auto [Offset, Stride] : llvm::zip(Offsets, Strides))
    Start += Offset * Stride;
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
  return startByStrides(*Offsets, *Strides) * getElementTypeBitwidth() / 8;
}

LogicalResult NpuDmaMemcpyNdOp::verify() { return success(); }

LogicalResult NpuDmaWaitOp::verify() { return success(); }

//===----------------------------------------------------------------------===//
// Register ops. Until July 2026 their values were attributes.
//===----------------------------------------------------------------------===//

/// "(%a, %b, …) {…} : T, …" with \p Count operands; a dictionary alone is the
/// old form.
template <typename OpT>
static ParseResult parseOperandsOrOldForm(OpAsmParser &Parser,
                                          OperationState &State,
                                          unsigned Count) {
  if (failed(Parser.parseOptionalLParen())) {
    if (Parser.parseOptionalAttrDict(State.attributes))
      return failure();
    makeOldForm(Parser, State);
    return success();
  }
  SmallVector<OpAsmParser::UnresolvedOperand> Operands;
  SmallVector<Type> Types;
  SMLoc Loc = Parser.getCurrentLocation();
  if (Parser.parseOperandList(Operands, Count) || Parser.parseRParen() ||
      parseAttrDict<OpT>(Parser, State) || Parser.parseColonTypeList(Types))
    return failure();
  return Parser.resolveOperands(Operands, Types, Loc, State.operands);
}

static void printOperandsAndTypes(OpAsmPrinter &Printer, Operation *Op) {
  Printer << "(" << Op->getOperands() << ")";
  Printer.printOptionalAttrDict(Op->getAttrs());
  Printer << " : " << Op->getOperandTypes();
}

ParseResult NpuSyncOp::parse(OpAsmParser &Parser, OperationState &State) {
  return parseOperandsOrOldForm<NpuSyncOp>(Parser, State, 6);
}
void NpuSyncOp::print(OpAsmPrinter &Printer) {
  printOperandsAndTypes(Printer, *this);
}

ParseResult NpuWrite32Op::parse(OpAsmParser &Parser, OperationState &State) {
  return parseOperandsOrOldForm<NpuWrite32Op>(Parser, State, 2);
}
void NpuWrite32Op::print(OpAsmPrinter &Printer) {
  printOperandsAndTypes(Printer, *this);
}

ParseResult NpuMaskWrite32Op::parse(OpAsmParser &Parser,
                                    OperationState &State) {
  return parseOperandsOrOldForm<NpuMaskWrite32Op>(Parser, State, 3);
}
void NpuMaskWrite32Op::print(OpAsmPrinter &Printer) {
  printOperandsAndTypes(Printer, *this);
}

/// The absolute address of a register op: buffer's tile and address plus four
/// bytes a word; or column, row, offset; or the address as it is.
static std::optional<uint32_t> absoluteAddress(Operation *Op,
                                               std::optional<int64_t> Address,
                                               std::optional<StringRef> Buffer,
                                               std::optional<int32_t> Column,
                                               std::optional<int32_t> Row) {
  if (!Address)
    return std::nullopt;
  if (Buffer) {
    auto Device = Op->getParentOfType<aie::DeviceOp>();
    if (!Device)
      return std::nullopt;
    for (BufferOp Candidate : Device.getOps<BufferOp>())
      if (Candidate.name() == *Buffer) {
        aie::TileOp Tile = Candidate.getTileOp();
        if (!Tile || !Candidate.getAddress())
          return std::nullopt;
        return hw::tileAddress(Tile.colIndex(), Tile.rowIndex(),
                               *Candidate.getAddress() + 4 * *Address);
      }
    return std::nullopt;
  }
  if (Column && Row) {
    hw::TileAddress Inside =
        hw::TileAddress::decode(static_cast<uint32_t>(*Address));
    return hw::tileAddress(*Column, *Row, Inside.Offset);
  }
  return static_cast<uint32_t>(*Address);
}

std::optional<uint32_t> NpuWrite32Op::getAbsoluteAddress() {
  return absoluteAddress(*this, constantValue(getAddress()), getBuffer(),
                         getColumn(), getRow());
}
LogicalResult NpuWrite32Op::verify() { return success(); }

std::optional<uint32_t> NpuMaskWrite32Op::getAbsoluteAddress() {
  return absoluteAddress(*this, constantValue(getAddress()), getBuffer(),
                         getColumn(), getRow());
}
LogicalResult NpuMaskWrite32Op::verify() { return success(); }

std::optional<uint32_t> NpuBlockWriteOp::getAbsoluteAddress() {
  return absoluteAddress(*this, getAddress(), getBuffer(), getColumn(),
                         getRow());
}

DenseIntElementsAttr NpuBlockWriteOp::getDataWords() {
  auto Get = getData().getDefiningOp<memref::GetGlobalOp>();
  if (!Get)
    return {};
  auto Global = SymbolTable::lookupNearestSymbolFrom<memref::GlobalOp>(
      *this, Get.getNameAttr());
  if (!Global || !Global.getInitialValue())
    return {};
  return dyn_cast<DenseIntElementsAttr>(*Global.getInitialValue());
}
LogicalResult NpuBlockWriteOp::verify() { return success(); }

ParseResult NpuAddressPatchOp::parse(OpAsmParser &Parser,
                                     OperationState &State) {
  if (failed(Parser.parseOptionalLParen())) {
    if (Parser.parseOptionalAttrDict(State.attributes))
      return failure();
    makeOldForm(Parser, State);
    return success();
  }
  OpAsmParser::UnresolvedOperand Plus, Register;
  Type PlusType, RegisterType;
  if (Parser.parseOperand(Plus) || Parser.parseColonType(PlusType) ||
      Parser.parseRParen() ||
      Parser.resolveOperand(Plus, PlusType, State.operands))
    return failure();
  if (succeeded(Parser.parseOptionalKeyword("addr")) &&
      (Parser.parseOperand(Register) || Parser.parseColonType(RegisterType) ||
       Parser.resolveOperand(Register, RegisterType, State.operands)))
    return failure();
  return parseAttrDict<NpuAddressPatchOp>(Parser, State);
}

void NpuAddressPatchOp::print(OpAsmPrinter &Printer) {
  Printer << "(" << getArgPlus() << " : " << getArgPlus().getType() << ")";
  if (Value Register = getAddrVal())
    Printer << " addr " << Register << " : " << Register.getType();
  Printer.printOptionalAttrDict((*this)->getAttrs());
}

/// (column, row, DIR : channel) bd_id %b repeat %r {issue_token} : T, T; until
/// July 2026 bd_id and repeat_count were attributes; until June 2024
/// {metadata = @allocation, …} alone.
ParseResult NpuPushQueueOp::parse(OpAsmParser &Parser, OperationState &State) {
  Builder &B = Parser.getBuilder();
  if (failed(Parser.parseOptionalLParen())) {
    if (Parser.parseOptionalAttrDict(State.attributes))
      return failure();
    makeOldForm(Parser, State);
    return success();
  }
  int32_t Column, Row, Channel;
  DMAChannelDir Dir;
  if (Parser.parseInteger(Column) || Parser.parseComma() ||
      Parser.parseInteger(Row) || Parser.parseComma() ||
      parseEnum<DMAChannelDir>(Parser, Dir, aie::symbolizeDMAChannelDir,
                               "DMA direction (S2MM, MM2S)") ||
      Parser.parseColon() || Parser.parseInteger(Channel) ||
      Parser.parseRParen())
    return failure();
  State.addAttribute("column", B.getI32IntegerAttr(Column));
  State.addAttribute("row", B.getI32IntegerAttr(Row));
  State.addAttribute("direction",
                     aie::DMAChannelDirAttr::get(B.getContext(), Dir));
  State.addAttribute("channel", B.getI32IntegerAttr(Channel));
  if (failed(Parser.parseOptionalKeyword("bd_id"))) {
    if (Parser.parseOptionalAttrDict(State.attributes))
      return failure();
    makeOldForm(Parser, State);
    return success();
  }
  SmallVector<OpAsmParser::UnresolvedOperand> Operands(2);
  SmallVector<Type> Types;
  SMLoc Loc = Parser.getCurrentLocation();
  if (Parser.parseOperand(Operands[0]) || Parser.parseKeyword("repeat") ||
      Parser.parseOperand(Operands[1]) ||
      parseAttrDict<NpuPushQueueOp>(Parser, State) ||
      Parser.parseColonTypeList(Types))
    return failure();
  return Parser.resolveOperands(Operands, Types, Loc, State.operands);
}

void NpuPushQueueOp::print(OpAsmPrinter &Printer) {
  Printer << "(" << getColumn() << ", " << getRow() << ", "
          << aie::stringifyDMAChannelDir(getDirection()) << " : "
          << getChannel() << ") bd_id " << getBdId() << " repeat "
          << getRepeatCount();
  Printer.printOptionalAttrDict((*this)->getAttrs(),
                                {"column", "row", "direction", "channel"});
  Printer << " : " << getOperation()->getOperandTypes();
}

LogicalResult NpuPushQueueOp::verify() { return success(); }

/// (@buffer, index, %value) : i32; until July 2026 (@buffer, index, value);
/// until July 2024 (column, row, index, value) {buffer_sym_name = "buffer"}.
ParseResult NpuWriteRTPOp::parse(OpAsmParser &Parser, OperationState &State) {
  Builder &B = Parser.getBuilder();
  std::optional<OpAsmParser::UnresolvedOperand> Amount;
  int64_t Index, Literal = 0;
  StringAttr Name;
  if (Parser.parseLParen())
    return failure();
  OptionalParseResult HasName = Parser.parseOptionalSymbolName(Name);
  if (HasName.has_value() && succeeded(*HasName)) {
    State.addAttribute("buffer", FlatSymbolRefAttr::get(Name));
  } else {
    int64_t Column, Row;
    if (Parser.parseInteger(Column) || Parser.parseComma() ||
        Parser.parseInteger(Row))
      return failure();
  }
  if (Parser.parseComma() || Parser.parseInteger(Index) ||
      Parser.parseComma() || parseValueOrInteger(Parser, Amount, Literal) ||
      Parser.parseRParen() || Parser.parseOptionalAttrDict(State.attributes))
    return failure();
  State.addAttribute("index",
                     IntegerAttr::get(B.getIntegerType(32, false), Index));
  if (Amount) {
    Type AmountType;
    return failure(Parser.parseColonType(AmountType) ||
                   Parser.resolveOperand(*Amount, AmountType, State.operands));
  }
  State.addAttribute("value", B.getI64IntegerAttr(Literal));
  makeOldForm(Parser, State);
  return success();
}

void NpuWriteRTPOp::print(OpAsmPrinter &Printer) {
  Printer << "(";
  Printer.printSymbolName(getBuffer());
  Printer << ", " << getIndex() << ", " << getValue() << ")";
  Printer.printOptionalAttrDict((*this)->getAttrs(), {"buffer", "index"});
  Printer << " : " << getValue().getType();
}

LogicalResult NpuWriteBdOp::verify() { return success(); }
LogicalResult NpuPreemptOp::verify() { return success(); }
LogicalResult NpuAssertBdFieldOp::verify() { return success(); }
LogicalResult NpuAssertBdDivisibleOp::verify() { return success(); }
LogicalResult NpuControlPacketOp::verify() { return success(); }

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXNpuOps.cpp.inc"

void AIEXDialect::registerNpuOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIEX/AIEXNpuOps.cpp.inc"
      >();
}
