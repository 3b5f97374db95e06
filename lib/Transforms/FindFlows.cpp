//===- FindFlows.cpp - aie-find-flows -------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  switchboxes and shim muxes.
// Out: the same, and a flow for every end that data from a DMA, core, trace or
//      control port reaches. For tests and for reading routed designs.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Streams.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"

#include <set>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEFINDFLOWS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// Where a stream is, and which packet ids it can hold there.
struct Position {
  hw::TileId At;
  hw::Port Slave;
  unsigned Mask = 0;
  unsigned Value = 0;
};

struct FindFlows : aie::impl::AIEFindFlowsBase<FindFlows> {
  void runOnOperation() override {
    DeviceOp Device = getOperation();
    route::Routing Switches = readSwitches(Device);
    OpBuilder Builder(&getContext());
    SmallVector<TileOp> Tiles(Device.getOps<TileOp>());
    for (TileOp Tile : Tiles)
      for (WireBundle Bundle : {WireBundle::Core, WireBundle::DMA,
                                WireBundle::Trace, WireBundle::TileControl})
        for (unsigned Channel = 0; Channel != 8; ++Channel)
          trace(Device, Switches, Builder, Tile, Bundle, Channel);
  }

  /// The switch port that a tile's own port is, through the mux on shims.
  std::optional<hw::Port> entry(const route::Routing &Switches, TileOp Tile,
                                hw::Port P) {
    if (!Tile.isShimTile() || P.Bundle != hw::Bundle::DMA)
      return P;
    auto Mux = Switches.ShimMuxes.find(tileId(Tile));
    if (Mux != Switches.ShimMuxes.end())
      for (const route::Connection &C : Mux->second)
        if (C.Slave == P)
          return hw::Port{hw::Bundle::South, C.Master.Index};
    return std::nullopt;
  }

  void trace(DeviceOp Device, const route::Routing &Switches,
             OpBuilder &Builder, TileOp Tile, WireBundle Bundle,
             unsigned Channel) {
    std::optional<hw::Port> First =
        entry(Switches, Tile, portOf(Bundle, Channel));
    if (!First)
      return;
    const hw::Device &Target = *Device.getTargetModel();
    SmallVector<Position> Work = {{tileId(Tile), *First}};
    std::set<std::tuple<hw::TileId, hw::Port, unsigned, unsigned>> Seen;
    while (!Work.empty()) {
      Position P = Work.pop_back_val();
      if (!Seen.insert({P.At, P.Slave, P.Mask, P.Value}).second)
        continue;
      auto It = Switches.Switches.find(P.At);
      if (It == Switches.Switches.end())
        continue;
      auto leave = [&](hw::Port Master, unsigned Mask, unsigned Value) {
        if (auto Next = hw::neighbourSlave(Target, P.At, Master))
          Work.push_back({Next->Tile, Next->P, Mask, Value});
        else
          arrive(Device, Switches, Builder, Tile, portOf(Bundle, Channel), P.At,
                 Master, Mask, Value);
      };
      for (const route::Connection &C : It->second.Connections)
        if (C.Slave == P.Slave)
          leave(C.Master, P.Mask, P.Value);
      auto Rules = It->second.Slaves.find(P.Slave);
      if (Rules == It->second.Slaves.end())
        continue;
      for (const route::PacketRule &Rule : Rules->second.Rules) {
        unsigned Both = P.Mask & Rule.Mask;
        if ((P.Value & Both) != (Rule.Value & Both))
          continue;
        for (auto &[Master, Set] : It->second.Masters)
          if (llvm::is_contained(Set.Amsels, Rule.Target))
            leave(Master, P.Mask | Rule.Mask, P.Value | Rule.Value);
      }
    }
  }

  void arrive(DeviceOp Device, const route::Routing &Switches,
              OpBuilder &Builder, TileOp Source, hw::Port From, hw::TileId At,
              hw::Port Master, unsigned Mask, unsigned Value) {
    if (At.Row == 0 && Master.Bundle == hw::Bundle::South)
      if (auto Mux = Switches.ShimMuxes.find(At);
          Mux != Switches.ShimMuxes.end())
        for (const route::Connection &C : Mux->second)
          if (C.Slave == hw::Port{hw::Bundle::North, Master.Index}) {
            Master = C.Master;
            break;
          }
    TileOp Dest = Device.getOrCreateTile(Builder, At.Column, At.Row);
    Builder.setInsertionPoint(Device.getBody()->getTerminator());
    Location Loc = Source.getLoc();
    if (Mask == 0) {
      FlowOp::create(Builder, Loc, Source, bundleOf(From), From.Index, Dest,
                     bundleOf(Master), Master.Index);
      return;
    }
    auto Flow = PacketFlowOp::create(Builder, Loc, static_cast<uint8_t>(Value),
                                     nullptr, nullptr);
    Builder.createBlock(&Flow.getPorts());
    PacketSourceOp::create(Builder, Loc, Source, bundleOf(From), From.Index);
    PacketDestOp::create(Builder, Loc, Dest, bundleOf(Master), Master.Index);
    EndOp::create(Builder, Loc);
  }
};

} // namespace
