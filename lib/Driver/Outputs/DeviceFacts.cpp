//===- DeviceFacts.cpp - short lists about a device -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Core list, generation, shim allocations: what scripts ask a design for.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Driver/Outputs.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/JSON.h"

using namespace aieforge;
using namespace mlir;

LogicalResult aieforge::writeCoreList(aie::DeviceOp Device,
                                      llvm::raw_ostream &OS) {
  OS << "[";
  for (auto Tile : Device.getOps<aie::TileOp>()) {
    aie::CoreOp Core = Tile.getCoreOp();
    if (!Core)
      continue;
    OS << "(" << Tile.colIndex() << "," << Tile.rowIndex() << ",";
    if (Core.getElfFile())
      OS << "\"" << *Core.getElfFile() << "\"";
    else
      OS << "None";
    OS << "),";
  }
  OS << "]\n";
  return success();
}

LogicalResult aieforge::writeTargetArch(aie::DeviceOp Device,
                                        llvm::raw_ostream &OS) {
  OS << (Device.getTargetModel()->Gen == hw::Generation::AIE2P ? "AIE2p"
                                                               : "AIE2")
     << "\n";
  return success();
}

LogicalResult aieforge::writeShimAllocationsJson(aie::DeviceOp Device,
                                                 llvm::raw_ostream &OS) {
  llvm::json::Object All;
  for (auto Allocation : Device.getOps<aie::ShimDMAAllocationOp>()) {
    aie::TileOp Tile = Allocation.getTileOp();
    if (!Tile)
      return Allocation.emitError(
          "shim DMA allocation must reference a valid TileOp");
    All[Allocation.getSymName()] =
        llvm::json::Object{{"channelDir", int64_t(Allocation.getChannelDir())},
                           {"channelIndex", Allocation.getChannelIndex()},
                           {"col", Tile.colIndex()}};
  }
  OS << llvm::formatv("{0:2}", llvm::json::Value(std::move(All))) << "\n";
  return success();
}
