//===- ParseUtils.h - pieces of the custom op syntax ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_PARSEUTILS_H
#define AIEFORGE_DIALECT_PARSEUTILS_H

#include "aieforge/Dialect/AIE/AIEDialect.h"

namespace aieforge {

/// A bundle of switch ports: today's keyword, the keyword as a string, and the
/// upper-case keywords of iree-amd-aie.
mlir::ParseResult parseBundle(mlir::OpAsmParser &Parser,
                              aie::WireBundleAttr &Bundle);
void printBundle(mlir::OpAsmPrinter &Printer, mlir::Operation *,
                 aie::WireBundleAttr Bundle);

/// A keyword or string of enum \p EnumT, found by \p Symbolize; \p What names
/// the enum in the error.
template <typename EnumT>
mlir::ParseResult parseEnum(mlir::OpAsmParser &Parser, EnumT &Value,
                            std::optional<EnumT> (*Symbolize)(llvm::StringRef),
                            const char *What) {
  llvm::SMLoc Loc = Parser.getCurrentLocation();
  std::string Keyword;
  if (Parser.parseKeywordOrString(&Keyword))
    return mlir::failure();
  auto Found = Symbolize(Keyword);
  if (!Found)
    return Parser.emitError(Loc) << "'" << Keyword << "' is not a " << What;
  Value = *Found;
  return mlir::success();
}

/// Parses an optional attribute dictionary and checks those attributes that
/// \p OpT declares.
template <typename OpT>
mlir::ParseResult parseAttrDict(mlir::OpAsmParser &Parser,
                                mlir::OperationState &State) {
  llvm::SMLoc Loc = Parser.getCurrentLocation();
  if (Parser.parseOptionalAttrDict(State.attributes))
    return mlir::failure();
  return OpT::verifyInherentAttrs(
      mlir::OperationName(OpT::getOperationName(), Parser.getContext()),
      State.attributes, [&] {
        return Parser.emitError(Loc)
               << "'" << OpT::getOperationName() << "' op ";
      });
}

/// A list in brackets of attributes written without their prefix: dimensions,
/// paddings. Unlike the list's own parser, it leaves one message for an error.
template <typename ListT, typename ItemT>
mlir::ParseResult parseAttrList(mlir::OpAsmParser &Parser, ListT &List) {
  llvm::SmallVector<ItemT> Items;
  auto ParseItem = [&]() -> mlir::ParseResult {
    auto Item = llvm::dyn_cast_or_null<ItemT>(ItemT::parse(Parser, {}));
    if (!Item)
      return mlir::failure();
    Items.push_back(Item);
    return mlir::success();
  };
  if (Parser.parseCommaSeparatedList(mlir::OpAsmParser::Delimiter::Square,
                                     ParseItem))
    return mlir::failure();
  List = ListT::get(Parser.getContext(), Items);
  return mlir::success();
}

/// Turns the op being parsed into an aie.old_form that stands for it: operands
/// are those parsed so far, fields are all attributes parsed so far.
void makeOldForm(mlir::OpAsmParser &Parser, mlir::OperationState &State);

/// "%v" or an integer literal.
mlir::ParseResult
parseValueOrInteger(mlir::OpAsmParser &Parser,
                    std::optional<mlir::OpAsmParser::UnresolvedOperand> &Value,
                    int64_t &Integer);

/// Checks that \p Operands are as many as \p Static has places for them (a list
/// that mixes both marks those by ShapedType::kDynamic); \p What names the
/// list.
mlir::LogicalResult verifyMixedList(mlir::Operation *Op, const char *What,
                                    llvm::ArrayRef<int64_t> Static,
                                    mlir::ValueRange Operands);

/// The value of \p V if a constant defines it.
std::optional<int64_t> constantValue(mlir::Value V);

} // namespace aieforge

#endif // AIEFORGE_DIALECT_PARSEUTILS_H
