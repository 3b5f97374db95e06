//===- FlowsJson.cpp - routes of a design for plotting tools --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each flow is followed from its source through the switchboxes, breadth
// first, so a multicast lists the tiles in order of distance.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Driver/Outputs.h"
#include "llvm/Support/FormatVariadic.h"

#include <deque>
#include <map>
#include <set>

using namespace aieforge;
using namespace mlir;

namespace {
/// A port of the switch of one tile.
struct Port {
  aie::WireBundle Bundle;
  int Channel;
  friend auto operator<=>(const Port &, const Port &) = default;
};

class FlowsJson {
public:
  FlowsJson(aie::DeviceOp Device, llvm::raw_ostream &OS)
      : Device(Device), OS(OS) {}
  void write();

private:
  void index();
  void countEnds();
  void writeSwitchbox(aie::SwitchboxOp Box);
  void writeRoute(aie::TileOp From, Port Start, std::optional<int> PacketId);
  unsigned muxPorts(hw::TileId At);
  Port throughMux(hw::TileId At, Port In);
  SmallVector<Port> leaving(aie::SwitchboxOp Box, Port In,
                            std::optional<int> PacketId);

  aie::DeviceOp Device;
  llvm::raw_ostream &OS;
  std::map<hw::TileId, aie::SwitchboxOp> Boxes;
  std::map<hw::TileId, aie::ShimMuxOp> Muxes;
  std::map<hw::TileId, unsigned> Sources, Destinations;
  std::set<std::pair<hw::TileId, Port>> Seen;
  int PathLength = 0;
  unsigned Routes = 0;
};

hw::TileId idOf(aie::TileOp Tile) {
  return {unsigned(Tile.colIndex()), unsigned(Tile.rowIndex())};
}

/// The side at which a stream arrives that left on \p Side.
aie::WireBundle opposite(aie::WireBundle Side) {
  switch (Side) {
  case aie::WireBundle::North:
    return aie::WireBundle::South;
  case aie::WireBundle::South:
    return aie::WireBundle::North;
  case aie::WireBundle::East:
    return aie::WireBundle::West;
  case aie::WireBundle::West:
    return aie::WireBundle::East;
  default:
    return Side;
  }
}

/// The tile on that side; nothing for the ports that stay in the tile.
std::optional<hw::TileId> neighbour(hw::TileId At, aie::WireBundle Side) {
  int Column = At.Column, Row = At.Row;
  switch (Side) {
  case aie::WireBundle::North:
    ++Row;
    break;
  case aie::WireBundle::South:
    --Row;
    break;
  case aie::WireBundle::East:
    ++Column;
    break;
  case aie::WireBundle::West:
    --Column;
    break;
  default:
    return std::nullopt;
  }
  if (Column < 0 || Row < 0)
    return std::nullopt;
  return hw::TileId{unsigned(Column), unsigned(Row)};
}
} // namespace

void FlowsJson::index() {
  for (auto Box : Device.getOps<aie::SwitchboxOp>())
    if (Box.getTileOp())
      Boxes.try_emplace(idOf(Box.getTileOp()), Box);
  for (auto Mux : Device.getOps<aie::ShimMuxOp>())
    if (Mux.getTileOp())
      Muxes.try_emplace(idOf(Mux.getTileOp()), Mux);
}

void FlowsJson::countEnds() {
  auto Count = [](mlir::Value Tile, std::map<hw::TileId, unsigned> &In) {
    if (auto Op = Tile.getDefiningOp<aie::TileOp>())
      ++In[idOf(Op)];
  };
  for (auto Flow : Device.getOps<aie::FlowOp>()) {
    Count(Flow.getSource(), Sources);
    Count(Flow.getDest(), Destinations);
  }
  for (auto Flow : Device.getOps<aie::PacketFlowOp>()) {
    for (auto End : Flow.getOps<aie::PacketSourceOp>())
      Count(End.getTile(), Sources);
    for (auto End : Flow.getOps<aie::PacketDestOp>())
      Count(End.getTile(), Destinations);
  }
}

/// How many ports of the shim switch's south side only lead into the mux, not
/// to another tile.
unsigned FlowsJson::muxPorts(hw::TileId At) {
  auto It = Muxes.find(At);
  if (It == Muxes.end())
    return 0;
  std::set<Port> Ports;
  for (auto Connect : It->second.getOps<aie::ConnectOp>())
    if (Connect.getSourceBundle() == aie::WireBundle::North)
      Ports.insert(
          {Connect.getSourceBundle(), int(Connect.getSourceChannel())});
  return Ports.size();
}

