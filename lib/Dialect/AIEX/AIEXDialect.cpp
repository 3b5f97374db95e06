//===- AIEXDialect.cpp - the aiex dialect ---------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "OldNames.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

#include "aieforge/Dialect/AIEX/AIEXDialect.cpp.inc"
#include "aieforge/Dialect/AIEX/AIEXEnums.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "aieforge/Dialect/AIEX/AIEXTypes.cpp.inc"

void AIEXDialect::initialize() {
  registerTypes();
  registerNpuOps();
  registerTaskOps();
  registerCertOps();
}

void AIEXDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "aieforge/Dialect/AIEX/AIEXTypes.cpp.inc"
      >();
}

std::optional<Dialect::ParseOpHook>
AIEXDialect::getParseOperationHook(StringRef OpName) const {
  if (auto Hook = parseHookForOldName(*getContext(), OpName))
    return Hook;
  return Dialect::getParseOperationHook(OpName);
}

//===----------------------------------------------------------------------===//
// Block floating point
//===----------------------------------------------------------------------===//

/// What a block holds: mantissas of one width, and one exponent for all.
struct BlockFormat {
  const char *Name;
  unsigned Mantissas, MantissaBits, ExponentBits;
};
static const BlockFormat BlockFormats[] = {
    {"v8bfp16ebs8", 8, 8, 8},
    {"v16bfp16ebs16", 16, 8, 8},
};

static const BlockFormat *findBlockFormat(StringRef Name) {
  for (const BlockFormat &Format : BlockFormats)
    if (Name == Format.Name)
      return &Format;
  return nullptr;
}

LogicalResult
BlockFloatType::verify(function_ref<InFlightDiagnostic()> EmitError,
                       StringRef Name) {
  if (findBlockFormat(Name))
    return success();
  InFlightDiagnostic Error = EmitError() << "Invalid block type: " << Name
                                         << ". Known types are: ";
  llvm::interleaveComma(BlockFormats, Error,
                        [&](const BlockFormat &F) { Error << F.Name; });
  return Error << ".";
}

unsigned BlockFloatType::getTotalSizeInBits() const {
  const BlockFormat &Format = *findBlockFormat(getBlockType());
  return Format.Mantissas * Format.MantissaBits + Format.ExponentBits;
}

llvm::TypeSize BlockFloatType::getTypeSizeInBits(const DataLayout &,
                                                 DataLayoutEntryListRef) const {
  return llvm::TypeSize::getFixed(getTotalSizeInBits());
}

uint64_t BlockFloatType::getABIAlignment(const DataLayout &,
                                         DataLayoutEntryListRef) const {
  return 1;
}
