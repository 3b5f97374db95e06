//===- WordConstant.cpp - the words of a block write ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/WordConstant.h"

using namespace mlir;

memref::GlobalOp aieforge::createWords(OpBuilder &Builder, Location Loc,
                                       StringRef Name,
                                       ArrayRef<uint32_t> Words) {
  auto Type = MemRefType::get({int64_t(Words.size())}, Builder.getI32Type());
  ArrayRef<int32_t> Values(reinterpret_cast<const int32_t *>(Words.data()),
                           Words.size());
  return memref::GlobalOp::create(
      Builder, Loc, Builder.getStringAttr(Name),
      Builder.getStringAttr("private"), TypeAttr::get(Type),
      DenseIntElementsAttr::get(
          RankedTensorType::get(Type.getShape(), Type.getElementType()),
          Values),
      Builder.getUnitAttr(), IntegerAttr());
}
