//===- LowerCascadeFlows.cpp - aie-lower-cascade-flows --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  aie.cascade_flow between neighbouring cores.
// Out: one aie.configure_cascade for each core in a flow. A side without a
//      flow has the default, input North and output South.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Tiles.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIELOWERCASCADEFLOWS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct Sides {
  CascadeFlowOp Input, Output;
  CascadeDir In = CascadeDir::North, Out = CascadeDir::South;
};

struct LowerCascadeFlows
    : aie::impl::AIELowerCascadeFlowsBase<LowerCascadeFlows> {
  void runOnOperation() override {
    DeviceOp Device = getOperation();
    llvm::MapVector<Operation *, Sides> Tiles;
    for (auto Flow : Device.getOps<CascadeFlowOp>()) {
      TileOp From = tileOf(Flow.getSourceTile());
      TileOp To = tileOf(Flow.getDestTile());
      if (!From || !To) {
        Flow.emitOpError("needs placed tiles; run --aie-place-tiles first");
        return signalPassFailure();
      }
      int Right = To.colIndex() - From.colIndex();
      int Up = To.rowIndex() - From.rowIndex();
      bool South = Right == 0 && Up == -1, East = Right == 1 && Up == 0;
      if (!South && !East) {
        Flow.emitOpError("source tile must be to the North or West of the "
                         "destination tile");
        return signalPassFailure();
      }
      if (failed(take(Flow, Tiles[From].Output, "leaves", From)) ||
          failed(take(Flow, Tiles[To].Input, "enters", To)))
        return signalPassFailure();
      Tiles[From].Out = South ? CascadeDir::South : CascadeDir::East;
      Tiles[To].In = South ? CascadeDir::North : CascadeDir::West;
    }
    OpBuilder Builder(Device.getBody()->getTerminator());
    for (auto &[Tile, Side] : Tiles)
      ConfigureCascadeOp::create(Builder, Tile->getLoc(), Tile->getResult(0),
                                 Side.In, Side.Out);
    for (CascadeFlowOp Flow :
         llvm::make_early_inc_range(Device.getOps<CascadeFlowOp>()))
      Flow.erase();
  }

  /// A core has one cascade input and one output.
  LogicalResult take(CascadeFlowOp Flow, CascadeFlowOp &Side, StringRef Verb,
                     TileOp Tile) {
    if (!Side) {
      Side = Flow;
      return success();
    }
    auto Error = Flow.emitOpError("a second cascade ")
                 << Verb << " tile " << tileName(Tile);
    Error.attachNote(Side.getLoc()) << "the first one is here";
    return Error;
  }
};

} // namespace
