//===- AIESequenceOps.cpp - runtime sequences, BD chains ------------------===//
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

/// (%a: T, …) {…}: arguments and body. \p AttrKeyword allows "attributes {…}"
/// between them.
static ParseResult parseArgumentsAndBody(OpAsmParser &Parser,
                                         OperationState &State,
                                         bool AttrKeyword) {
  SmallVector<OpAsmParser::Argument> Arguments;
  if (Parser.parseArgumentList(Arguments, OpAsmParser::Delimiter::Paren,
                               /*allowType=*/true))
    return failure();
  if (AttrKeyword && Parser.parseOptionalAttrDictWithKeyword(State.attributes))
    return failure();
  Region *Body = State.addRegion();
  if (Parser.parseRegion(*Body, Arguments))
    return failure();
  // "{}" is a body with nothing to do.
  if (Body->empty()) {
    Block &Entry = Body->emplaceBlock();
    for (OpAsmParser::Argument &Argument : Arguments)
      Entry.addArgument(Argument.type, State.location);
  }
  return success();
}

static void printArguments(OpAsmPrinter &Printer, Region &Body) {
  Printer << "(";
  if (!Body.empty())
    llvm::interleaveComma(
        Body.getArguments(), Printer,
        [&](BlockArgument Argument) { Printer.printRegionArgument(Argument); });
  Printer << ")";
}

ParseResult RuntimeSequenceOp::parse(OpAsmParser &Parser,
                                     OperationState &State) {
  StringAttr Name;
  (void)Parser.parseOptionalSymbolName(Name);
  if (!Name)
    Name = Parser.getBuilder().getStringAttr(getDefaultName());
  State.addAttribute("sym_name", Name);
  return parseArgumentsAndBody(Parser, State, /*AttrKeyword=*/true);
}

void RuntimeSequenceOp::print(OpAsmPrinter &Printer) {
  if (getSymName() != getDefaultName()) {
    Printer << " ";
    Printer.printSymbolName(getSymName());
  }
  printArguments(Printer, getBody());
  Printer.printOptionalAttrDictWithKeyword((*this)->getAttrs(), {"sym_name"});
  Printer << " ";
  Printer.printRegion(getBody(), /*printEntryBlockArgs=*/false,
                      /*printBlockTerminators=*/true);
}

ParseResult BDChainOp::parse(OpAsmParser &Parser, OperationState &State) {
  StringAttr Name;
  return failure(Parser.parseSymbolName(Name, "sym_name", State.attributes) ||
                 parseArgumentsAndBody(Parser, State, /*AttrKeyword=*/false));
}

void BDChainOp::print(OpAsmPrinter &Printer) {
  Printer << " ";
  Printer.printSymbolName(getSymName());
  printArguments(Printer, getBody());
  Printer << " ";
  Printer.printRegion(getBody(), /*printEntryBlockArgs=*/false,
                      /*printBlockTerminators=*/true);
}

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIESequenceOps.cpp.inc"

void AIEDialect::registerSequenceOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIE/AIESequenceOps.cpp.inc"
      >();
}
