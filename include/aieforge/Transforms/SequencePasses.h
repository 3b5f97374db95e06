//===- SequencePasses.h - runtime sequences to registers --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Apart from Passes.h, so that a pass of one kind does not recompile all.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_SEQUENCEPASSES_H
#define AIEFORGE_TRANSFORMS_SEQUENCEPASSES_H

#include "aieforge/Transforms/PassDialects.h"

namespace aieforge::aie {

#define GEN_PASS_DECL
#include "aieforge/Transforms/SequencePasses.h.inc"

#define GEN_PASS_REGISTRATION
#include "aieforge/Transforms/SequencePasses.h.inc"

} // namespace aieforge::aie

#endif // AIEFORGE_TRANSFORMS_SEQUENCEPASSES_H
