//===- TracePasses.h - traces to registers ----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_TRACEPASSES_H
#define AIEFORGE_TRANSFORMS_TRACEPASSES_H

#include "aieforge/Transforms/PassDialects.h"

namespace aieforge::aie {

#define GEN_PASS_DECL
#include "aieforge/Transforms/TracePasses.h.inc"

#define GEN_PASS_REGISTRATION
#include "aieforge/Transforms/TracePasses.h.inc"

} // namespace aieforge::aie

#endif // AIEFORGE_TRANSFORMS_TRACEPASSES_H
