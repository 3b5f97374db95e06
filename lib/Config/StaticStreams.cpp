//===- StaticStreams.cpp - switches, shim muxes, cascades -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StaticConfig.h"
#include "aieforge/Hardware/Registers.h"

using namespace aieforge;
using namespace mlir;

static hw::Port portOf(aie::WireBundle Bundle, int32_t Channel) {
  return {hw::Bundle(unsigned(Bundle)), unsigned(Channel)};
}

namespace {

/// One aie.switchbox.
class Switch {
public:
  Switch(aie::SwitchboxOp Op, Place At, const ConfigOptions &Options,
         ConfigOps &Ops)
      : Op(Op), At(At), Options(Options), Ops(Ops) {}

  LogicalResult run();

private:
  FailureOr<unsigned> master(Operation *User, hw::Port P);
  FailureOr<unsigned> slave(Operation *User, hw::Port P);
  LogicalResult connect(aie::ConnectOp Connect);
  LogicalResult masterSet(aie::MasterSetOp Set);
  LogicalResult rules(aie::PacketRulesOp Rules);

  aie::SwitchboxOp Op;
  Place At;
  const ConfigOptions &Options;
  ConfigOps &Ops;
};

} // namespace

FailureOr<unsigned> Switch::master(Operation *User, hw::Port P) {
  if (std::optional<unsigned> Number = hw::masterPort(At.Kind, P))
    return *Number;
  return User->emitOpError("names ")
         << hw::toString(P) << ", a port that no stream leaves a "
         << hw::toString(At.Kind) << " tile's switch by";
}

FailureOr<unsigned> Switch::slave(Operation *User, hw::Port P) {
  if (std::optional<unsigned> Number = hw::slavePort(At.Kind, P))
    return *Number;
  return User->emitOpError("names ")
         << hw::toString(P) << ", a port that no stream enters a "
         << hw::toString(At.Kind) << " tile's switch by";
}

LogicalResult Switch::connect(aie::ConnectOp Connect) {
  FailureOr<unsigned> Out = master(
      Connect, portOf(Connect.getDestBundle(), Connect.getDestChannel()));
  FailureOr<unsigned> In = slave(
      Connect, portOf(Connect.getSourceBundle(), Connect.getSourceChannel()));
  if (failed(Out) || failed(In))
    return failure();
  if (!hw::isLegalConnection(At.Kind, *In, *Out))
    return Connect.emitOpError("joins ports that a ")
           << hw::toString(At.Kind) << " tile's switch cannot join";
  hw::MasterConfig M;
  M.Enabled = true;
  M.SlavePort = *In;
  Ops.push_back(ConfigOp::write(
      At.address(hw::masterConfigOffset(At.Kind, *Out)), M.encode()));
  Ops.push_back(ConfigOp::write(At.address(hw::slaveConfigOffset(At.Kind, *In)),
                                hw::SlaveConfig{true, false}.encode()));
  return success();
}

LogicalResult Switch::masterSet(aie::MasterSetOp Set) {
  hw::Port P = portOf(Set.getDestBundle(), Set.getDestChannel());
  FailureOr<unsigned> Out = master(Set, P);
  if (failed(Out))
    return failure();
  hw::MasterConfig M;
  M.Enabled = M.Packet = true;
  // DMAs and the shim's way out take data without header, unless the design
  // says so.
  bool Drop = P.Bundle == hw::Bundle::DMA ||
              (P.Bundle == hw::Bundle::South && At.Row == 0);
  M.DropHeader = Set.getKeepPktHeader() ? !*Set.getKeepPktHeader() : Drop;
  for (auto [I, Value] : llvm::enumerate(Set.getAmsels())) {
    auto Amsel = Value.getDefiningOp<aie::AMSelOp>();
    if (!Amsel)
      return Set.emitOpError("needs aie.amsel operands");
    unsigned Arbiter = Amsel.arbiterIndex();
    if (I && Arbiter != M.Arbiter)
      return Set.emitOpError("mixes arbiters ")
             << M.Arbiter << " and " << Arbiter
             << "; a port listens to one arbiter";
    M.Arbiter = Arbiter;
    M.MselMask |= 1u << Amsel.getMselValue();
  }
  Ops.push_back(ConfigOp::write(
      At.address(hw::masterConfigOffset(At.Kind, *Out)), M.encode()));
  return success();
}

LogicalResult Switch::rules(aie::PacketRulesOp Rules) {
  FailureOr<unsigned> In =
      slave(Rules, portOf(Rules.getSourceBundle(), Rules.getSourceChannel()));
  if (failed(In))
    return failure();
  unsigned Slot = 0;
  for (auto Rule : Rules.getRules().front().getOps<aie::PacketRuleOp>()) {
    auto Amsel = Rule.getAmsel().getDefiningOp<aie::AMSelOp>();
    if (!Amsel)
      return Rule.emitOpError("needs an aie.amsel operand");
    if (Slot == hw::slotsPerSlave())
      return Rule.emitOpError("is rule ")
             << Slot << " of its port, which has room for "
             << hw::slotsPerSlave();
    if (unsigned(Rule.maskInt()) > hw::maxPacketId() ||
        unsigned(Rule.valueInt()) > hw::maxPacketId())
      return Rule.emitOpError("has mask ")
             << Rule.maskInt() << " and value " << Rule.valueInt()
             << "; packet ids end at " << hw::maxPacketId();
    Ops.push_back(
        ConfigOp::write(At.address(hw::slaveConfigOffset(At.Kind, *In)),
                        hw::SlaveConfig{true, true}.encode()));
    hw::SlotConfig Config;
    Config.Enabled = true;
    Config.Id = Rule.valueInt();
    Config.Mask = Rule.maskInt();
    Config.Msel = Amsel.getMselValue();
    Config.Arbiter = Amsel.arbiterIndex();
    Ops.push_back(
        ConfigOp::write(At.address(hw::slaveSlotOffset(At.Kind, *In, Slot++)),
                        Config.encode()));
  }
  return success();
}

