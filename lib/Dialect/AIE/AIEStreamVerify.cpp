//===- AIEStreamVerify.cpp - what makes switch settings legal -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Verify.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/TypeSwitch.h"

#include <map>
#include <set>

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

static hw::Port port(WireBundle Bundle, unsigned Index) {
  return {static_cast<hw::Bundle>(Bundle), Index};
}

static LogicalResult check(PacketFlowOp Op) {
  unsigned Sources = 0, Dests = 0;
  if (!Op.getPorts().empty())
    for (Operation &Inside : Op.getPorts().front()) {
      if (!isa<PacketSourceOp, PacketDestOp, EndOp>(Inside))
        return Inside.emitOpError("cannot be contained in a PacketFlow op");
      Sources += isa<PacketSourceOp>(Inside);
      Dests += isa<PacketDestOp>(Inside);
    }
  if (!Sources)
    return Op.emitOpError("must have at least one aie.packet_source");
  if (!Dests)
    return Op.emitOpError("must have at least one aie.packet_dest");
  if (static_cast<unsigned>(Op.IDInt()) > hw::maxPacketId())
    return Op.emitOpError("packet id ")
           << Op.IDInt() << " exceeds the maximum " << hw::maxPacketId();
  return success();
}

//===----------------------------------------------------------------------===//
// aie.switchbox, aie.shim_mux
//===----------------------------------------------------------------------===//

namespace {
/// A switch under inspection: the ports of its tile, and those in use.
struct Switch {
  const hw::Device &Model;
  hw::TileId Tile;
  hw::TileKind Kind;
  std::set<hw::Port> Dests;
  std::map<hw::Port, Operation *> CircuitSources, PacketSources;
};
} // namespace

static LogicalResult checkPort(Operation *Op, const Switch &S, hw::Port P,
                               bool IsSource) {
  unsigned Count = IsSource ? hw::slaveCount(S.Model, S.Tile, P.Bundle)
                            : hw::masterCount(S.Model, S.Tile, P.Bundle);
  const char *Word = IsSource ? "source" : "destination";
  if (Count == 0)
    return Op->emitOpError(Word)
           << " bundle " << hw::toString(P.Bundle) << " not supported on tile ("
           << S.Tile.Column << ", " << S.Tile.Row << ")";
  if (P.Index >= Count)
    return Op->emitOpError("index ")
           << P.Index << " for " << Word << " bundle " << hw::toString(P.Bundle)
           << " must be less than " << Count;
  return success();
}

static LogicalResult checkConnect(ConnectOp Connect, Switch &S) {
  hw::Port From = port(Connect.getSourceBundle(), Connect.getSourceChannel());
  hw::Port To = port(Connect.getDestBundle(), Connect.getDestChannel());
  if (failed(checkPort(Connect, S, From, true)) ||
      failed(checkPort(Connect, S, To, false)))
    return failure();
  if (!S.Dests.insert(To).second)
    return Connect.emitOpError("targets same dst as another connect op (")
           << hw::toString(To) << ")";
  if (S.PacketSources.count(From))
    return Connect.emitOpError("source ")
           << hw::toString(From) << " is used by packet_rules too";
  S.CircuitSources.try_emplace(From, Connect);
  if (!hw::isLegalConnection(S.Kind, From, To))
    return Connect.emitOpError("illegal stream switch connection: ")
           << hw::toString(From) << " cannot reach " << hw::toString(To)
           << " in a " << kindName(S.Kind);
  return success();
}

static LogicalResult checkMasterSet(MasterSetOp Master, Switch &S) {
  hw::Port To = port(Master.getDestBundle(), Master.getDestChannel());
  if (failed(checkPort(Master, S, To, false)))
    return failure();
  if (!S.Dests.insert(To).second)
    return Master.emitOpError("targets same dst as another connect or "
                              "masterset op (")
           << hw::toString(To) << ")";
  std::optional<int> Arbiter;
  for (Value Operand : Master.getAmsels()) {
    auto AMSel = Operand.getDefiningOp<AMSelOp>();
    if (!AMSel)
      return Master.emitOpError("operands must be aie.amsel");
    if (Arbiter && *Arbiter != AMSel.arbiterIndex())
      return Master.emitOpError("a master port can only be tied to one "
                                "arbiter");
    Arbiter = AMSel.arbiterIndex();
  }
  return success();
}

static LogicalResult checkRules(PacketRulesOp Rules, Switch &S) {
  hw::Port From = port(Rules.getSourceBundle(), Rules.getSourceChannel());
  if (failed(checkPort(Rules, S, From, true)))
    return failure();
  if (S.CircuitSources.count(From))
    return Rules.emitOpError("packet switched source ")
           << hw::toString(From)
           << " cannot match another connect or masterset operation";
  if (!S.PacketSources.try_emplace(From, Rules).second)
    return Rules.emitOpError("packet switched source ")
           << hw::toString(From) << " has packet_rules already";
  if (Rules.getRules().empty())
    return success();
  for (Operation &Inside : Rules.getRules().front())
    if (!isa<PacketRuleOp, EndOp>(Inside))
      return Inside.emitOpError("cannot be contained in packet_rules");
  return success();
}

