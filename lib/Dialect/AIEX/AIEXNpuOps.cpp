//===- AIEXNpuOps.cpp - transfers and register ops ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GenericSpelling.h"
#include "ParseUtils.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Hardware/Device.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

using aie::BufferOp;
using aie::DMAChannelDir;

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

std::optional<uint32_t> NpuMaskWrite32Op::getAbsoluteAddress() {
  return absoluteAddress(*this, constantValue(getAddress()), getBuffer(),
                         getColumn(), getRow());
}

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

/// A dictionary of all fields; those that older text lacks are zero.
ParseResult NpuWriteBdOp::parse(OpAsmParser &Parser, OperationState &State) {
  SMLoc Loc = Parser.getCurrentLocation();
  if (Parser.parseOptionalAttrDict(State.attributes))
    return failure();
  modernizeWriteBd(State.attributes, Parser.getBuilder());
  return verifyInherentAttrs(State.name, State.attributes, [&] {
    return Parser.emitError(Loc) << "'aiex.npu.writebd' op ";
  });
}

void NpuWriteBdOp::print(OpAsmPrinter &Printer) {
  SmallVector<StringRef> Hidden;
  if (getBurstLength() == 0)
    Hidden.push_back("burst_length");
  Printer.printOptionalAttrDict((*this)->getAttrs(), Hidden);
}

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXNpuOps.cpp.inc"

void AIEXDialect::registerNpuOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIEX/AIEXNpuOps.cpp.inc"
      >();
}
