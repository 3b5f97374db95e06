//===- AIEXCertOps.cpp - control code of newer firmware -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ops that are read and printed only, so their classes stay in this file.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

namespace aieforge::aiex {
class CertAttachToGroupOp;
class CertJobOp;
class CertPageOp;
class CertSectionOp;
class CertUcDmaChainOp;
} // namespace aieforge::aiex

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXCertOps.h.inc"

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXCertOps.cpp.inc"

void AIEXDialect::registerCertOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIEX/AIEXCertOps.cpp.inc"
      >();
}
