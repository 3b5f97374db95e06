//===- OptionalPasses.h - passes that some designs need ---------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Apart from Passes.h, so that a pass of one kind does not recompile all.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_OPTIONALPASSES_H
#define AIEFORGE_TRANSFORMS_OPTIONALPASSES_H

#include "aieforge/Transforms/PassDialects.h"

namespace aieforge::aie {

#define GEN_PASS_DECL
#include "aieforge/Transforms/OptionalPasses.h.inc"

#define GEN_PASS_REGISTRATION
#include "aieforge/Transforms/OptionalPasses.h.inc"

} // namespace aieforge::aie

#endif // AIEFORGE_TRANSFORMS_OPTIONALPASSES_H
