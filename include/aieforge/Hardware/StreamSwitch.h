//===- StreamSwitch.h - ports, routes and their registers -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A master port leaves a switch, a slave port enters it. Port numbers, the
// legal connections and the configuration words, generated from
// data/aie2-registers.json; the same for AIE2 and AIE2P.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_HARDWARE_STREAMSWITCH_H
#define AIEFORGE_HARDWARE_STREAMSWITCH_H

#include "aieforge/Hardware/Device.h"

namespace aieforge::hw {

struct Port {
  hw::Bundle Bundle = hw::Bundle::Core;
  unsigned Index = 0;

  friend bool operator==(const Port &A, const Port &B) {
    return A.Bundle == B.Bundle && A.Index == B.Index;
  }
  friend bool operator<(const Port &A, const Port &B) {
    return std::tie(A.Bundle, A.Index) < std::tie(B.Bundle, B.Index);
  }
};
/// "South3"
std::string toString(Port P);

/// All ports in the order of their physical numbers.
llvm::ArrayRef<Port> masterPorts(TileKind K);
llvm::ArrayRef<Port> slavePorts(TileKind K);
/// Ports of one bundle, whether or not a neighbour is there.
unsigned masterCount(TileKind K, Bundle B);
unsigned slaveCount(TileKind K, Bundle B);
/// The same, 0 where the bundle would lead out of the device (the shim's South
/// leads to its mux).
unsigned masterCount(const Device &D, TileId T, Bundle B);
unsigned slaveCount(const Device &D, TileId T, Bundle B);

/// Physical port numbers, or nothing if the kind has no such port.
std::optional<unsigned> masterPort(TileKind K, Port P);
std::optional<unsigned> slavePort(TileKind K, Port P);

/// Offsets of the configuration registers of a physical port.
uint32_t masterConfigOffset(TileKind K, unsigned MasterPort);
uint32_t slaveConfigOffset(TileKind K, unsigned SlavePort);
uint32_t slaveSlotOffset(TileKind K, unsigned SlavePort, unsigned Slot);

/// What a switch register configures.
struct SwitchRegisterRef {
  enum Kind : uint8_t { Master, Slave, Slot } What;
  unsigned Number;    ///< Physical port.
  unsigned SlotIndex; ///< For What == Slot.
};
std::optional<SwitchRegisterRef> switchRegisterAt(TileKind K, uint32_t Offset);

/// May data that entered at the slave leave at the master?
bool isLegalConnection(TileKind K, unsigned SlavePort, unsigned MasterPort);
bool isLegalConnection(TileKind K, Port Slave, Port Master);

/// The slave port of the neighbour that a master port drives (North i of
/// (c,r) drives South i of (c,r+1), …). Nothing for ports that stay in the
/// tile or lead out of the device.
struct TilePort {
  TileId Tile;
  Port P;
};
std::optional<TilePort> neighbourSlave(const Device &D, TileId T, Port Master);
/// The inverse: the master that drives a slave port.
std::optional<TilePort> neighbourMaster(const Device &D, TileId T, Port Slave);
/// South for North and so on; the bundle itself if it has no opposite.
Bundle opposite(Bundle B);

unsigned slotsPerSlave();
unsigned mselsPerArbiter();
/// Arbiters that the register can name, and those that compilers use.
unsigned arbiters();
unsigned usedArbiters();
unsigned maxPacketId();
unsigned maxPacketType();

/// Configuration word of a master port.
struct MasterConfig {
  bool Enabled = false;
  bool Packet = false;
  bool DropHeader = false; ///< Packet mode.
  unsigned SlavePort = 0;  ///< Circuit mode: the physical slave port.
  unsigned Arbiter = 0;    ///< Packet mode.
  unsigned MselMask = 0;   ///< Packet mode: bit i enables msel i.

  uint32_t encode() const;
  static MasterConfig decode(uint32_t Word);
};

/// Configuration word of a slave port.
struct SlaveConfig {
  bool Enabled = false;
  bool Packet = false;

  uint32_t encode() const;
  static SlaveConfig decode(uint32_t Word);
};

/// One packet rule of a slave port: packets with
/// (id & Mask) == (Id & Mask) go to the arbiter and msel.
struct SlotConfig {
  bool Enabled = false;
  unsigned Id = 0;
  unsigned Mask = 0;
  unsigned Msel = 0;
  unsigned Arbiter = 0;

  uint32_t encode() const;
  static SlotConfig decode(uint32_t Word);
};

/// The shim mux in front of slave South i and behind master South i.
enum class ShimMuxInput : uint8_t { PL = 0, DMA = 1, NoC = 2 };

struct ShimMuxField {
  unsigned South; ///< Port index of the switch.
  uint8_t Lsb;
  uint8_t Width;
};
/// Register and fields towards the array (slave South).
uint32_t shimMuxOffset();
llvm::ArrayRef<ShimMuxField> shimMuxFields();
/// Register and fields away from the array (master South).
uint32_t shimDemuxOffset();
llvm::ArrayRef<ShimMuxField> shimDemuxFields();
/// Field of South \p South, or null if that lane is not muxed.
const ShimMuxField *shimMuxField(unsigned South);
const ShimMuxField *shimDemuxField(unsigned South);

/// South port of the shim switch that a DMA channel uses: a slave for MM2S, a
/// master for S2MM.
std::optional<unsigned> shimDmaSouth(Direction D, unsigned Channel);
/// The inverse.
std::optional<unsigned> shimDmaChannel(Direction D, unsigned South);

} // namespace aieforge::hw

#endif // AIEFORGE_HARDWARE_STREAMSWITCH_H
