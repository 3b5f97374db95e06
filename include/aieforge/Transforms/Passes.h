//===- Passes.h - from a design to a physical design ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes and the pipeline that runs them in order. A physical design has
// numbers and addresses for everything and a configuration for every switch.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_PASSES_H
#define AIEFORGE_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"

#include <memory>
#include <string>

namespace mlir {
class ModuleOp;
namespace arith {
class ArithDialect;
} // namespace arith
namespace cf {
class ControlFlowDialect;
} // namespace cf
namespace func {
class FuncDialect;
} // namespace func
namespace LLVM {
class LLVMDialect;
} // namespace LLVM
namespace memref {
class MemRefDialect;
} // namespace memref
namespace scf {
class SCFDialect;
} // namespace scf
namespace vector {
class VectorDialect;
} // namespace vector
} // namespace mlir

namespace aieforge::aie {

class DeviceOp;

#define GEN_PASS_DECL
#include "aieforge/Transforms/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "aieforge/Transforms/Passes.h.inc"

} // namespace aieforge::aie

#endif // AIEFORGE_TRANSFORMS_PASSES_H
