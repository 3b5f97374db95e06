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

DMAConfigureTaskOp DMAStartTaskOp::getTaskOp() {
  return getTask().getDefiningOp<DMAConfigureTaskOp>();
}
DMAConfigureTaskOp DMAAwaitTaskOp::getTaskOp() {
  return getTask().getDefiningOp<DMAConfigureTaskOp>();
}
DMAConfigureTaskOp DMAFreeTaskOp::getTaskOp() {
  return getTask().getDefiningOp<DMAConfigureTaskOp>();
}

aie::LockOp SetLockOp::getLockOp() {
  return getLock().getDefiningOp<aie::LockOp>();
}

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXTaskOps.cpp.inc"

void AIEXDialect::registerTaskOps() {
  addOperations<
#define GET_OP_LIST
#include "aieforge/Dialect/AIEX/AIEXTaskOps.cpp.inc"
      >();
}
