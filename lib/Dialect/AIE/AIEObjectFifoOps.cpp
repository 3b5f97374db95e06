//===- AIEObjectFifoOps.cpp - object FIFOs --------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

/// The FIFO that \p Name means in the device around \p Op, or null.
static ObjectFifoCreateOp findFifo(Operation *Op, StringRef Name) {
  DeviceOp Device = Op->getParentOfType<DeviceOp>();
  if (!Device)
    return {};
  return dyn_cast_or_null<ObjectFifoCreateOp>(
      SymbolTable::lookupSymbolIn(Device, Name));
}

//===----------------------------------------------------------------------===//
// aie.objectfifo
//===----------------------------------------------------------------------===//

/// An operand with dimensions behind \p Keyword or \p OldKeyword.
static ParseResult parseFifoEnd(OpAsmParser &Parser,
                                OpAsmParser::UnresolvedOperand &Tile,
                                StringRef Keyword, StringRef OldKeyword,
                                BDDimLayoutArrayAttr &Dims) {
  if (Parser.parseOperand(Tile))
    return failure();
  if (failed(Parser.parseOptionalKeyword(Keyword)) &&
      failed(Parser.parseOptionalKeyword(OldKeyword))) {
    Dims = BDDimLayoutArrayAttr::get(Parser.getContext(), {});
    return success();
  }
  return parseAttrList<BDDimLayoutArrayAttr, BDDimLayoutAttr>(Parser, Dims);
}

/// "2 : i32", "2", "[2, 2, 3]", or "[2 : i32, 3 : i32]".
static ParseResult parseDepth(OpAsmParser &Parser, Attribute &Depth) {
  SMLoc Loc = Parser.getCurrentLocation();
  if (Parser.parseAttribute(Depth))
    return failure();
  Builder &B = Parser.getBuilder();
  if (auto Single = dyn_cast<IntegerAttr>(Depth)) {
    Depth = B.getI32IntegerAttr(Single.getValue().getSExtValue());
    return success();
  }
  auto List = dyn_cast<ArrayAttr>(Depth);
  SmallVector<int64_t> Depths;
  if (List)
    for (Attribute One : List)
      if (auto Integer = dyn_cast<IntegerAttr>(One))
        Depths.push_back(Integer.getValue().getSExtValue());
  if (!List || Depths.size() != List.size())
    return Parser.emitError(Loc, "the depth of an objectfifo is an integer or "
                                 "a list of integers");
  if (!llvm::all_of(List, [](Attribute One) {
        return cast<IntegerAttr>(One).getType().isSignlessInteger(32);
      }))
    Depth = B.getI64ArrayAttr(Depths);
  return success();
}

/// "= [dense<…> : memref<…>, …]". The type is the object's and may be left out;
/// inside, a value is a tensor like that of a buffer.
static ParseResult parseInitValues(OpAsmParser &Parser, MemRefType Object,
                                   OperationState &State) {
  auto Tensor =
      RankedTensorType::get(Object.getShape(), Object.getElementType());
  SmallVector<Attribute> Values;
  auto ParseOne = [&]() -> ParseResult {
    Attribute Value;
    if (Parser.parseAttribute(Value, Tensor))
      return failure();
    Values.push_back(Value);
    if (failed(Parser.parseOptionalColon()))
      return success();
    SMLoc Loc = Parser.getCurrentLocation();
    ShapedType Written;
    if (Parser.parseType(Written))
      return failure();
    if (Written.getShape() != Object.getShape() ||
        Written.getElementType() != Object.getElementType())
      return Parser.emitError(Loc, "an initial value must have the type of the "
                                   "objects, ")
             << Object;
    return success();
  };
  if (Parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Square, ParseOne))
    return failure();
  State.addAttribute("initValues", Parser.getBuilder().getArrayAttr(Values));
  return success();
}

