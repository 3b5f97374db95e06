//===- StreamSwitch.cpp - ports, routes and their registers ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/StreamSwitch.h"
#include "aieforge/Hardware/Field.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge::hw;
using llvm::ArrayRef;
using llvm::StringLiteral;

namespace {
struct SwitchTable {
  ArrayRef<Port> Masters, Slaves;
  ArrayRef<uint32_t> Legal; ///< Per slave port: bit i = master port i.
  uint32_t MasterBase, SlaveBase, SlotBase;
};

struct ShimDmaLane {
  Direction Dir;
  unsigned Channel;
  unsigned South;
};
} // namespace

#include "aieforge/Hardware/SwitchTables.inc"

static const SwitchTable &table(TileKind K) {
  switch (K) {
  case TileKind::Core:
    return Switch_Core;
  case TileKind::Mem:
    return Switch_Mem;
  case TileKind::ShimNoC:
  case TileKind::ShimPL:
    break;
  }
  return Switch_Shim;
}

std::string aieforge::hw::toString(Port P) {
  return toString(P.Bundle).str() + std::to_string(P.Index);
}

ArrayRef<Port> aieforge::hw::masterPorts(TileKind K) {
  return table(K).Masters;
}
ArrayRef<Port> aieforge::hw::slavePorts(TileKind K) { return table(K).Slaves; }

static unsigned countOf(ArrayRef<Port> Ports, Bundle B) {
  return llvm::count_if(Ports, [&](const Port &P) { return P.Bundle == B; });
}

unsigned aieforge::hw::masterCount(TileKind K, Bundle B) {
  return countOf(table(K).Masters, B);
}
unsigned aieforge::hw::slaveCount(TileKind K, Bundle B) {
  return countOf(table(K).Slaves, B);
}

/// Does the bundle lead to something that is there?
static bool leadsSomewhere(const Device &D, TileId T, Bundle B) {
  switch (B) {
  case Bundle::West:
    return T.Column > 0;
  case Bundle::East:
    return T.Column + 1 < D.Columns;
  case Bundle::North:
    return T.Row + 1 < D.Rows;
  default:
    return true;
  }
}

unsigned aieforge::hw::masterCount(const Device &D, TileId T, Bundle B) {
  if (!leadsSomewhere(D, T, B))
    return 0;
  return masterCount(D.kind(T.Column, T.Row), B);
}
unsigned aieforge::hw::slaveCount(const Device &D, TileId T, Bundle B) {
  if (!leadsSomewhere(D, T, B))
    return 0;
  return slaveCount(D.kind(T.Column, T.Row), B);
}

static std::optional<unsigned> numberOf(ArrayRef<Port> Ports, Port P) {
  const Port *It = llvm::find(Ports, P);
  if (It == Ports.end())
    return std::nullopt;
  return It - Ports.begin();
}

std::optional<unsigned> aieforge::hw::masterPort(TileKind K, Port P) {
  return numberOf(table(K).Masters, P);
}
std::optional<unsigned> aieforge::hw::slavePort(TileKind K, Port P) {
  return numberOf(table(K).Slaves, P);
}

uint32_t aieforge::hw::masterConfigOffset(TileKind K, unsigned MasterPort) {
  return table(K).MasterBase + 4 * MasterPort;
}
uint32_t aieforge::hw::slaveConfigOffset(TileKind K, unsigned SlavePort) {
  return table(K).SlaveBase + 4 * SlavePort;
}
uint32_t aieforge::hw::slaveSlotOffset(TileKind K, unsigned SlavePort,
                                       unsigned Slot) {
  return table(K).SlotBase + SlotPortStride * SlavePort + SlotStride * Slot;
}

std::optional<SwitchRegisterRef>
aieforge::hw::switchRegisterAt(TileKind K, uint32_t Offset) {
  const SwitchTable &T = table(K);
  auto Inside = [&](uint32_t Base, size_t Count, uint32_t Stride) {
    return Offset % 4 == 0 && Offset >= Base && Offset - Base < Count * Stride;
  };
  if (Inside(T.MasterBase, T.Masters.size(), 4))
    return SwitchRegisterRef{SwitchRegisterRef::Master,
                             (Offset - T.MasterBase) / 4, 0};
  if (Inside(T.SlaveBase, T.Slaves.size(), 4))
    return SwitchRegisterRef{SwitchRegisterRef::Slave,
                             (Offset - T.SlaveBase) / 4, 0};
  if (Inside(T.SlotBase, T.Slaves.size(), SlotPortStride)) {
    uint32_t Rest = Offset - T.SlotBase;
    return SwitchRegisterRef{SwitchRegisterRef::Slot, Rest / SlotPortStride,
                             Rest % SlotPortStride / SlotStride};
  }
  return std::nullopt;
}

bool aieforge::hw::isLegalConnection(TileKind K, unsigned SlavePort,
                                     unsigned MasterPort) {
  const SwitchTable &T = table(K);
  return SlavePort < T.Legal.size() && MasterPort < T.Masters.size() &&
         (T.Legal[SlavePort] >> MasterPort & 1);
}

bool aieforge::hw::isLegalConnection(TileKind K, Port Slave, Port Master) {
  std::optional<unsigned> S = slavePort(K, Slave);
  std::optional<unsigned> M = masterPort(K, Master);
  return S && M && isLegalConnection(K, *S, *M);
}

Bundle aieforge::hw::opposite(Bundle B) {
  switch (B) {
  case Bundle::North:
    return Bundle::South;
  case Bundle::South:
    return Bundle::North;
  case Bundle::East:
    return Bundle::West;
  case Bundle::West:
    return Bundle::East;
  default:
    return B;
  }
}

