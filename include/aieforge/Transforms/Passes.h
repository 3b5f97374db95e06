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

#include "aieforge/Transforms/PassDialects.h"

namespace aieforge::aie {

/// Placers of aie-place-tiles.
enum class PlacerKind { Sequential, Annealing };

#define GEN_PASS_DECL
#include "aieforge/Transforms/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "aieforge/Transforms/Passes.h.inc"

} // namespace aieforge::aie

#endif // AIEFORGE_TRANSFORMS_PASSES_H