static LogicalResult check(SwitchboxOp Op) {
  TileOp Tile = Op.getTileOp();
  const hw::Device *Model = modelOf(Op);
  auto Kind = tileKind(Op.getTile());
  if (!Tile || !Model || !Kind || Op.getConnections().empty())
    return success();
  Switch S{*Model,
           {static_cast<unsigned>(Tile.getCol()),
            static_cast<unsigned>(Tile.getRow())},
           *Kind,
           {},
           {},
           {}};
  for (Operation &Inside : Op.getConnections().front()) {
    LogicalResult Result =
        TypeSwitch<Operation *, LogicalResult>(&Inside)
            .Case([&](ConnectOp C) { return checkConnect(C, S); })
            .Case([&](MasterSetOp M) { return checkMasterSet(M, S); })
            .Case([&](PacketRulesOp R) { return checkRules(R, S); })
            .Case<AMSelOp, EndOp>([](auto) { return success(); })
            .Default([](Operation *Other) {
              return Other->emitOpError("cannot be contained in a Switchbox "
                                        "op");
            });
    if (failed(Result))
      return failure();
  }
  return success();
}

static LogicalResult check(ShimMuxOp Op) {
  auto Kind = tileKind(Op.getTile());
  if (Kind && !hw::isShim(*Kind))
    return Op.emitOpError("must be on a shim tile, not on a ")
           << kindName(*Kind);
  if (Op.getConnections().empty())
    return success();
  std::set<hw::Port> Dests;
  for (Operation &Inside : Op.getConnections().front()) {
    if (isa<EndOp>(Inside))
      continue;
    auto Connect = dyn_cast<ConnectOp>(Inside);
    if (!Connect)
      return Inside.emitOpError("cannot be contained in a ShimMux op");
    hw::Port To = port(Connect.getDestBundle(), Connect.getDestChannel());
    if (!Dests.insert(To).second)
      return Connect.emitOpError("targets same dst as another connect op (")
             << hw::toString(To) << ")";
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Cascade and core streams
//===----------------------------------------------------------------------===//

/// Bits of a cascade transfer; AIE2 and AIE2P alike.
static constexpr unsigned CascadeBits = 512;

/// Cascades lead from core to core.
static LogicalResult checkCascadeTile(Operation *Op, Value Tile) {
  auto Kind = tileKind(Tile);
  if (!Kind || *Kind == hw::TileKind::Core)
    return success();
  return Op->emitOpError(*Kind == hw::TileKind::Mem ? "memTile" : "shimTile")
         << " row has no cascade stream interface: a cascade joins core tiles";
}

static LogicalResult check(CascadeFlowOp Op) {
  if (failed(checkCascadeTile(Op, Op.getSourceTile())) ||
      failed(checkCascadeTile(Op, Op.getDestTile())))
    return failure();
  TileOp From = placedTile(Op.getSourceTile());
  TileOp To = placedTile(Op.getDestTile());
  if (!From || !To)
    return success();
  int Columns = To.colIndex() - From.colIndex();
  int Rows = To.rowIndex() - From.rowIndex();
  bool East = Columns == 1 && Rows == 0, South = Columns == 0 && Rows == -1;
  if (!East && !South)
    return Op.emitOpError("tiles must be adjacent: the destination is the "
                          "south or east neighbour of the source");
  return success();
}

static LogicalResult check(ConfigureCascadeOp Op) {
  if (Op.getTile().getDefiningOp<LogicalTileOp>())
    return Op.emitOpError("requires a placed tile (aie.tile), not a logical "
                          "tile");
  if (failed(checkCascadeTile(Op, Op.getTile())))
    return failure();
  if (Op.getInputDir() != CascadeDir::North &&
      Op.getInputDir() != CascadeDir::West)
    return Op.emitOpError("input direction of cascade must be North or West");
  if (Op.getOutputDir() != CascadeDir::South &&
      Op.getOutputDir() != CascadeDir::East)
    return Op.emitOpError("output direction of cascade must be South or East");
  return success();
}

static LogicalResult checkCascadeType(Operation *Op, Type T) {
  int64_t Bits = 0;
  if (auto Vector = dyn_cast<VectorType>(T))
    Bits = Vector.getNumElements() * Vector.getElementTypeBitWidth();
  else if (T.isIntOrFloat())
    Bits = T.getIntOrFloatBitWidth();
  if (Bits == CascadeBits)
    return success();
  return Op->emitOpError("type must match architecture cascade width (")
         << CascadeBits << " bits in " << modelOf(Op)->Name << ")";
}

static LogicalResult check(PutCascadeOp Op) {
  return checkCascadeType(Op, Op.getCascadeValue().getType());
}
static LogicalResult check(GetCascadeOp Op) {
  return checkCascadeType(Op, Op.getCascadeValue().getType());
}

/// Stream ops stand in a core, or in a function that cores call.
static LogicalResult checkInCore(Operation *Op) {
  if (Op->getParentOfType<CoreOp>() || !isa<DeviceOp>(Op->getParentOp()))
    return success();
  return Op->emitOpError("must be in an aie.core");
}

static LogicalResult check(ShimDMAAllocationOp Op) {
  auto Kind = tileKind(Op.getTile());
  if (Kind && !hw::isShim(*Kind))
    return Op.emitOpError("tile must be a shim tile, not a ")
           << kindName(*Kind);
  return verifyPacket(Op, Op.getPacketAttr());
}

LogicalResult aieforge::checkStreams(Operation *Op) {
  return TypeSwitch<Operation *, LogicalResult>(Op)
      .Case<PacketFlowOp, SwitchboxOp, ShimMuxOp, CascadeFlowOp,
            ConfigureCascadeOp, PutCascadeOp, GetCascadeOp,
            ShimDMAAllocationOp>([](auto Typed) { return check(Typed); })
      .Case<GetStreamOp, PutStreamOp>(
          [](auto Typed) { return checkInCore(Typed); })
      .Default(success());
}
