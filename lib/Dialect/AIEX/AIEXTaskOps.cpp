//===- AIEXTaskOps.cpp - DMA tasks, resets, scratchpad --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

aie::TileOp DMAConfigureTaskOp::getTileOp() {
  return getTile().getDefiningOp<aie::TileOp>();
}

std::optional<uint32_t> DMAConfigureTaskOp::getFirstBdId() {
  for (Block &Block : getBody())
    for (auto Bd : Block.getOps<aie::DMABDOp>())
      return Bd.getBdId();
  return std::nullopt;
}

LogicalResult DMAConfigureTaskOp::verify() { return success(); }

DMAConfigureTaskOp DMAStartTaskOp::getTaskOp() {
  return getTask().getDefiningOp<DMAConfigureTaskOp>();
}
DMAConfigureTaskOp DMAAwaitTaskOp::getTaskOp() {
  return getTask().getDefiningOp<DMAConfigureTaskOp>();
}
DMAConfigureTaskOp DMAFreeTaskOp::getTaskOp() {
  return getTask().getDefiningOp<DMAConfigureTaskOp>();
}

LogicalResult DMAStartBdChainOp::verify() { return success(); }
LogicalResult DMAStartBdChainForOp::verify() { return success(); }
LogicalResult ConfigureOp::verify() { return success(); }

aie::LockOp SetLockOp::getLockOp() {
  return getLock().getDefiningOp<aie::LockOp>();
}
LogicalResult SetLockOp::verify() { return success(); }
LogicalResult DMAChannelResetOp::verify() { return success(); }
LogicalResult DMAChannelResetForOp::verify() { return success(); }
LogicalResult CoreResetOp::verify() { return success(); }
LogicalResult NpuCreateScratchpadOp::verify() { return success(); }
LogicalResult NpuUpdateFromScratchpadOp::verify() { return success(); }
LogicalResult ReadScratchpadParameterOp::verify() { return success(); }

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXTaskOps.cpp.inc"

void AIEXDialect::registerTaskOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIEX/AIEXTaskOps.cpp.inc"
      >();
}
