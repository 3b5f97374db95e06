//===- TraceUnit.cpp - the trace unit that an op means --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TraceUnit.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

static TracePacketType mainType(hw::TileKind Kind) {
  switch (Kind) {
  case hw::TileKind::Core:
    return TracePacketType::Core;
  case hw::TileKind::Mem:
    return TracePacketType::MemTile;
  default:
    return TracePacketType::ShimTile;
  }
}

static hw::Module moduleOf(TracePacketType Type) {
  switch (Type) {
  case TracePacketType::Core:
    return hw::Module::Core;
  case TracePacketType::Mem:
    return hw::Module::Memory;
  case TracePacketType::MemTile:
    return hw::Module::MemTile;
  case TracePacketType::ShimTile:
    return hw::Module::PL;
  }
  return hw::Module::Core;
}

TraceUnit::TraceUnit(TileOp Tile, std::optional<TracePacketType> Asked)
    : Tile(Tile), Gen(Tile->getParentOfType<DeviceOp>().getTargetModel()->Gen),
      Kind(tileKind(Tile)) {
  Type = mainType(Kind);
  // Only core tiles have a choice.
  if (Kind == hw::TileKind::Core && Asked == TracePacketType::Mem)
    Type = TracePacketType::Mem;
  Mod = moduleOf(Type);
}

const hw::Register *TraceUnit::reg(StringRef Name) const {
  const hw::Register *Elsewhere = nullptr;
  for (const hw::Register &R : hw::registers(Gen, Kind))
    if (R.Name == Name) {
      if (R.Mod == Mod)
        return &R;
      Elsewhere = &R;
    }
  // A tile has one stream switch, whichever unit watches it.
  return Elsewhere;
}

std::string TraceUnit::registerWith(StringRef Prefix, StringRef Field) const {
  for (const hw::Register &R : hw::registers(Gen, Kind))
    if (R.Name.starts_with(Prefix) && R.field(Field))
      return R.Name.str();
  return {};
}

std::optional<unsigned> TraceUnit::broadcastEvent(unsigned Number) const {
  // The shim has two sets of broadcasts.
  StringRef Prefix = Mod == hw::Module::PL ? "BROADCAST_A_" : "BROADCAST_";
  return event((Prefix + Twine(Number)).str());
}

TracePacketOp aieforge::aie::packetOf(TraceOp Trace) {
  auto Packets = Trace.getBody().getOps<TracePacketOp>();
  return Packets.empty() ? TracePacketOp() : *Packets.begin();
}

TraceUnit aieforge::aie::unitOf(TraceOp Trace) {
  TracePacketOp Packet = packetOf(Trace);
  return TraceUnit(tileOf(Trace.getTile()),
                   Packet ? std::optional(Packet.getType()) : std::nullopt);
}
