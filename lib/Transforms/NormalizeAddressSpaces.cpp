//===- NormalizeAddressSpaces.cpp - aie-normalize-address-spaces ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  memrefs with memory spaces (mlir-air numbers the levels of memory).
// Out: none of them has one: a core has a single address space.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "CoreModule.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIENORMALIZEADDRESSSPACES
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;

namespace {

struct NormalizeAddressSpaces
    : aie::impl::AIENormalizeAddressSpacesBase<NormalizeAddressSpaces> {
  void runOnOperation() override { removeMemorySpaces(getOperation()); }
};

} // namespace
