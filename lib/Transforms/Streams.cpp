//===- Streams.cpp - flows and switches between MLIR and the router -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Streams.h"

using namespace aieforge;
using namespace aieforge::aie;

namespace {

route::Amsel amselOf(mlir::Value Value) {
  auto Op = Value.getDefiningOp<AMSelOp>();
  if (!Op)
    return {};
  return {static_cast<unsigned>(Op.arbiterIndex()),
          static_cast<unsigned>(Op.getMselValue())};
}

route::Connection connectionOf(ConnectOp Op) {
  return {portOf(Op.getSourceBundle(), Op.getSourceChannel()),
          portOf(Op.getDestBundle(), Op.getDestChannel())};
}

void readSwitch(mlir::Region &Body, route::Switchbox &Box) {
  for (auto Connect : Body.getOps<ConnectOp>())
    Box.Connections.push_back(connectionOf(Connect));
  for (auto Set : Body.getOps<MasterSetOp>()) {
    route::MasterSet &Master =
        Box.Masters[portOf(Set.getDestBundle(), Set.getDestChannel())];
    for (mlir::Value Amsel : Set.getAmsels())
      Master.Amsels.push_back(amselOf(Amsel));
    if (auto Keep = Set.getKeepPktHeader())
      Master.KeepHeader = *Keep;
  }
  for (auto Rules : Body.getOps<PacketRulesOp>()) {
    route::SlaveRules &Slave =
        Box.Slaves[portOf(Rules.getSourceBundle(), Rules.getSourceChannel())];
    for (auto Rule : Rules.getRules().getOps<PacketRuleOp>())
      Slave.Rules.push_back({static_cast<unsigned>(Rule.maskInt()),
                             static_cast<unsigned>(Rule.valueInt()),
                             amselOf(Rule.getAmsel())});
  }
}

} // namespace

route::Routing aieforge::aie::readSwitches(DeviceOp Device) {
  route::Routing Result;
  for (auto Op : Device.getOps<SwitchboxOp>())
    if (TileOp Tile = Op.getTileOp())
      readSwitch(Op.getConnections(), Result.Switches[tileId(Tile)]);
  for (auto Op : Device.getOps<ShimMuxOp>())
    if (TileOp Tile = Op.getTileOp())
      for (auto Connect : Op.getConnections().getOps<ConnectOp>())
        Result.ShimMuxes[tileId(Tile)].push_back(connectionOf(Connect));
  return Result;
}
