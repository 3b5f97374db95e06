//===- Nodes.cpp - BDs, channels, locks, switches and routes --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

void inspect::addTile(Node &To, hw::TileId T) {
  To.number("column", T.Column);
  To.number("row", T.Row);
}

std::string inspect::offsetText(uint64_t Offset) {
  return "0x" + utohexstr(Offset, /*LowerCase=*/true, /*Width=*/4);
}

Node inspect::lockNode(const LockView &V) {
  Node N = Node::line(formatv("lock {0} = {1}", V.Id, V.Value));
  N.number("lock", V.Id);
  N.number("value", V.Value);
  return N;
}

//===----------------------------------------------------------------------===//
// DMA
//===----------------------------------------------------------------------===//

static void addLock(Node &To, StringRef Key, const std::optional<BdLock> &L) {
  if (!L)
    return;
  Node &N = To.add(Node::object(Key));
  N.number("number", L->Number);
  if (L->Tile) {
    addTile(N, *L->Tile);
    N.number("lock", L->Id);
  }
  N.number("value", L->Value);
}

static void addDims(Node &To, const BdView &V) {
  Node &Dims = To.add(Node::array("dims"));
  for (const BdDim &Dim : V.Dims) {
    Node &N = Dims.add(Node::object(""));
    N.number("step", Dim.Step);
    N.number("wrap", Dim.Wrap);
    N.number("zero_before", Dim.ZeroBefore);
    N.number("zero_after", Dim.ZeroAfter);
  }
  Node &It = To.add(Node::object("iteration"));
  It.number("step", V.Iteration.Step);
  It.number("wrap", V.Iteration.Wrap);
  It.number("current", V.Iteration.Current);
}

Node inspect::bdNode(const BdView &V, Form F) {
  if (F == Form::Text)
    return Node::line(formatv("DMA_BD{0}: {1}", V.Id, describe(V)));
  Node N;
  N.number("bd", V.Id);
  N.flag("valid", V.Valid);
  N.hex("address", V.Address);
  if (V.Memory) {
    Node &M = N.add(Node::object("memory"));
    addTile(M, V.Memory->Tile);
    M.hex("offset", V.Memory->Offset);
  }
  if (V.Host) {
    Node &H = N.add(Node::object("host"));
    H.number("argument", V.Host->Argument);
    H.hex("offset", V.Host->Offset);
  }
  N.number("length", V.Length);
  addDims(N, V);
  if (V.Next)
    N.number("next", *V.Next);
  addLock(N, "acquire", V.Acquire);
  addLock(N, "release", V.Release);
  if (V.Packet) {
    Node &P = N.add(Node::object("packet"));
    P.number("id", V.Packet->Id);
    P.number("type", V.Packet->Type);
  }
  N.number("out_of_order_id", V.OutOfOrderId);
  N.flag("compression", V.Compression);
  N.flag("suppress_tlast", V.TlastSuppress);
  if (hw::isShim(V.Kind)) {
    N.number("burst_bytes", V.BurstBytes);
    N.number("axcache", V.AxCache);
    N.number("axqos", V.AxQoS);
    N.number("smid", V.StreamId);
    N.flag("secure", V.Secure);
  }
  Node &Words = N.add(Node::array("words"));
  for (uint32_t W : V.Words)
    Words.hex("", W);
  return N;
}

Node inspect::channelNode(const ChannelView &V, Form F) {
  std::string What = describe(V);
  Node N = Node::line(formatv("{0}: {1}", channelName(V.Dir, V.Channel),
                              What.empty() ? "no task" : What));
  if (F == Form::Text)
    return N;
  N.text("direction", hw::toString(V.Dir).str());
  N.number("channel", V.Channel);
  N.flag("in_reset", V.InReset);
  N.flag("paused", V.Paused);
  N.flag("out_of_order", V.OutOfOrder);
  N.flag("compression", V.Compression);
  N.text("finish_on_tlast", toString(V.Fot).str());
  N.number("controller_id", V.ControllerId);
  Node &Tasks = N.add(Node::array("tasks"));
  for (const hw::QueueEntry &E : V.Pushes) {
    Node &T = Tasks.add(Node::object(""));
    T.number("bd", E.StartBd);
    T.number("runs", E.Repeat + 1);
    T.flag("token", E.IssueToken);
  }
  return N;
}

//===----------------------------------------------------------------------===//
// Switches and routes
//===----------------------------------------------------------------------===//

static std::string mselNames(unsigned Mask) {
  std::string Text;
  for (unsigned I = 0; I < hw::mselsPerArbiter(); ++I)
    if (Mask >> I & 1)
      Text += (Text.empty() ? "" : ",") + std::to_string(I);
  return Text.empty() ? "none" : Text;
}

