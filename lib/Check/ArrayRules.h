//===- ArrayRules.h - rules C: what a configuration sets up -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CHECK_ARRAYRULES_H
#define AIEFORGE_LIB_CHECK_ARRAYRULES_H

#include "ArrayState.h"
#include "Reporter.h"
#include "aieforge/Hardware/StreamSwitch.h"

namespace aieforge::check {

/// Rules C about everything that a device image leaves in the array. \p Where
/// names the image.
void checkArray(const ArrayState &A, const llvm::Twine &Where, Reporter &R);

/// The rules about stream switches and shim lanes among them.
void checkSwitches(const ArrayState &A, const llvm::Twine &Where, Reporter &R);

/// C01 about the writes \p A could not place, from number \p First on.
void checkUnresolved(const ArrayState &A, const RegisterImage &Image,
                     size_t First, const llvm::Twine &Where, Reporter &R);

/// Watches writes to switch ports, one at a time (C15).
class PortWatch {
public:
  PortWatch(const RegisterImage &Image, Reporter &R) : Image(Image), R(R) {}
  /// Before \p Words are written from \p Address on.
  void before(uint32_t Address, llvm::ArrayRef<uint32_t> Words,
              const llvm::Twine &Where);

private:
  const RegisterImage &Image;
  Reporter &R;
};

/// The switch of one tile as its registers have it.
struct SwitchState {
  SwitchState(const RegisterImage &Image, hw::TileId T);

  hw::TileId Tile;
  hw::TileKind Kind;
  std::vector<hw::MasterConfig> Masters; ///< By physical number.
  std::vector<hw::SlaveConfig> Slaves;
  std::vector<std::vector<hw::SlotConfig>> Slots; ///< Of each slave.

  /// Masters that data from \p Slave reaches: in circuit mode all of them, in
  /// packet mode those for packets with \p PacketId.
  std::vector<unsigned> reached(unsigned Slave, unsigned PacketId) const;
  /// Slots of \p Slave that match the id.
  std::vector<hw::SlotConfig> matching(unsigned Slave, unsigned PacketId) const;
  /// Masters that packets with that slot's arbiter and msel leave by.
  std::vector<unsigned> listeners(const hw::SlotConfig &Slot) const;
  /// The master's circuit connection, or a listening slot, uses this slave.
  bool isUsed(unsigned Slave) const;
};

/// What shim lane South \p South is switched to; PL where it has no
/// multiplexer.
hw::ShimMuxInput laneInput(const RegisterImage &Image, hw::TileId Shim,
                           hw::Direction D, unsigned South);

/// The stream switch's port of a DMA channel: a slave for MM2S, a master for
/// S2MM.
std::optional<unsigned> dmaPort(hw::TileKind K, hw::Direction D,
                                unsigned Channel);
/// Whether data of a channel of the switch's tile has somewhere to go or to
/// come from.
bool isConnected(const RegisterImage &Image, const SwitchState &S,
                 hw::Direction D, unsigned Channel);

llvm::ArrayRef<llvm::StringLiteral> arrayRules();

} // namespace aieforge::check

#endif // AIEFORGE_LIB_CHECK_ARRAYRULES_H
