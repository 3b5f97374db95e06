//===- AIEDialect.cpp - the aie dialect: attributes, types ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "OldNames.h"
#include "ParseUtils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/FoldInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

#include "aieforge/Dialect/AIE/AIEDialect.cpp.inc"
#include "aieforge/Dialect/AIE/AIEEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "aieforge/Dialect/AIE/AIEAttrs.cpp.inc"
#define GET_TYPEDEF_CLASSES
#include "aieforge/Dialect/AIE/AIETypes.cpp.inc"

namespace {

/// Each program keeps its own constants: what a core or a runtime sequence
/// shares with the device around it, it would lose when it is taken out.
struct ConstantsStayInside : DialectFoldInterface {
  using DialectFoldInterface::DialectFoldInterface;

  bool shouldMaterializeInto(Region *R) const final {
    return isa<CoreOp, MemOp, MemTileDMAOp, ShimDMAOp, RuntimeSequenceOp>(
        R->getParentOp());
  }
};

} // namespace

void AIEDialect::initialize() {
  addInterfaces<ConstantsStayInside>();
  registerAttributes();
  registerTypes();
  registerStructureOps();
  registerMemoryOps();
  registerStreamOps();
  registerObjectFifoOps();
  registerSequenceOps();
  registerTraceOps();
}

void AIEDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "aieforge/Dialect/AIE/AIEAttrs.cpp.inc"
      >();
}

void AIEDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "aieforge/Dialect/AIE/AIETypes.cpp.inc"
      >();
}