/// The tile next to \p T on side \p B, if the device has it.
static std::optional<TileId> neighbour(const Device &D, TileId T, Bundle B) {
  if (opposite(B) == B || !leadsSomewhere(D, T, B) ||
      (B == Bundle::South && T.Row == 0))
    return std::nullopt;
  switch (B) {
  case Bundle::North:
    return TileId{T.Column, T.Row + 1};
  case Bundle::South:
    return TileId{T.Column, T.Row - 1};
  case Bundle::East:
    return TileId{T.Column + 1, T.Row};
  default:
    return TileId{T.Column - 1, T.Row};
  }
}

std::optional<TilePort> aieforge::hw::neighbourSlave(const Device &D, TileId T,
                                                     Port Master) {
  std::optional<TileId> N = neighbour(D, T, Master.Bundle);
  Port Other = {opposite(Master.Bundle), Master.Index};
  if (!N || !masterPort(D.kind(T.Column, T.Row), Master) ||
      !slavePort(D.kind(N->Column, N->Row), Other))
    return std::nullopt;
  return TilePort{*N, Other};
}

std::optional<TilePort> aieforge::hw::neighbourMaster(const Device &D, TileId T,
                                                      Port Slave) {
  std::optional<TileId> N = neighbour(D, T, Slave.Bundle);
  Port Other = {opposite(Slave.Bundle), Slave.Index};
  if (!N || !slavePort(D.kind(T.Column, T.Row), Slave) ||
      !masterPort(D.kind(N->Column, N->Row), Other))
    return std::nullopt;
  return TilePort{*N, Other};
}

unsigned aieforge::hw::slotsPerSlave() { return SlotCount; }
unsigned aieforge::hw::mselsPerArbiter() { return MselsPerArbiter; }
unsigned aieforge::hw::arbiters() { return Arbiters; }
unsigned aieforge::hw::usedArbiters() { return UsedArbiters; }
unsigned aieforge::hw::maxPacketId() { return SlotId.valueMask(); }
unsigned aieforge::hw::maxPacketType() { return (1u << PacketTypeBits) - 1; }

uint32_t MasterConfig::encode() const {
  uint32_t Word = MasterEnable.make(Enabled) | MasterPacket.make(Packet);
  if (!Packet)
    return Word | MasterSlavePort.make(SlavePort);
  return Word | MasterDropHeader.make(DropHeader) |
         MasterArbiter.make(Arbiter) | MasterMselEnable.make(MselMask);
}

MasterConfig MasterConfig::decode(uint32_t Word) {
  MasterConfig C;
  C.Enabled = MasterEnable.extract(Word);
  C.Packet = MasterPacket.extract(Word);
  if (!C.Packet) {
    C.SlavePort = MasterSlavePort.extract(Word);
    return C;
  }
  C.DropHeader = MasterDropHeader.extract(Word);
  C.Arbiter = MasterArbiter.extract(Word);
  C.MselMask = MasterMselEnable.extract(Word);
  return C;
}

uint32_t SlaveConfig::encode() const {
  return SlaveEnable.make(Enabled) | SlavePacket.make(Packet);
}

SlaveConfig SlaveConfig::decode(uint32_t Word) {
  SlaveConfig C;
  C.Enabled = SlaveEnable.extract(Word);
  C.Packet = SlavePacket.extract(Word);
  return C;
}

uint32_t SlotConfig::encode() const {
  return SlotEnable.make(Enabled) | SlotId.make(Id) | SlotMask.make(Mask) |
         SlotMsel.make(Msel) | SlotArbiter.make(Arbiter);
}

SlotConfig SlotConfig::decode(uint32_t Word) {
  SlotConfig C;
  C.Enabled = SlotEnable.extract(Word);
  C.Id = SlotId.extract(Word);
  C.Mask = SlotMask.extract(Word);
  C.Msel = SlotMsel.extract(Word);
  C.Arbiter = SlotArbiter.extract(Word);
  return C;
}

uint32_t aieforge::hw::shimMuxOffset() { return MuxOffset; }
uint32_t aieforge::hw::shimDemuxOffset() { return DemuxOffset; }
ArrayRef<ShimMuxField> aieforge::hw::shimMuxFields() { return MuxFields; }
ArrayRef<ShimMuxField> aieforge::hw::shimDemuxFields() { return DemuxFields; }

static const ShimMuxField *fieldOf(ArrayRef<ShimMuxField> Fields,
                                   unsigned South) {
  const ShimMuxField *It = llvm::find_if(
      Fields, [&](const ShimMuxField &F) { return F.South == South; });
  return It == Fields.end() ? nullptr : It;
}

const ShimMuxField *aieforge::hw::shimMuxField(unsigned South) {
  return fieldOf(MuxFields, South);
}
const ShimMuxField *aieforge::hw::shimDemuxField(unsigned South) {
  return fieldOf(DemuxFields, South);
}

std::optional<unsigned> aieforge::hw::shimDmaSouth(Direction D,
                                                   unsigned Channel) {
  for (const ShimDmaLane &L : ShimDmaLanes)
    if (L.Dir == D && L.Channel == Channel)
      return L.South;
  return std::nullopt;
}

std::optional<unsigned> aieforge::hw::shimDmaChannel(Direction D,
                                                     unsigned South) {
  for (const ShimDmaLane &L : ShimDmaLanes)
    if (L.Dir == D && L.South == South)
      return L.Channel;
  return std::nullopt;
}
