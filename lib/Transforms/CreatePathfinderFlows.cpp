//===- CreatePathfinderFlows.cpp - aie-create-pathfinder-flows ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  aie.flow and aie.packet_flow between placed tiles, one tile op for each
//      coordinate; switchboxes and shim muxes that are given stay as they are.
// Out: switchboxes and shim muxes that realise every flow. The aie.flow ops
//      are gone; the aie.packet_flow ops stay, without meaning for later
//      stages.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Streams.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEROUTEPATHFINDERFLOWS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// Writes the router's result into a device.
class SwitchWriter {
public:
  SwitchWriter(DeviceOp Device)
      : Device(Device), Builder(Device.getContext()) {}

  void write(const route::Routing &Result, bool Circuit, bool Packet);

private:
  TileOp tileAt(hw::TileId Id);
  template <typename OpT> OpT findOrCreate(hw::TileId Id);
  void writeCircuits(SwitchboxOp Op, const route::Switchbox &Box);
  void writePackets(SwitchboxOp Op, const route::Switchbox &Box);

  DeviceOp Device;
  OpBuilder Builder;
};

TileOp SwitchWriter::tileAt(hw::TileId Id) {
  if (TileOp Known = Device.findTile(Id.Column, Id.Row))
    return Known;
  Builder.setInsertionPoint(Device.getBody()->getTerminator());
  return TileOp::create(Builder, Device.getLoc(), Id.Column, Id.Row,
                        StringAttr());
}

template <typename OpT> OpT SwitchWriter::findOrCreate(hw::TileId Id) {
  for (auto Op : Device.getOps<OpT>())
    if (Op.getTileOp() && tileId(Op.getTileOp()) == Id)
      return Op;
  TileOp Tile = tileAt(Id);
  Builder.setInsertionPointAfter(Tile);
  auto Op = OpT::create(Builder, Tile.getLoc(), Builder.getIndexType(),
                        Tile.getResult());
  Builder.createBlock(&Op.getConnections());
  EndOp::create(Builder, Tile.getLoc());
  return Op;
}

void SwitchWriter::writeCircuits(SwitchboxOp Op, const route::Switchbox &Box) {
  Builder.setInsertionPoint(Op.getConnections().front().getTerminator());
  for (const route::Connection &C : Box.Connections)
    ConnectOp::create(Builder, Op.getLoc(), bundleOf(C.Slave), C.Slave.Index,
                      bundleOf(C.Master), C.Master.Index);
}

void SwitchWriter::writePackets(SwitchboxOp Op, const route::Switchbox &Box) {
  Location Loc = Op.getLoc();
  Builder.setInsertionPoint(Op.getConnections().front().getTerminator());
  SmallVector<route::Amsel> Used;
  for (auto &[Master, Set] : Box.Masters)
    llvm::append_range(Used, Set.Amsels);
  llvm::sort(Used, [](route::Amsel A, route::Amsel B) {
    return std::tie(A.Msel, A.Arbiter) < std::tie(B.Msel, B.Arbiter);
  });
  Used.erase(llvm::unique(Used), Used.end());
  std::map<route::Amsel, mlir::Value> Amsels;
  for (route::Amsel A : Used)
    Amsels[A] = AMSelOp::create(Builder, Loc, static_cast<uint8_t>(A.Arbiter),
                                static_cast<uint8_t>(A.Msel));
  for (auto &[Master, Set] : Box.Masters) {
    SmallVector<mlir::Value> Values;
    for (route::Amsel A : Set.Amsels)
      Values.push_back(Amsels[A]);
    BoolAttr Keep;
    if (Set.KeepHeader)
      Keep = Builder.getBoolAttr(*Set.KeepHeader);
    auto MasterOp = MasterSetOp::create(Builder, Loc, bundleOf(Master),
                                        Master.Index, Values, Keep);
    if (Set.Priority)
      MasterOp->setAttr("is_ctrl_pkt_overlay", Builder.getUnitAttr());
  }
  for (auto &[Slave, Rules] : Box.Slaves) {
    auto RulesOp =
        PacketRulesOp::create(Builder, Loc, bundleOf(Slave), Slave.Index);
    if (Rules.Priority)
      RulesOp->setAttr("is_ctrl_pkt_overlay", Builder.getUnitAttr());
    OpBuilder::InsertionGuard Guard(Builder);
    Builder.createBlock(&RulesOp.getRules());
    for (const route::PacketRule &Rule : Rules.Rules)
      PacketRuleOp::create(Builder, Loc, static_cast<uint8_t>(Rule.Mask),
                           static_cast<uint8_t>(Rule.Value),
                           Amsels[Rule.Target]);
    EndOp::create(Builder, Loc);
  }
}