static Node circuitNode(const CircuitView &C, Form F) {
  std::string Slave = C.Slave ? hw::toString(*C.Slave) : "no such port";
  StringRef Note = !C.Slave          ? ""
                   : !C.Legal        ? " (no such connection)"
                   : !C.SlaveEnabled ? " (that port is disabled)"
                                     : "";
  Node N =
      Node::line(formatv("{0} <- {1}{2}", hw::toString(C.Master), Slave, Note));
  if (F == Form::Text)
    return N;
  N.text("type", "circuit");
  N.text("master", hw::toString(C.Master));
  if (C.Slave)
    N.text("slave", Slave);
  N.flag("legal", C.Legal);
  N.flag("slave_enabled", C.SlaveEnabled);
  return N;
}

static Node packetMasterNode(const PacketMasterView &M, Form F) {
  Node N = Node::line(formatv(
      "{0} <- arbiter {1} msel {2}{3}", hw::toString(M.Master), M.Arbiter,
      mselNames(M.MselMask), M.DropHeader ? ", header dropped" : ""));
  if (F == Form::Text)
    return N;
  N.text("type", "packet_master");
  N.text("master", hw::toString(M.Master));
  N.number("arbiter", M.Arbiter);
  N.number("msel_mask", M.MselMask);
  N.flag("drop_header", M.DropHeader);
  return N;
}

static Node slotNode(const SlotView &S, Form F) {
  Node N = Node::line(formatv(
      "{0} slot {1}: {2}{3}", hw::toString(S.Slave), S.Slot, describe(S.Config),
      S.SlaveEnabled ? "" : " (that port takes no packets)"));
  if (F == Form::Text)
    return N;
  N.text("type", "packet_rule");
  N.text("slave", hw::toString(S.Slave));
  N.number("slot", S.Slot);
  N.number("id", S.Config.Id);
  N.number("mask", S.Config.Mask);
  N.number("arbiter", S.Config.Arbiter);
  N.number("msel", S.Config.Msel);
  N.flag("slave_enabled", S.SlaveEnabled);
  return N;
}

static StringRef muxInputName(hw::ShimMuxInput I) {
  switch (I) {
  case hw::ShimMuxInput::PL:
    return "PL";
  case hw::ShimMuxInput::DMA:
    return "DMA";
  case hw::ShimMuxInput::NoC:
    return "NoC";
  }
  return "reserved";
}

static Node muxNode(const ShimMuxView &M, Form F) {
  std::string Other = M.Channel ? channelName(M.Inwards ? hw::Direction::MM2S
                                                        : hw::Direction::S2MM,
                                              *M.Channel)
                                : muxInputName(M.Input).str();
  Node N =
      Node::line(M.Inwards ? formatv("mux: South{0} <- {1}", M.South, Other)
                           : formatv("demux: South{0} -> {1}", M.South, Other));
  if (F == Form::Text)
    return N;
  N.text("type", M.Inwards ? "mux" : "demux");
  N.number("south", M.South);
  N.text("input", muxInputName(M.Input).str());
  if (M.Channel)
    N.number("channel", *M.Channel);
  return N;
}

void inspect::addSwitch(const SwitchView &V, Node &To, Form F) {
  for (const CircuitView &C : V.Circuits)
    To.add(circuitNode(C, F));
  for (const PacketMasterView &M : V.PacketMasters)
    To.add(packetMasterNode(M, F));
  for (const SlotView &S : V.Slots)
    To.add(slotNode(S, F));
  for (const ShimMuxView &M : V.Mux)
    To.add(muxNode(M, F));
}

static void addEnd(Node &To, const RouteEnd &E) {
  addTile(To, E.Tile);
  To.text("port", hw::toString(E.Port));
  if (E.Channel)
    To.number("channel", *E.Channel);
}

Node inspect::routeNode(const hw::Device &D, const RouteView &V, Form F) {
  Node N = Node::line(describe(D, V));
  if (F == Form::Text)
    return N;
  addEnd(N.add(Node::object("source")), V.Source);
  N.flag("undriven", V.Undriven);
  Node &Ids = N.add(Node::array("packet_ids"));
  for (unsigned Id = 0; Id <= hw::maxPacketId(); ++Id)
    if (V.PacketIds >> Id & 1)
      Ids.number("", Id);
  Node &To = N.add(Node::array("destinations"));
  for (const RouteEnd &E : V.Destinations)
    addEnd(To.add(Node::object("")), E);
  Node &Stops = N.add(Node::array("stops"));
  for (const RouteStop &S : V.Stops) {
    Node &At = Stops.add(Node::object(""));
    addTile(At, S.Tile);
    At.text("port", hw::toString(S.Port));
    At.text("why", toString(S.Why).str());
  }
  Node &Hops = N.add(Node::array("hops"));
  for (const RouteHop &H : V.Hops) {
    Node &At = Hops.add(Node::object(""));
    addTile(At, H.Tile);
    At.text("slave", hw::toString(H.Slave));
    At.text("master", hw::toString(H.Master));
  }
  N.flag("loop", V.Loop);
  return N;
}
