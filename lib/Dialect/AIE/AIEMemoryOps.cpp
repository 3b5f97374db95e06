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
#include "mlir/IR/PatternMatch.h"
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
  auto MemRef = cast<MemRefType>(BufferType);
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

/// (%tile[, id]) {init, sym_name}; iree-amd-aie writes the numbers as i8.
ParseResult LockOp::parse(OpAsmParser &Parser, OperationState &State) {
  OpAsmParser::UnresolvedOperand Tile;
  Builder &B = Parser.getBuilder();
  if (Parser.parseLParen() || Parser.parseOperand(Tile))
    return failure();
  if (succeeded(Parser.parseOptionalComma())) {
    IntegerAttr Id;
    if (Parser.parseAttribute(Id, B.getI32Type(), "lockID", State.attributes))
      return failure();
  }
  SMLoc Loc = Parser.getCurrentLocation();
  if (Parser.parseRParen() || Parser.parseOptionalAttrDict(State.attributes))
    return failure();
  if (auto Init = dyn_cast_or_null<IntegerAttr>(State.attributes.get("init")))
    if (Init.getType().isInteger(8))
      State.attributes.set("init", B.getI32IntegerAttr(Init.getInt()));
  State.addTypes(B.getIndexType());
  return failure(failed(verifyInherentAttrs(State.name, State.attributes,
                                            [&] {
                                              return Parser.emitError(Loc)
                                                     << "'aie.lock' op ";
                                            })) ||
                 Parser.resolveOperand(Tile, B.getIndexType(), State.operands));
}

void LockOp::print(OpAsmPrinter &Printer) {
  Printer << "(" << getTile();
  if (getLockID())
    Printer << ", " << *getLockID();
  Printer << ")";
  Printer.printOptionalAttrDict((*this)->getAttrs(), {"lockID"});
}

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

//===----------------------------------------------------------------------===//
// aie.dma_start, aie.dma
//===----------------------------------------------------------------------===//

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

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEMemoryOps.cpp.inc"

void AIEDialect::registerMemoryOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIE/AIEMemoryOps.cpp.inc"
      >();
}
