//===- SubstituteShimDMAAllocations.cpp - names to channels ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-substitute-shim-dma-allocations
// In:  aiex.dma_configure_task_for @allocation.
// Out: aiex.dma_configure_task with the allocation's tile, direction, channel
//      and packet.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"

#include "mlir/IR/Builders.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIESUBSTITUTESHIMDMAALLOCATIONS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct SubstituteShimDMAAllocations
    : aie::impl::AIESubstituteShimDMAAllocationsBase<
          SubstituteShimDMAAllocations> {
  void runOnOperation() override {
    SmallVector<aiex::DMAConfigureTaskForOp> Tasks;
    getOperation().walk(
        [&](aiex::DMAConfigureTaskForOp Op) { Tasks.push_back(Op); });
    for (aiex::DMAConfigureTaskForOp Op : Tasks) {
      auto Alloc = SymbolTable::lookupNearestSymbolFrom<ShimDMAAllocationOp>(
          Op, Op.getAlloc().getRootReference());
      if (!Alloc) {
        Op.emitOpError("no shim DMA allocation found for symbol ")
            << Op.getAlloc();
        return signalPassFailure();
      }
      OpBuilder Builder(Op);
      auto Task = aiex::DMAConfigureTaskOp::create(
          Builder, Op.getLoc(), Builder.getIndexType(), Alloc.getTile(),
          Alloc.getChannelDir(), static_cast<uint32_t>(Alloc.getChannelIndex()),
          Op.getDynRepeatCount(), /*dyn_bd_id=*/mlir::Value(),
          Alloc.getPacketAttr(), Op.getIssueToken(), Op.getRepeatCount());
      Task->setDiscardableAttrs(Op->getDiscardableAttrDictionary());
      Task.getBody().takeBody(Op.getBody());
      Op.replaceAllUsesWith(Task.getResult());
      Op.erase();
    }
  }
};

} // namespace
