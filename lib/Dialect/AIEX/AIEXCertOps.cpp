//===- AIEXCertOps.cpp - control code of newer firmware -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIEX/AIEXCert.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXCertOps.cpp.inc"

void AIEXDialect::registerCertOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIEX/AIEXCertOps.cpp.inc"
      >();
}