void FlowsJson::writeSwitchbox(aie::SwitchboxOp Box) {
  hw::TileId At = idOf(Box.getTileOp());
  std::set<Port> Out;
  for (auto Connect : Box.getOps<aie::ConnectOp>())
    Out.insert({Connect.getDestBundle(), int(Connect.getDestChannel())});
  for (auto Master : Box.getOps<aie::MasterSetOp>())
    Out.insert({Master.getDestBundle(), int(Master.getDestChannel())});
  auto Leaving = [&](aie::WireBundle Side) {
    return int(llvm::count_if(Out, [&](Port P) { return P.Bundle == Side; }));
  };
  int North = Leaving(aie::WireBundle::North);
  int East = Leaving(aie::WireBundle::East);
  int South = Leaving(aie::WireBundle::South);
  int West = Leaving(aie::WireBundle::West);
  OS << llvm::formatv(
      "\"switchbox{0}{1}\": {{\n\"col\": {0},\n\"row\": {1},\n"
      "\"source_count\": {2},\n\"destination_count\": {3},\n"
      "\"northbound\": {4},\n\"eastbound\": {5},\n\"southbound\": {6},\n"
      "\"westbound\": {7}\n},\n",
      At.Column, At.Row, Sources[At], Destinations[At], North, East, South,
      West);
  PathLength += North + East + South + West - int(muxPorts(At));
}

/// The switch port at which a stream enters that starts at the mux port \p In.
Port FlowsJson::throughMux(hw::TileId At, Port In) {
  auto It = Muxes.find(At);
  if (It == Muxes.end())
    return In;
  for (auto Connect : It->second.getOps<aie::ConnectOp>())
    if (Connect.getSourceBundle() == In.Bundle &&
        int(Connect.getSourceChannel()) == In.Channel)
      return {opposite(Connect.getDestBundle()), int(Connect.getDestChannel())};
  return In;
}

/// The ports by which a stream leaves \p Box that entered at \p In.
SmallVector<Port> FlowsJson::leaving(aie::SwitchboxOp Box, Port In,
                                     std::optional<int> PacketId) {
  SmallVector<Port> Out;
  if (!PacketId) {
    for (auto Connect : Box.getOps<aie::ConnectOp>())
      if (Connect.getSourceBundle() == In.Bundle &&
          int(Connect.getSourceChannel()) == In.Channel)
        Out.push_back({Connect.getDestBundle(), int(Connect.getDestChannel())});
    return Out;
  }
  for (auto Rules : Box.getOps<aie::PacketRulesOp>()) {
    if (Rules.getSourceBundle() != In.Bundle ||
        int(Rules.getSourceChannel()) != In.Channel)
      continue;
    for (auto Rule : Rules.getOps<aie::PacketRuleOp>()) {
      if ((*PacketId & Rule.maskInt()) != Rule.valueInt())
        continue;
      for (auto Master : Box.getOps<aie::MasterSetOp>())
        if (llvm::is_contained(Master.getAmsels(), Rule.getAmsel()))
          Out.push_back({Master.getDestBundle(), int(Master.getDestChannel())});
      // The first rule that matches takes the packet.
      return Out;
    }
  }
  return Out;
}

void FlowsJson::writeRoute(aie::TileOp From, Port Start,
                           std::optional<int> PacketId) {
  if (!From || !Seen.insert({idOf(From), Start}).second)
    return;
  OS << "\"route" << Routes++ << "\": [ ";
  std::deque<std::pair<hw::TileId, Port>> Next = {
      {idOf(From), throughMux(idOf(From), Start)}};
  // A loop in the switches must not become one here.
  std::set<std::pair<hw::TileId, Port>> Visited;
  while (!Next.empty()) {
    auto [At, In] = Next.front();
    Next.pop_front();
    auto It = Boxes.find(At);
    if (It == Boxes.end() || !Visited.insert({At, In}).second)
      continue;
    SmallVector<Port> Out = leaving(It->second, In, PacketId);
    if (Out.empty())
      continue;
    OS << "[[" << At.Column << ", " << At.Row << "], [";
    llvm::interleaveComma(Out, OS, [&](Port P) {
      OS << '"' << aie::stringifyWireBundle(P.Bundle) << '"';
    });
    OS << "]], ";
    for (Port P : Out)
      if (auto Tile = neighbour(At, P.Bundle))
        Next.push_back({*Tile, {opposite(P.Bundle), P.Channel}});
  }
  OS << "[] ],\n";
}

void FlowsJson::write() {
  index();
  countEnds();
  OS << "{\n";
  for (auto Box : Device.getOps<aie::SwitchboxOp>())
    if (Box.getTileOp())
      writeSwitchbox(Box);
  OS << "\"total_path_length\": " << PathLength << ",\n";
  for (auto Flow : Device.getOps<aie::FlowOp>())
    writeRoute(Flow.getSource().getDefiningOp<aie::TileOp>(),
               {Flow.getSourceBundle(), int(Flow.getSourceChannel())},
               std::nullopt);
  Seen.clear();
  for (auto Flow : Device.getOps<aie::PacketFlowOp>())
    for (auto Source : Flow.getOps<aie::PacketSourceOp>())
      writeRoute(Source.getTile().getDefiningOp<aie::TileOp>(),
                 {Source.getBundle(), int(Source.getChannel())}, Flow.IDInt());
  // The last entry has no comma; readers skip both names.
  OS << "\"route_all\": [],\n\n\"end json\": 0\n}";
}

LogicalResult aieforge::writeFlowsJson(aie::DeviceOp Device,
                                       llvm::raw_ostream &OS) {
  FlowsJson(Device, OS).write();
  return success();
}