ParseResult ObjectFifoCreateOp::parse(OpAsmParser &Parser,
                                      OperationState &State) {
  StringAttr Name;
  OpAsmParser::UnresolvedOperand Producer;
  SmallVector<OpAsmParser::UnresolvedOperand> Consumers;
  BDDimLayoutArrayAttr ToStream;
  SmallVector<BDDimLayoutArrayAttr> FromStream;
  Attribute Depth;
  Builder &B = Parser.getBuilder();
  auto ParseConsumer = [&]() -> ParseResult {
    return parseFifoEnd(Parser, Consumers.emplace_back(),
                        "dimensionsFromStream", "fromStream",
                        FromStream.emplace_back());
  };
  if (Parser.parseSymbolName(Name, "sym_name", State.attributes) ||
      Parser.parseLParen() ||
      parseFifoEnd(Parser, Producer, "dimensionsToStream", "toStream",
                   ToStream) ||
      Parser.parseComma() ||
      Parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Braces,
                                     ParseConsumer) ||
      Parser.parseComma() || parseDepth(Parser, Depth) || Parser.parseRParen())
    return failure();
  State.addAttribute("elemNumber", Depth);
  State.addAttribute("dimensionsToStream", ToStream);
  State.addAttribute(
      "dimensionsFromStreamPerConsumer",
      BDDimLayoutArrayArrayAttr::get(B.getContext(), FromStream));
  if (parseAttrDict<ObjectFifoCreateOp>(Parser, State))
    return failure();
  // For three months of 2024 the count was of further sendings.
  if (Attribute Old = State.attributes.erase("memtile_repeat")) {
    auto Count = dyn_cast<IntegerAttr>(Old);
    if (!Count)
      return Parser.emitError(Parser.getNameLoc(),
                              "memtile_repeat must be an integer");
    State.addAttribute(
        "repeat_count",
        B.getI32IntegerAttr(Count.getValue().getSExtValue() + 1));
  }
  AIEObjectFifoType Type, ConsumerType;
  if (Parser.parseColonType(Type))
    return failure();
  State.addAttribute("elemType", TypeAttr::get(Type));
  if (succeeded(Parser.parseOptionalArrow())) {
    if (Parser.parseType(ConsumerType))
      return failure();
    State.addAttribute("consumerElemType", TypeAttr::get(ConsumerType));
  }
  if (succeeded(Parser.parseOptionalEqual()) &&
      parseInitValues(Parser, Type.getElementType(), State))
    return failure();
  return failure(
      Parser.resolveOperand(Producer, B.getIndexType(), State.operands) ||
      Parser.resolveOperands(Consumers, B.getIndexType(), State.operands));
}

static void printDims(OpAsmPrinter &Printer, StringRef Keyword,
                      BDDimLayoutArrayAttr Dims) {
  if (Dims.empty())
    return;
  Printer << " " << Keyword << " ";
  Printer.printStrippedAttrOrType(Dims);
}

void ObjectFifoCreateOp::print(OpAsmPrinter &Printer) {
  Printer << " ";
  Printer.printSymbolName(getSymName());
  Printer << "(" << getProducerTile();
  printDims(Printer, "dimensionsToStream", getDimensionsToStreamAttr());
  Printer << ", {";
  ArrayRef<BDDimLayoutArrayAttr> FromStream =
      getDimensionsFromStreamPerConsumer();
  for (auto [Index, Consumer] : llvm::enumerate(getConsumerTiles())) {
    Printer << (Index ? ", " : "") << Consumer;
    if (Index < FromStream.size())
      printDims(Printer, "dimensionsFromStream", FromStream[Index]);
  }
  Printer << "}, " << getElemNumber() << ")";
  SmallVector<StringRef> Hidden = {
      "sym_name",           "elemNumber",
      "elemType",           "consumerElemType",
      "dimensionsToStream", "dimensionsFromStreamPerConsumer",
      "initValues"};
  if (!getVia_DMA())
    Hidden.push_back("via_DMA");
  if (!getPlio())
    Hidden.push_back("plio");
  if (!getDisableSynchronization())
    Hidden.push_back("disable_synchronization");
  if (getPadValue() == 0)
    Hidden.push_back("padValue");
  Printer.printOptionalAttrDict((*this)->getAttrs(), Hidden);
  Printer << " : " << getElemType();
  if (auto Type = getConsumerElemType())
    Printer << " -> " << *Type;
  if (auto Values = getInitValues()) {
    Printer << " = [";
    llvm::interleaveComma(*Values, Printer, [&](Attribute Value) {
      Printer.printAttributeWithoutType(Value);
      Printer << " : " << getObjectType();
    });
    Printer << "]";
  }
}

int ObjectFifoCreateOp::size(int Index) {
  if (auto Single = dyn_cast<IntegerAttr>(getElemNumber()))
    return Single.getInt();
  auto List = cast<ArrayAttr>(getElemNumber());
  if (Index < 0 || static_cast<size_t>(Index) >= List.size())
    return 0;
  return cast<IntegerAttr>(List[Index]).getInt();
}

TileOp ObjectFifoCreateOp::getProducerTileOp() {
  return getProducerTile().getDefiningOp<TileOp>();
}

//===----------------------------------------------------------------------===//
// aie.objectfifo.allocate, .link, .register_external_buffers
//===----------------------------------------------------------------------===//

ObjectFifoCreateOp ObjectFifoAllocateOp::getObjectFifo() {
  return findFifo(*this, getObjFifoName());
}
TileOp ObjectFifoAllocateOp::getDelegateTileOp() {
  return getDelegateTile().getDefiningOp<TileOp>();
}

