//===- AssignTileControllerIDs.cpp - aie-assign-tile-controller-ids -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  placed tiles.
// Out: every aie.tile has `controller_id`, the packet id of its control
//      packets and task-complete tokens; given ones stay.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Tiles.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEASSIGNTILECTRLIDS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// Ids by column and row that are unique in an array of four columns. Column 0
/// has the ids that every column has otherwise.
constexpr unsigned UniqueColumns = 4, UniqueRows = 6;
constexpr unsigned UniqueIds[UniqueColumns][UniqueRows] = {
    {15, 26, 27, 29, 30, 31},
    {14, 21, 22, 23, 24, 25},
    {13, 11, 17, 18, 19, 20},
    {12, 28, 7, 8, 9, 10}};

struct AssignTileControllerIDs
    : aie::impl::AIEAssignTileCtrlIDsBase<AssignTileControllerIDs> {
  using AIEAssignTileCtrlIDsBase::AIEAssignTileCtrlIDsBase;

  void runOnOperation() override {
    for (TileOp Tile : getOperation().getOps<TileOp>()) {
      if (Tile->hasAttr("controller_id"))
        continue;
      unsigned Id = hw::defaultControllerId(Tile.rowIndex());
      if (!ColumnWiseUniqueIDs) {
        if (Tile.colIndex() >= static_cast<int>(UniqueColumns) ||
            Tile.rowIndex() >= static_cast<int>(UniqueRows)) {
          Tile.emitOpError("only 4 globally-unique controller ID sets are "
                           "defined, for columns 0 to 3; use column-wise "
                           "unique ids");
          return signalPassFailure();
        }
        Id = UniqueIds[Tile.colIndex()][Tile.rowIndex()];
      }
      Tile->setAttr("controller_id",
                    PacketInfoAttr::get(&getContext(), /*pkt_type=*/0, Id));
    }
  }
};

} // namespace