LogicalResult Switch::run() {
  Block &Body = Op.getConnections().front();
  auto LeftOut = [&](Operation *Part) {
    return Options.LeaveOutOverlay && Part->hasAttr("is_ctrl_pkt_overlay");
  };
  for (auto Connect : Body.getOps<aie::ConnectOp>())
    if (!LeftOut(Connect) && failed(connect(Connect)))
      return failure();
  for (auto Set : Body.getOps<aie::MasterSetOp>())
    if (!LeftOut(Set) && failed(masterSet(Set)))
      return failure();
  for (auto Rules : Body.getOps<aie::PacketRulesOp>())
    if (!LeftOut(Rules) && failed(rules(Rules)))
      return failure();
  return success();
}

/// Which of the mux's inputs a bundle beside the shim switch is.
static hw::ShimMuxInput muxInput(aie::WireBundle Bundle) {
  switch (Bundle) {
  case aie::WireBundle::DMA:
    return hw::ShimMuxInput::DMA;
  case aie::WireBundle::NOC:
    return hw::ShimMuxInput::NoC;
  default:
    return hw::ShimMuxInput::PL;
  }
}

/// One connection of an aie.shim_mux; its North side is the switch's South.
static LogicalResult muxConnect(aie::ConnectOp Connect, const Place &At,
                                ConfigOps &Ops) {
  bool ToArray = Connect.getDestBundle() == aie::WireBundle::North;
  if (!ToArray && Connect.getSourceBundle() != aie::WireBundle::North)
    return Connect.emitOpError("has no North side; a shim mux leads to or from "
                               "the switch above it");
  unsigned South =
      ToArray ? Connect.getDestChannel() : Connect.getSourceChannel();
  aie::WireBundle Other =
      ToArray ? Connect.getSourceBundle() : Connect.getDestBundle();
  const hw::ShimMuxField *Field =
      ToArray ? hw::shimMuxField(South) : hw::shimDemuxField(South);
  if (!Field) {
    // Lanes outside the mux always lead to the programmable logic's side.
    if (muxInput(Other) == hw::ShimMuxInput::PL)
      return success();
    return Connect.emitOpError("uses lane ")
           << South << ", which the shim's " << (ToArray ? "mux" : "demux")
           << " does not have";
  }
  uint32_t Mask = ((1u << Field->Width) - 1) << Field->Lsb;
  Ops.push_back(ConfigOp::maskWrite(
      At.address(ToArray ? hw::shimMuxOffset() : hw::shimDemuxOffset()), Mask,
      uint32_t(muxInput(Other)) << Field->Lsb));
  return success();
}

static LogicalResult cascade(aie::ConfigureCascadeOp Op, const Place &At,
                             ConfigOps &Ops) {
  if (At.Kind != hw::TileKind::Core)
    return Op.emitOpError("is on a tile without core");
  // Which side each bit means is the register reference's choice: input 0
  // north, 1 west; output 0 south, 1 east.
  const hw::Register *R =
      hw::registerByName(hw::Generation::AIE2, At.Kind, "Accumulator_Control");
  bool West = Op.getInputDir() == aie::CascadeDir::West;
  bool East = Op.getOutputDir() == aie::CascadeDir::East;
  if ((!West && Op.getInputDir() != aie::CascadeDir::North) ||
      (!East && Op.getOutputDir() != aie::CascadeDir::South))
    return Op.emitOpError("cascades enter from North or West and leave to "
                          "South or East");
  Ops.push_back(
      ConfigOp::write(At.address(R->Offset),
                      R->Fields[0].make(West) | R->Fields[1].make(East)));
  return success();
}

LogicalResult aieforge::configureStreams(aie::DeviceOp Device,
                                         const ConfigOptions &Options,
                                         ConfigOps &Ops) {
  for (auto Op : Device.getOps<aie::SwitchboxOp>()) {
    FailureOr<Place> At = placeOf(Op.getTile(), Op);
    if (failed(At) || failed(Switch(Op, *At, Options, Ops).run()))
      return failure();
  }
  for (auto Mux : Device.getOps<aie::ShimMuxOp>()) {
    FailureOr<Place> At = placeOf(Mux.getTile(), Mux);
    if (failed(At))
      return failure();
    for (auto Connect : Mux.getConnections().front().getOps<aie::ConnectOp>())
      if (failed(muxConnect(Connect, *At, Ops)))
        return failure();
  }
  for (auto Op : Device.getOps<aie::ConfigureCascadeOp>()) {
    FailureOr<Place> At = placeOf(Op.getTile(), Op);
    if (failed(At) || failed(cascade(Op, *At, Ops)))
      return failure();
  }
  return success();
}