void SwitchWriter::write(const route::Routing &Result, bool Circuit,
                         bool Packet) {
  for (auto &[Id, Box] : Result.Switches) {
    bool HasPackets = !Box.Slaves.empty() || !Box.Masters.empty();
    if (!(Circuit && !Box.Connections.empty()) && !(Packet && HasPackets))
      continue;
    auto Op = findOrCreate<SwitchboxOp>(Id);
    if (Circuit)
      writeCircuits(Op, Box);
    if (Packet)
      writePackets(Op, Box);
  }
  for (auto &[Id, Connections] : Result.ShimMuxes) {
    auto Op = findOrCreate<ShimMuxOp>(Id);
    Builder.setInsertionPoint(Op.getConnections().front().getTerminator());
    for (const route::Connection &C : Connections)
      ConnectOp::create(Builder, Op.getLoc(), bundleOf(C.Slave), C.Slave.Index,
                        bundleOf(C.Master), C.Master.Index);
  }
}

struct CreatePathfinderFlows
    : aie::impl::AIERoutePathfinderFlowsBase<CreatePathfinderFlows> {
  using AIERoutePathfinderFlowsBase::AIERoutePathfinderFlowsBase;

  void runOnOperation() override {
    DeviceOp Device = getOperation();
    if (failed(collect(Device)))
      return signalPassFailure();
    Expected<route::Routing> Result = route::routeFlows(
        *Device.getTargetModel(), Flows, readSwitches(Device));
    if (!Result) {
      report(Device, Result.takeError());
      return signalPassFailure();
    }
    SwitchWriter(Device).write(*Result, RouteCircuit, RoutePacket);
    if (RouteCircuit)
      for (FlowOp Flow : llvm::make_early_inc_range(Device.getOps<FlowOp>()))
        Flow.erase();
  }

  LogicalResult endpoint(Operation *Op, mlir::Value Tile, WireBundle Bundle,
                         unsigned Channel, route::Endpoint &Result) {
    TileOp Placed = tileOf(Tile);
    if (!Placed)
      return Op->emitOpError("does not name a placed aie.tile; run "
                             "--aie-place-tiles first");
    Result = {tileId(Placed), portOf(Bundle, Channel)};
    return success();
  }

  LogicalResult collect(DeviceOp Device) {
    for (auto Op : Device.getOps<FlowOp>()) {
      route::Flow F;
      F.Destinations.emplace_back();
      if (failed(endpoint(Op, Op.getSource(), Op.getSourceBundle(),
                          Op.getSourceChannel(), F.Source)) ||
          failed(endpoint(Op, Op.getDest(), Op.getDestBundle(),
                          Op.getDestChannel(), F.Destinations.back())))
        return failure();
      add(std::move(F), Op);
    }
    for (auto Op : Device.getOps<PacketFlowOp>()) {
      route::Flow F;
      F.PacketId = Op.IDInt();
      F.Priority = Op.getPriorityRoute().value_or(false);
      if (auto Keep = Op.getKeepPktHeader())
        F.KeepHeader = *Keep;
      for (auto Dest : Op.getPorts().getOps<PacketDestOp>()) {
        F.Destinations.emplace_back();
        if (failed(endpoint(Dest, Dest.getTile(), Dest.getBundle(),
                            Dest.getChannel(), F.Destinations.back())))
          return failure();
      }
      for (auto Source : Op.getPorts().getOps<PacketSourceOp>()) {
        route::Flow One = F;
        if (failed(endpoint(Source, Source.getTile(), Source.getBundle(),
                            Source.getChannel(), One.Source)))
          return failure();
        add(std::move(One), Op);
      }
    }
    return success();
  }

  void add(route::Flow F, Operation *Op) {
    Flows.push_back(std::move(F));
    Ops.push_back(Op);
  }

  void report(DeviceOp Device, llvm::Error E) {
    llvm::handleAllErrors(
        std::move(E),
        [&](const route::RoutingError &Problem) {
          auto same = [&](const route::Flow &F, const route::Endpoint &P) {
            return !(F.Source < P) && !(P < F.Source);
          };
          for (auto [F, Op] : llvm::zip(Flows, Ops))
            if (Problem.Source && same(F, *Problem.Source)) {
              Op->emitError("Unable to find a legal routing: ") << Problem.Text;
              return;
            }
          Device.emitError("Unable to find a legal routing: ") << Problem.Text;
        },
        [&](const llvm::ErrorInfoBase &Other) {
          Device.emitError(Other.message());
        });
  }

  std::vector<route::Flow> Flows;
  std::vector<Operation *> Ops;
};

} // namespace
