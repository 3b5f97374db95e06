//===- AIEMemoryOps.cpp - buffers, locks, DMA programs --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

/// The name that an op gives its result: its symbol, or prefix and tile.
static void nameResult(Value Result, std::optional<StringRef> Symbol,
                       StringRef Prefix, TileOp Tile,
                       OpAsmSetValueNameFn SetName) {
  if (Symbol)
    SetName(Result, *Symbol);
  else if (Tile)
    SetName(Result,
            llvm::formatv("{0}_{1}_{2}", Prefix, Tile.getCol(), Tile.getRow())
                .str());
  else
    SetName(Result, Prefix);
}

//===----------------------------------------------------------------------===//
// aie.buffer, aie.external_buffer
//===----------------------------------------------------------------------===//

/// "= dense<…>": the type is the buffer's as a tensor, so it is not written.
static ParseResult parseBufferInitialValue(OpAsmParser &Parser, Type BufferType,
                                           ElementsAttr &Value) {
  if (failed(Parser.parseOptionalEqual()))
    return success();
  auto MemRef = dyn_cast<MemRefType>(BufferType);
  if (!MemRef)
    return Parser.emitError(Parser.getCurrentLocation(),
                            "an initial value needs a buffer of memref type");
  return Parser.parseAttribute(
      Value, RankedTensorType::get(MemRef.getShape(), MemRef.getElementType()));
}

static void printBufferInitialValue(OpAsmPrinter &Printer, Operation *, Type,
                                    ElementsAttr Value) {
  if (!Value)
    return;
  Printer << "= ";
  Printer.printAttributeWithoutType(Value);
}

TileOp BufferOp::getTileOp() { return getTile().getDefiningOp<TileOp>(); }

void BufferOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  nameResult(getBuffer(), getSymName(), "buffer", getTileOp(), SetName);
}

int64_t BufferOp::getAllocationSize() {
  MemRefType Type = getMemRefType();
  DataLayout Layout = DataLayout::closest(getOperation());
  return Type.getNumElements() *
         static_cast<int64_t>(Layout.getTypeSize(Type.getElementType()));
}

LogicalResult BufferOp::verify() { return success(); }

void ExternalBufferOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  nameResult(getBuffer(), getSymName(), "external_buffer", {}, SetName);
}

//===----------------------------------------------------------------------===//
// aie.lock, aie.use_lock
//===----------------------------------------------------------------------===//

void LockOp::build(OpBuilder &Builder, OperationState &State, Value Tile,
                   std::optional<int32_t> Id, std::optional<int32_t> Init,
                   StringRef Name) {
  build(Builder, State, Builder.getIndexType(), Tile,
        Id ? Builder.getI32IntegerAttr(*Id) : IntegerAttr(),
        Init ? Builder.getI32IntegerAttr(*Init) : IntegerAttr(),
        Name.empty() ? StringAttr() : Builder.getStringAttr(Name));
}

TileOp LockOp::getTileOp() { return getTile().getDefiningOp<TileOp>(); }

void LockOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  nameResult(getResult(), getSymName(), "lock", getTileOp(), SetName);
}

LogicalResult LockOp::verify() { return success(); }

void UseLockOp::build(OpBuilder &Builder, OperationState &State, Value Lock,
                      LockAction Action, int32_t Amount) {
  Value Constant = arith::ConstantIntOp::create(Builder, State.location,
                                                Builder.getI32Type(), Amount);
  build(Builder, State, Lock, Action, Constant, LockBlockingAttr(), true);
}

/// (%lock, Action, %value[, Blocking]). Until July 2026 the value was an
/// integer, or absent for 1.
ParseResult UseLockOp::parse(OpAsmParser &Parser, OperationState &State) {
  OpAsmParser::UnresolvedOperand Lock;
  LockAction Action;
  std::optional<OpAsmParser::UnresolvedOperand> Amount;
  int64_t Literal = 1;
  Builder &B = Parser.getBuilder();
  if (Parser.parseLParen() || Parser.parseOperand(Lock) ||
      Parser.parseComma() ||
      parseEnum<LockAction>(
          Parser, Action, symbolizeLockAction,
          "lock action (Acquire, AcquireGreaterEqual, Release)"))
    return failure();
  State.addAttribute("action", LockActionAttr::get(B.getContext(), Action));
  bool HasBlocking = false;
  if (succeeded(Parser.parseOptionalComma())) {
    OpAsmParser::UnresolvedOperand Operand;
    OptionalParseResult IsValue = Parser.parseOptionalOperand(Operand);
    if (IsValue.has_value()) {
      if (failed(*IsValue))
        return failure();
      Amount = Operand;
    } else {
      OptionalParseResult IsLiteral = Parser.parseOptionalInteger(Literal);
      if (IsLiteral.has_value() && failed(*IsLiteral))
        return failure();
      HasBlocking = !IsLiteral.has_value();
    }
    if (HasBlocking || succeeded(Parser.parseOptionalComma())) {
      LockBlocking Blocking;
      if (parseEnum<LockBlocking>(Parser, Blocking, symbolizeLockBlocking,
                                  "lock mode (Blocking, NonBlocking)"))
        return failure();
      State.addAttribute("blocking",
                         LockBlockingAttr::get(B.getContext(), Blocking));
    }
  }
  if (Parser.parseRParen() || parseAttrDict<UseLockOp>(Parser, State) ||
      Parser.resolveOperand(Lock, B.getIndexType(), State.operands))
    return failure();
  if (Amount)
    return Parser.resolveOperand(*Amount, B.getI32Type(), State.operands);
  State.addAttribute("value", B.getI32IntegerAttr(Literal));
  makeOldForm(Parser, State);
  return success();
}

