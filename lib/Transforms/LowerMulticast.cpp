//===- LowerMulticast.cpp - aie-lower-multicast ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  aiex.multicast.
// Out: one aie.flow for each destination.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"

#include "mlir/IR/Builders.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIELOWERMULTICAST
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct LowerMulticast : aie::impl::AIELowerMulticastBase<LowerMulticast> {
  void runOnOperation() override {
    OpBuilder Builder(getOperation().getBody()->getTerminator());
    for (auto Op : llvm::make_early_inc_range(
             getOperation().getOps<aiex::MulticastOp>())) {
      for (auto Dest : Op.getPorts().getOps<aiex::MultiDestOp>())
        FlowOp::create(Builder, Dest.getLoc(), Op.getTile(), Op.getBundle(),
                       Op.getChannel(), Dest.getTile(), Dest.getBundle(),
                       Dest.getChannel());
      Op.erase();
    }
  }
};

} // namespace
