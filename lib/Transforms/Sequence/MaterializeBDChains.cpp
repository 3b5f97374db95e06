//===- MaterializeBDChains.cpp - aie-materialize-bd-chains ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  aiex.dma_start_bd_chain and aiex.dma_start_bd_chain_for.
// Out: for each an aiex.dma_configure_task with a copy of the chain, and its
//      aiex.dma_start_task. The aie.bd_chain ops stay.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Transforms/DesignQueries.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEMATERIALIZEBDCHAINS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct MaterializeBDChains
    : aie::impl::AIEMaterializeBDChainsBase<MaterializeBDChains> {
  void runOnOperation() override {
    DeviceOp Device = getOperation();
    SmallVector<Operation *> Starts;
    Device.walk([&](Operation *Op) {
      if (isa<aiex::DMAStartBdChainOp, aiex::DMAStartBdChainForOp>(Op))
        Starts.push_back(Op);
    });
    for (Operation *Op : Starts) {
      LogicalResult Result = success();
      if (auto Start = dyn_cast<aiex::DMAStartBdChainOp>(Op)) {
        Result = materialize(Start, Start.getTile(), Start.getDirection(),
                             Start.getChannel(), PacketInfoAttr());
      } else {
        auto For = cast<aiex::DMAStartBdChainForOp>(Op);
        auto Alloc = SymbolTable::lookupNearestSymbolFrom<ShimDMAAllocationOp>(
            Op, For.getAlloc().getRootReference());
        if (!Alloc) {
          Op->emitOpError("no shim DMA allocation found for symbol ")
              << For.getAlloc();
          return signalPassFailure();
        }
        Result = materialize(For, Alloc.getTile(), Alloc.getChannelDir(),
                             Alloc.getChannelIndex(), Alloc.getPacketAttr());
      }
      if (failed(Result))
        return signalPassFailure();
    }
  }

  /// Buffers, whether the chain names them or is given them, must be memory
  /// that the DMA sees.
  template <typename OpT>
  LogicalResult checkReach(OpT Op, BDChainOp Chain, mlir::Value Tile) {
    if (!Tile.getDefiningOp<TileOp>())
      return success();
    FailureOr<Place> From = placeOf(Tile, Op);
    WalkResult Result = Chain.walk([&](DMABDOp Bd) {
      mlir::Value Memory = Bd.getBuffer();
      Operation *User = Bd;
      if (auto Arg = dyn_cast<BlockArgument>(Memory)) {
        Memory = Op.getArgs()[Arg.getArgNumber()];
        User = Op;
      }
      auto Buffer = Memory.getDefiningOp<BufferOp>();
      if (failed(From) || !Buffer || !Buffer.getTile().getDefiningOp<TileOp>())
        return WalkResult::advance();
      FailureOr<Place> At = placeOf(Buffer.getTile(), User);
      if (failed(At))
        return WalkResult::interrupt();
      if (windowTo(*From, *At))
        return WalkResult::advance();
      emitUnreachable(Buffer, *At, *From, User);
      return WalkResult::interrupt();
    });
    return failure(failed(From) || Result.wasInterrupted());
  }

  template <typename OpT>
  LogicalResult materialize(OpT Op, mlir::Value Tile, DMAChannelDir Direction,
                            uint64_t Channel, PacketInfoAttr Packet) {
    auto Chain =
        SymbolTable::lookupNearestSymbolFrom<BDChainOp>(Op, Op.getSymbolAttr());
    if (!Chain)
      return Op.emitOpError("no aie.bd_chain found for symbol ")
             << Op.getSymbolAttr();
    Region &Body = Chain.getBody();
    if (Body.empty() || Body.getNumArguments() != Op.getArgs().size())
      return Op.emitOpError("passes ")
             << Op.getArgs().size() << " arguments to a chain that takes "
             << (Body.empty() ? 0 : Body.getNumArguments());
    if (failed(checkReach(Op, Chain, Tile)))
      return failure();
    OpBuilder Builder(Op);
    auto Task = aiex::DMAConfigureTaskOp::create(
        Builder, Op.getLoc(), Builder.getIndexType(), Tile, Direction, Channel,
        /*dyn_repeat_count=*/mlir::Value(), /*dyn_bd_id=*/mlir::Value(), Packet,
        Op.getIssueToken(), Op.getRepeatCount());
    IRMapping Map;
    Body.cloneInto(&Task.getBody(), Map);
    Block &Entry = Task.getBody().front();
    for (auto [Argument, Actual] :
         llvm::zip(Entry.getArguments(), Op.getArgs()))
      Argument.replaceAllUsesWith(Actual);
    Entry.eraseArguments(0, Entry.getNumArguments());
    aiex::DMAStartTaskOp::create(Builder, Op.getLoc(), Task.getResult());
    Op.replaceAllUsesWith(Task.getResult());
    Op.erase();
    return success();
  }
};

} // namespace