void UseLockOp::print(OpAsmPrinter &Printer) {
  Printer << "(" << getLock() << ", " << stringifyLockAction(getAction())
          << ", " << getValue();
  if (auto Blocking = getBlocking())
    Printer << ", " << stringifyLockBlocking(*Blocking);
  Printer << ")";
  SmallVector<StringRef> Hidden = {"action", "blocking"};
  if (getAcqEn())
    Hidden.push_back("acq_en");
  Printer.printOptionalAttrDict((*this)->getAttrs(), Hidden);
}

LockOp UseLockOp::getLockOp() { return getLock().getDefiningOp<LockOp>(); }

std::optional<int32_t> UseLockOp::getConstantValue() {
  auto Constant = constantValue(getValue());
  if (!Constant)
    return std::nullopt;
  return static_cast<int32_t>(*Constant);
}

LogicalResult UseLockOp::verify() { return success(); }

//===----------------------------------------------------------------------===//
// aie.dma_start, aie.dma
//===----------------------------------------------------------------------===//

LogicalResult DMAStartOp::verify() { return success(); }

void DMAOp::getAsmResultNames(OpAsmSetValueNameFn SetName) {
  if (getSymName())
    SetName(getValid(), *getSymName());
}

/// (DIR, channel) {attributes} [{BD}, {BD}]; in January and February 2024
/// (DIR, channel, loop = false) [{BD}] {attributes}.
ParseResult DMAOp::parse(OpAsmParser &Parser, OperationState &State) {
  DMAChannelDir Dir;
  int32_t Channel;
  Builder &B = Parser.getBuilder();
  if (Parser.parseLParen() ||
      parseEnum<DMAChannelDir>(Parser, Dir, symbolizeDMAChannelDir,
                               "DMA direction (S2MM, MM2S)") ||
      Parser.parseComma() || Parser.parseInteger(Channel))
    return failure();
  State.addAttribute("channel_dir",
                     DMAChannelDirAttr::get(B.getContext(), Dir));
  State.addAttribute("channel_index", B.getI32IntegerAttr(Channel));
  while (succeeded(Parser.parseOptionalComma())) {
    SMLoc Loc = Parser.getCurrentLocation();
    StringRef Key;
    Attribute Value;
    if (Parser.parseKeyword(&Key) || Parser.parseEqual())
      return failure();
    Type T = Key == "repeat_count" ? B.getI32Type() : Type();
    if (Key != "loop" && Key != "repeat_count")
      return Parser.emitError(Loc)
             << "expected loop or repeat_count, not '" << Key << "'";
    if (Parser.parseAttribute(Value, T))
      return failure();
    State.addAttribute(Key, Value);
  }
  if (Parser.parseRParen() || parseAttrDict<DMAOp>(Parser, State))
    return failure();
  auto ParseBd = [&]() -> ParseResult {
    return Parser.parseRegion(*State.addRegion());
  };
  if (Parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Square, ParseBd) ||
      parseAttrDict<DMAOp>(Parser, State))
    return failure();
  State.addTypes(B.getI1Type());
  return success();
}

void DMAOp::print(OpAsmPrinter &Printer) {
  Printer << "(" << stringifyDMAChannelDir(getChannelDir()) << ", "
          << getChannelIndex() << ")";
  SmallVector<StringRef> Hidden = {"channel_dir", "channel_index"};
  if (getLoop())
    Hidden.push_back("loop");
  if (getRepeatCount() == 0)
    Hidden.push_back("repeat_count");
  if (getPadValue() == 0)
    Hidden.push_back("pad_value");
  Printer.printOptionalAttrDict((*this)->getAttrs(), Hidden);
  Printer << " [";
  llvm::interleaveComma(getBds(), Printer, [&](Region &Bd) {
    Printer.printRegion(Bd, /*printEntryBlockArgs=*/false);
  });
  Printer << "]";
}

LogicalResult DMAOp::verify() { return success(); }

//===----------------------------------------------------------------------===//
// aie.dma_bd
//===----------------------------------------------------------------------===//

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
  Attribute Pads;
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
  Attribute Dims = BDDimLayoutArrayAttr::parse(Parser, Type());
  if (!Dims)
    return failure();
  setDims(Parser.getBuilder(), cast<BDDimLayoutArrayAttr>(Dims), Bd);
  return success();
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
  if (succeeded(Parser.parseOptionalKeyword("pad"))) {
    Bd.Pads = BDPadLayoutArrayAttr::parse(Parser, Type());
    if (!Bd.Pads)
      return failure();
  }
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
      Bd.Pads = BDPadLayoutArrayAttr::parse(Parser, Type());
      if (!Bd.Pads)
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
    if (succeeded(Parser.parseOptionalComma()) && parseDims(Parser, Bd))
      return failure();
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

LogicalResult DMABDOp::verify() { return success(); }

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEMemoryOps.cpp.inc"

void AIEDialect::registerMemoryOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIE/AIEMemoryOps.cpp.inc"
      >();
}
