//===- Passes.h - configurations as ops -------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_CONFIG_PASSES_H
#define AIEFORGE_CONFIG_PASSES_H

#include "mlir/Pass/Pass.h"

#include <memory>
#include <string>

namespace mlir {
class ModuleOp;
namespace arith {
class ArithDialect;
} // namespace arith
namespace memref {
class MemRefDialect;
} // namespace memref
} // namespace mlir

namespace aieforge::aie {
class DeviceOp;
} // namespace aieforge::aie
namespace aieforge::aiex {
class AIEXDialect;
} // namespace aieforge::aiex

namespace aieforge {

#define GEN_PASS_DECL
#include "aieforge/Config/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "aieforge/Config/Passes.h.inc"

} // namespace aieforge

#endif // AIEFORGE_CONFIG_PASSES_H
