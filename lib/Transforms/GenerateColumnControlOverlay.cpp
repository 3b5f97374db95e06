//===- GenerateColumnControlOverlay.cpp - control and token routes --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-generate-column-control-overlay
// In:  placed tiles, before routing.
// Out: priority packet flows from tile control ports to the shim's South 0,
//      which carry the tokens that the host waits for; on request also from
//      the shim DMA to the tiles' control ports.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "ControlOverlay.h"
#include "Tiles.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"

#include <set>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEGENERATECOLUMNCONTROLOVERLAY
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct GenerateColumnControlOverlay
    : aie::impl::AIEGenerateColumnControlOverlayBase<
          GenerateColumnControlOverlay> {
  using AIEGenerateColumnControlOverlayBase::
      AIEGenerateColumnControlOverlayBase;

  void runOnOperation() override {
    DeviceOp Device = getOperation();
    if (RouteShimToTCT != "shim-only" && RouteShimToTCT != "all-tiles" &&
        RouteShimToTCT != "disable") {
      Device.emitOpError("route-shim-to-tct is '")
          << RouteShimToTCT.getValue()
          << "'; it can be shim-only, all-tiles or disable";
      return signalPassFailure();
    }
    if (auto Needs = Device->getAttrOfType<BoolAttr>("needs_ctrl_pkt_overlay");
        Needs && !Needs.getValue())
      return;
    std::map<unsigned, SmallVector<TileOp>> Columns;
    unsigned HighestRow = 0;
    for (TileOp Tile : Device.getOps<TileOp>()) {
      Columns[Tile.colIndex()].push_back(Tile);
      HighestRow = std::max<unsigned>(HighestRow, Tile.rowIndex());
    }
    if (Columns.empty())
      return;
    if (RouteShimToTileCtrl)
      for (unsigned Column = Columns.begin()->first,
                    Last = Columns.rbegin()->first;
           Column <= Last; ++Column) {
        SmallVector<TileOp> &Tiles = Columns[Column];
        unsigned Top = Tiles.empty() ? HighestRow : 0;
        for (TileOp Tile : Tiles)
          Top = std::max<unsigned>(Top, Tile.rowIndex());
        Tiles.clear();
        for (unsigned Row = 0; Row <= Top; ++Row)
          Tiles.push_back(tileAt(Column, Row));
      }
    for (auto &[Column, Tiles] : Columns)
      if (failed(generate(Column, Tiles)))
        return signalPassFailure();
  }

  TileOp tileAt(unsigned Column, unsigned Row) {
    OpBuilder Builder(&getContext());
    return getOperation().getOrCreateTile(Builder, Column, Row);
  }

  LogicalResult generate(unsigned Column, ArrayRef<TileOp> Tiles) {
    if (RouteShimToTCT != "disable")
      for (TileOp Tile : Tiles)
        if (RouteShimToTCT == "all-tiles" || Tile.isShimTile()) {
          TileOp Shim = tileAt(Column, 0);
          if (failed(checkFree(Shim, WireBundle::South, 0, /*Dest=*/true)))
            return failure();
          addFlow(Tile, Tile, WireBundle::TileControl, 0, Shim,
                  WireBundle::South, 0);
        }
    if (!RouteShimToTileCtrl)
      return success();
    std::set<unsigned> Allocated;
    TileOp Shim = tileAt(Column, 0);
    for (TileOp Tile : Tiles) {
      unsigned Channel = overlayChannel(*getOperation().getTargetModel(),
                                        unsigned(Tile.rowIndex()));
      if (failed(checkFree(Shim, WireBundle::DMA, Channel, /*Dest=*/false)))
        return failure();
      Operation *Flow = addFlow(Tile, Shim, WireBundle::DMA, Channel, Tile,
                                WireBundle::TileControl, 0);
      if (!Allocated.insert(Channel).second)
        continue;
      OpBuilder Builder(&getContext());
      Builder.setInsertionPointAfter(Flow);
      ShimDMAAllocationOp::create(
          Builder, Shim.getLoc(), overlayAllocation(Column, Channel), Shim,
          DMAChannelDir::MM2S, Channel, PacketInfoAttr());
    }
    return success();
  }

  LogicalResult checkFree(TileOp Shim, WireBundle Bundle, unsigned Channel,
                          bool Dest) {
    for (auto Flow : getOperation().getOps<FlowOp>()) {
      TileOp End = tileOf(Dest ? Flow.getDest() : Flow.getSource());
      if (!End || !(tileId(End) == tileId(Shim)) ||
          (Dest ? Flow.getDestBundle() : Flow.getSourceBundle()) != Bundle ||
          (Dest ? Flow.getDestChannel() : Flow.getSourceChannel()) != Channel)
        continue;
      auto Error = getOperation().emitOpError(
          "failed to generate column control overlay from ");
      Error << (Dest
                    ? "tile ctrl ports to shim south ports, because some shim "
                      "south ports"
                    : "shim dma to tile ctrl ports, because some shim mm2s dma "
                      "channels")
            << " were reserved from routing control packets. "
            << stringifyWireBundle(Bundle) << " : " << Channel
            << " of shim tile " << tileName(Shim)
            << " is taken by a flow of the design; move that to another port";
      Error.attachNote(Flow.getLoc()) << "this is the flow";
      return Error;
    }
    return success();
  }

  /// \p Named is the tile whose controller id the packets carry.
  Operation *addFlow(TileOp Named, TileOp From, WireBundle FromBundle,
                     unsigned FromChannel, TileOp To, WireBundle ToBundle,
                     unsigned ToChannel) {
    unsigned Id = hw::defaultControllerId(Named.rowIndex());
    if (auto Info = Named->getAttrOfType<PacketInfoAttr>("controller_id"))
      Id = Info.getPktId();
    OpBuilder Builder(&getContext());
    Builder.setInsertionPoint(getOperation().getBody()->getTerminator());
    BoolAttr Yes = Builder.getBoolAttr(true);
    auto Flow = PacketFlowOp::create(Builder, Named.getLoc(),
                                     static_cast<uint8_t>(Id), Yes, Yes);
    Builder.createBlock(&Flow.getPorts());
    PacketSourceOp::create(Builder, Named.getLoc(), From, FromBundle,
                           FromChannel);
    PacketDestOp::create(Builder, Named.getLoc(), To, ToBundle, ToChannel);
    EndOp::create(Builder, Named.getLoc());
    return Flow;
  }
};

} // namespace