std::optional<Dialect::ParseOpHook>
AIEDialect::getParseOperationHook(StringRef OpName) const {
  if (auto Hook = parseHookForOldName(*getContext(), OpName))
    return Hook;
  return Dialect::getParseOperationHook(OpName);
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

Attribute AIEDialect::parseAttribute(DialectAsmParser &Parser, Type T) const {
  SMLoc Loc = Parser.getCurrentLocation();
  StringRef Mnemonic;
  Attribute Attr;
  auto Result = generatedAttributeParser(Parser, &Mnemonic, T, Attr);
  if (Result.has_value())
    return succeeded(*Result) ? Attr : Attribute();
  // The names until July 2024.
  if (Mnemonic == "bd_dim_layout_arr")
    return BDDimLayoutArrayAttr::parse(Parser, T);
  if (Mnemonic == "bd_dim_layout_arr_arr")
    return BDDimLayoutArrayArrayAttr::parse(Parser, T);
  Parser.emitError(Loc) << "unknown attribute '" << Mnemonic
                        << "' of dialect aie";
  return {};
}

void AIEDialect::printAttribute(Attribute Attr,
                                DialectAsmPrinter &Printer) const {
  (void)generatedAttributePrinter(Attr, Printer);
}

/// <size = 4, stride = 16>; <wrap = 4, step = 16> (December 2023); <4, 16>
/// (autumn 2023).
Attribute BDDimLayoutAttr::parse(AsmParser &Parser, Type) {
  SMLoc Loc = Parser.getCurrentLocation();
  std::optional<uint32_t> Size, Stride;
  if (Parser.parseLess())
    return {};
  uint32_t First;
  OptionalParseResult Tuple = Parser.parseOptionalInteger(First);
  if (Tuple.has_value()) {
    uint32_t Second;
    if (failed(*Tuple) || Parser.parseComma() || Parser.parseInteger(Second) ||
        Parser.parseGreater())
      return {};
    emitWarning(Parser.getEncodedSourceLoc(Loc))
        << "dimension <" << First << ", " << Second
        << "> is read as <size = " << First << ", stride = " << Second
        << ">; text from before October 2023 meant the opposite order";
    return get(Parser.getContext(), First, Second);
  }
  auto ParseField = [&]() -> ParseResult {
    SMLoc FieldLoc = Parser.getCurrentLocation();
    StringRef Key;
    uint32_t Value;
    if (Parser.parseKeyword(&Key) || Parser.parseEqual())
      return failure();
    bool IsSize = Key == "size" || Key == "wrap";
    if (!IsSize && Key != "stride" && Key != "step")
      return Parser.emitError(FieldLoc)
             << "a dimension has size and stride, not '" << Key << "'";
    std::optional<uint32_t> &Field = IsSize ? Size : Stride;
    if (Field)
      return Parser.emitError(FieldLoc) << "'" << Key << "' is given twice";
    if (Parser.parseInteger(Value))
      return failure();
    Field = Value;
    return success();
  };
  if (Parser.parseCommaSeparatedList(ParseField) || Parser.parseGreater())
    return {};
  if (!Size || !Stride) {
    Parser.emitError(Loc) << "a dimension needs both size and stride";
    return {};
  }
  return get(Parser.getContext(), *Size, *Stride);
}

void BDDimLayoutAttr::print(AsmPrinter &Printer) const {
  Printer << "<size = " << getSize() << ", stride = " << getStride() << ">";
}

/// <"NAME"> or <Enum::NAME>.
Attribute TraceEventAttr::parse(AsmParser &Parser, Type) {
  if (Parser.parseLess())
    return {};
  std::string Name;
  if (failed(Parser.parseOptionalString(&Name))) {
    StringRef Enum, Case;
    if (Parser.parseKeyword(&Enum) || Parser.parseColon() ||
        Parser.parseColon() || Parser.parseKeyword(&Case))
      return {};
    Name = (Enum + "::" + Case).str();
  }
  if (Parser.parseGreater())
    return {};
  return get(Parser.getContext(), Name);
}

void TraceEventAttr::print(AsmPrinter &Printer) const {
  if (getEnumName().empty())
    Printer << "<\"" << getValue() << "\">";
  else
    Printer << "<" << getValue() << ">";
}

StringRef TraceEventAttr::getEventName() const {
  size_t At = getValue().find("::");
  return At == StringRef::npos ? getValue() : getValue().substr(At + 2);
}

StringRef TraceEventAttr::getEnumName() const {
  size_t At = getValue().find("::");
  return At == StringRef::npos ? StringRef() : getValue().substr(0, At);
}

//===----------------------------------------------------------------------===//
// Pieces of the op syntax
//===----------------------------------------------------------------------===//

static std::optional<WireBundle> findBundle(StringRef Name) {
  if (auto Bundle = symbolizeWireBundle(Name))
    return Bundle;
  // Ctrl was TileControl's name from May 2024 to January 2025; iree-amd-aie
  // writes the names of aie-rt.
  return llvm::StringSwitch<std::optional<WireBundle>>(Name)
      .Cases({"Ctrl", "CTRL"}, WireBundle::TileControl)
      .Case("CORE", WireBundle::Core)
      .Case("SOUTH", WireBundle::South)
      .Case("WEST", WireBundle::West)
      .Case("NORTH", WireBundle::North)
      .Case("EAST", WireBundle::East)
      .Case("TRACE", WireBundle::Trace)
      .Default(std::nullopt);
}

ParseResult aieforge::parseBundle(OpAsmParser &Parser, WireBundleAttr &Bundle) {
  WireBundle Value;
  if (parseEnum<WireBundle>(Parser, Value, findBundle,
                            "bundle of switch ports (Core, DMA, FIFO, South, "
                            "West, North, East, PLIO, NOC, Trace, "
                            "TileControl)"))
    return failure();
  Bundle = WireBundleAttr::get(Parser.getContext(), Value);
  return success();
}

void aieforge::printBundle(OpAsmPrinter &Printer, Operation *,
                           WireBundleAttr Bundle) {
  Printer << stringifyWireBundle(Bundle.getValue());
}

void aieforge::makeOldForm(OpAsmParser &Parser, OperationState &State) {
  Builder &B = Parser.getBuilder();
  StringAttr Name = B.getStringAttr(State.name.getStringRef());
  DictionaryAttr Fields = State.attributes.getDictionary(B.getContext());
  State.name = OperationName(OldFormOp::getOperationName(), B.getContext());
  State.attributes.clear();
  State.addAttribute("op", Name);
  State.addAttribute("fields", Fields);
}

ParseResult aieforge::parseValueOrInteger(
    OpAsmParser &Parser, std::optional<OpAsmParser::UnresolvedOperand> &Value,
    int64_t &Integer) {
  OpAsmParser::UnresolvedOperand Operand;
  OptionalParseResult Parsed = Parser.parseOptionalOperand(Operand);
  if (Parsed.has_value()) {
    if (succeeded(*Parsed))
      Value = Operand;
    return *Parsed;
  }
  return Parser.parseInteger(Integer);
}

LogicalResult aieforge::verifyMixedList(Operation *Op, const char *What,
                                        ArrayRef<int64_t> Static,
                                        ValueRange Operands) {
  size_t Places = llvm::count_if(Static, ShapedType::isDynamic);
  if (Places == Operands.size())
    return success();
  return Op->emitOpError("expected ")
         << Places << " dynamic " << What << " values, got " << Operands.size();
}

std::optional<int64_t> aieforge::constantValue(Value V) {
  APInt Constant;
  if (!V || !matchPattern(V, m_ConstantInt(&Constant)))
    return std::nullopt;
  return Constant.getSExtValue();
}
