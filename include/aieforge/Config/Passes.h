//===- Passes.h - configurations as ops -------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_CONFIG_PASSES_H
#define AIEFORGE_CONFIG_PASSES_H

#include "aieforge/Transforms/PassDialects.h"

namespace aieforge {

#define GEN_PASS_DECL
#include "aieforge/Config/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "aieforge/Config/Passes.h.inc"

} // namespace aieforge

#endif // AIEFORGE_CONFIG_PASSES_H
