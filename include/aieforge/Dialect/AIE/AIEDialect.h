//===- AIEDialect.h - the aie dialect ---------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classes of the aie dialect (ops, attributes, enums, types). Names are
// upstream mlir-aie's. AIEUtils.h has what lowering asks about them.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_AIEDIALECT_H
#define AIEFORGE_DIALECT_AIE_AIEDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/DLTI/Traits.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/DataLayoutInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace mlir {
class PatternRewriter;
}

namespace aieforge::hw {
struct Device;
}

namespace aieforge::aie {
class BufferOp;
class CoreOp;
class DeviceOp;
class EndOp;
class LockOp;
class MemOp;
class MemTileDMAOp;
class ObjectFifoCreateOp;
class PacketFlowOp;
class PacketRulesOp;
class RuntimeSequenceOp;
class ShimDMAOp;
class ShimMuxOp;
class SwitchboxOp;
class TileOp;
class TraceConfigOp;
class TraceOp;
} // namespace aieforge::aie

#include "aieforge/Dialect/AIE/AIEDialect.h.inc"
#include "aieforge/Dialect/AIE/AIEEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "aieforge/Dialect/AIE/AIEAttrs.h.inc"
#define GET_TYPEDEF_CLASSES
#include "aieforge/Dialect/AIE/AIETypes.h.inc"

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEStructureOps.h.inc"
#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEMemoryOps.h.inc"
#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEStreamOps.h.inc"
#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIEObjectFifoOps.h.inc"
#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIESequenceOps.h.inc"
#define GET_OP_CLASSES
#include "aieforge/Dialect/AIE/AIETraceOps.h.inc"

#endif // AIEFORGE_DIALECT_AIE_AIEDIALECT_H
