//===- AIEXDialect.h - the aiex dialect -------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classes of the aiex dialect: what runtime sequences are made of.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIEX_AIEXDIALECT_H
#define AIEFORGE_DIALECT_AIEX_AIEXDIALECT_H

#include "aieforge/Dialect/AIE/AIEDialect.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h.inc"
#include "aieforge/Dialect/AIEX/AIEXEnums.h.inc"

#define GET_TYPEDEF_CLASSES
#include "aieforge/Dialect/AIEX/AIEXTypes.h.inc"

namespace mlir {
class PatternRewriter;
} // namespace mlir

namespace aieforge::aiex {
class BPIDOp;
class BroadcastPacketOp;
class ConfigureOp;
class DMAConfigureTaskOp;
class MulticastOp;
} // namespace aieforge::aiex

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXNpuOps.h.inc"
#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXTaskOps.h.inc"

#endif // AIEFORGE_DIALECT_AIEX_AIEXDIALECT_H