/// [@a] -> [@b, @c]([] [0, 64]); until August 2024 "()" without offsets.
ParseResult ObjectFifoLinkOp::parse(OpAsmParser &Parser,
                                    OperationState &State) {
  ArrayAttr Ins, Outs, SrcOffsets, DstOffsets;
  Builder &B = Parser.getBuilder();
  SMLoc Loc;
  if (Parser.getCurrentLocation(&Loc) || Parser.parseAttribute(Ins) ||
      Parser.parseArrow() || Parser.parseAttribute(Outs) ||
      Parser.parseLParen())
    return failure();
  bool HasOffsets = failed(Parser.parseOptionalRParen());
  if (HasOffsets && (Parser.parseAttribute(SrcOffsets) ||
                     Parser.parseAttribute(DstOffsets) || Parser.parseRParen()))
    return failure();
  if (!HasOffsets)
    SrcOffsets = DstOffsets = B.getArrayAttr({});
  State.addAttribute("fifoIns", Ins);
  State.addAttribute("fifoOuts", Outs);
  State.addAttribute("src_offsets", SrcOffsets);
  State.addAttribute("dst_offsets", DstOffsets);
  if (parseAttrDict<ObjectFifoLinkOp>(Parser, State))
    return failure();
  if (!HasOffsets && (Ins.size() > 1 || Outs.size() > 1))
    makeOldForm(Parser, State);
  return success();
}

void ObjectFifoLinkOp::print(OpAsmPrinter &Printer) {
  Printer << " " << getFifoIns() << " -> " << getFifoOuts() << "("
          << getSrcOffsets() << " " << getDstOffsets() << ")";
  Printer.printOptionalAttrDict(
      (*this)->getAttrs(),
      {"fifoIns", "fifoOuts", "src_offsets", "dst_offsets"});
}

static SmallVector<ObjectFifoCreateOp> findFifos(Operation *Op,
                                                 ArrayAttr Names) {
  SmallVector<ObjectFifoCreateOp> Fifos;
  for (Attribute Name : Names)
    if (auto Fifo = findFifo(Op, cast<FlatSymbolRefAttr>(Name).getValue()))
      Fifos.push_back(Fifo);
  return Fifos;
}

SmallVector<ObjectFifoCreateOp> ObjectFifoLinkOp::getInputObjectFifos() {
  return findFifos(*this, getFifoIns());
}
SmallVector<ObjectFifoCreateOp> ObjectFifoLinkOp::getOutputObjectFifos() {
  return findFifos(*this, getFifoOuts());
}

Value ObjectFifoLinkOp::getSharedTile() {
  auto Inputs = getInputObjectFifos();
  auto Outputs = getOutputObjectFifos();
  if (Inputs.empty() || Outputs.empty())
    return {};
  // The end that there is only one of decides; a FIFO with several consumers
  // can be linked at any of them.
  Value Tile = Outputs.front().getProducerTile();
  for (ObjectFifoCreateOp Output : Outputs)
    if (Output.getProducerTile() != Tile)
      return {};
  for (ObjectFifoCreateOp Input : Inputs)
    if (!llvm::is_contained(Input.getConsumerTiles(), Tile))
      return {};
  return Tile;
}

SmallVector<int64_t> ObjectFifoLinkOp::getSliceLengths() {
  SmallVector<int64_t> Lengths;
  ArrayAttr Offsets = isJoin() ? getSrcOffsets() : getDstOffsets();
  auto Whole = isJoin() ? getOutputObjectFifos() : getInputObjectFifos();
  if ((!isJoin() && !isDistribute()) || Whole.empty())
    return Lengths;
  MemRefType Object = isJoin() ? Whole.front().getObjectType()
                               : Whole.front().getConsumerObjectType();
  int64_t End = Object.getNumElements();
  for (Attribute Offset : llvm::reverse(Offsets)) {
    int64_t Begin = cast<IntegerAttr>(Offset).getInt();
    Lengths.push_back(End - Begin);
    End = Begin;
  }
  std::reverse(Lengths.begin(), Lengths.end());
  return Lengths;
}

ObjectFifoCreateOp ObjectFifoRegisterExternalBuffersOp::getObjectFifo() {
  return findFifo(*this, getObjFifoName());
}
TileOp ObjectFifoRegisterExternalBuffersOp::getTileOp() {
  return getTile().getDefiningOp<TileOp>();
}

//===----------------------------------------------------------------------===//
// aie.objectfifo.acquire, .release, .subview.access
//===----------------------------------------------------------------------===//

ObjectFifoCreateOp ObjectFifoAcquireOp::getObjectFifo() {
  return findFifo(*this, getObjFifoName());
}

ObjectFifoCreateOp ObjectFifoReleaseOp::getObjectFifo() {
  return findFifo(*this, getObjFifoName());
}

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEObjectFifoOps.cpp.inc"

void AIEDialect::registerObjectFifoOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIE/AIEObjectFifoOps.cpp.inc"
      >();
}
