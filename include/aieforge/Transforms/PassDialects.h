//===- PassDialects.h - names that pass declarations need -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ops that passes run on and the dialects that they may make ops of,
// declared for the code that mlir-tblgen writes from the Passes.td files.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_PASSDIALECTS_H
#define AIEFORGE_TRANSFORMS_PASSDIALECTS_H

#include "mlir/Pass/Pass.h"

#include <memory>
#include <string>

namespace mlir {
class ModuleOp;
namespace affine {
class AffineDialect;
} // namespace affine
namespace arith {
class ArithDialect;
} // namespace arith
namespace cf {
class ControlFlowDialect;
} // namespace cf
namespace emitc {
class EmitCDialect;
} // namespace emitc
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
} // namespace aieforge::aie

namespace aieforge::aiex {
class AIEXDialect;
} // namespace aieforge::aiex

#endif // AIEFORGE_TRANSFORMS_PASSDIALECTS_H
