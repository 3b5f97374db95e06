//===- RegisterViews.h - what a register image configures -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// BDs, DMA channels, locks, stream switches and cores of a RegisterImage in
// true units. Field positions and their meaning come from the hardware tables.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_REGISTERVIEWS_H
#define AIEFORGE_FORMATS_REGISTERVIEWS_H

#include "aieforge/Formats/RegisterImage.h"
#include "aieforge/Hardware/StreamSwitch.h"

namespace aieforge {

//===----------------------------------------------------------------------===//
// Buffer descriptors
//===----------------------------------------------------------------------===//

/// One dimension of a BD.
struct BdDim {
  uint32_t Step = 1; ///< Words.
  uint32_t Wrap = 0; ///< Elements; 0: never wraps.
  /// Zeros sent around the data: words in the innermost dimension, whole runs
  /// of the dimension below in others.
  uint32_t ZeroBefore = 0;
  uint32_t ZeroAfter = 0;
  bool operator==(const BdDim &) const = default;
};

/// Offset that grows with every execution of a BD.
struct BdIteration {
  uint32_t Step = 1; ///< Words.
  uint32_t Wrap = 1; ///< Executions until it starts over; 1: no iteration.
  uint32_t Current = 0;
  bool operator==(const BdIteration &) const = default;
};

struct BdPacket {
  unsigned Id = 0;
  unsigned Type = 0;
  bool operator==(const BdPacket &) const = default;
};

/// A lock operation of a BD.
struct BdLock {
  unsigned Number = 0; ///< In the DMA's own numbering, as in the field.
  int Value = 0;       ///< As in the field; acquire: negative is "at least".
  /// The tile and its lock; nothing if the number leads out of the device.
  std::optional<hw::TileId> Tile;
  unsigned Id = 0;
  bool operator==(const BdLock &) const = default;
};

/// A byte of a data memory.
struct MemoryPlace {
  hw::TileId Tile;
  uint32_t Offset = 0;
  bool operator==(const MemoryPlace &) const = default;
};

struct BdView {
  hw::TileId Tile;
  hw::TileKind Kind = hw::TileKind::Core;
  unsigned Id = 0;
  llvm::SmallVector<uint32_t, 8> Words; ///< As they are in the registers.

  bool Valid = false;
  uint64_t Address = 0; ///< Bytes, as the DMA addresses them.
  /// Core and memory tiles: the memory that Address is in. Nothing if it is in
  /// none of this device, and for shim tiles.
  std::optional<MemoryPlace> Memory;
  std::optional<HostPatch> Host; ///< Shim tiles: set by a patch.
  uint64_t Length = 0;           ///< Words.
  std::vector<BdDim> Dims;       ///< All that the kind has, innermost first.
  BdIteration Iteration;
  std::optional<unsigned> Next;
  std::optional<BdLock> Acquire;
  std::optional<BdLock> Release;
  std::optional<BdPacket> Packet;
  unsigned OutOfOrderId = 0;
  bool Compression = false;
  bool TlastSuppress = false;
  unsigned BurstBytes = 0; ///< Shim tiles, like the rest.
  unsigned AxQoS = 0;
  unsigned AxCache = 0;
  unsigned StreamId = 0; ///< SMID
  bool Secure = false;

  /// One run of words, whatever the dimensions say.
  bool isLinear() const;
  /// The lowest and the highest word that one execution touches, in words from
  /// Address; iteration left out.
  uint64_t lastWord() const;
};

/// Decodes the words of BD \p Bd of \p T, a tile of \p D with a DMA. Missing
/// words are zeros.
BdView decodeBd(const hw::Device &D, hw::TileId T, unsigned Bd,
                llvm::ArrayRef<uint32_t> Words);

/// The BD as the image has it, whether or not it was written.
BdView bdView(const RegisterImage &I, hw::TileId T, unsigned Bd);
/// All BDs with a word that was written, by tile and number.
std::vector<BdView> bdViews(const RegisterImage &I);
std::vector<BdView> bdViews(const RegisterImage &I, hw::TileId T);

//===----------------------------------------------------------------------===//
// Channels and locks
//===----------------------------------------------------------------------===//

enum class FotMode : uint8_t {
  Disabled = 0,
  NoCounts = 1,
  CountsWithTokens = 2,
  CountsFromRegister = 3
};
/// "disabled", "no counts", …
llvm::StringRef toString(FotMode M);

struct ChannelView {
  hw::TileId Tile;
  hw::Direction Dir = hw::Direction::S2MM;
  unsigned Channel = 0;
  uint32_t Control = 0; ///< The word.
  bool ControlWritten = false;
  bool InReset = false;            ///< Core and memory tiles.
  bool Paused = false;             ///< Shim tiles: memory or stream side.
  bool OutOfOrder = false;         ///< S2MM.
  bool Compression = false;        ///< MM2S compresses, S2MM decompresses.
  FotMode Fot = FotMode::Disabled; ///< Finish on TLAST; S2MM.
  unsigned ControllerId = 0;       ///< Packet id of task tokens.
  std::vector<hw::QueueEntry> Pushes;
};

/// Channels whose control was written or that got a task, S2MM first.
std::vector<ChannelView> channelViews(const RegisterImage &I, hw::TileId T);
std::vector<ChannelView> channelViews(const RegisterImage &I);

struct LockView {
  hw::TileId Tile;
  unsigned Id = 0;
  unsigned Value = 0;
  bool operator==(const LockView &) const = default;
};

/// Locks whose value was written.
std::vector<LockView> lockViews(const RegisterImage &I, hw::TileId T);
std::vector<LockView> lockViews(const RegisterImage &I);

//===----------------------------------------------------------------------===//
// Stream switches
//===----------------------------------------------------------------------===//

/// A master port that copies a slave port.
struct CircuitView {
  /// Nothing if the register names a port that the tile has not.
  std::optional<hw::Port> Slave;
  hw::Port Master;
  /// The slave port is enabled in circuit mode, so that data flows.
  bool SlaveEnabled = false;
  bool Legal = false; ///< The switch has this connection.
};

/// A master port that serves an arbiter.
struct PacketMasterView {
  hw::Port Master;
  unsigned Arbiter = 0;
  unsigned MselMask = 0;
  bool DropHeader = false;
};

/// An enabled packet rule.
struct SlotView {
  hw::Port Slave;
  unsigned Slot = 0;
  hw::SlotConfig Config;
  /// The slave port is enabled in packet mode.
  bool SlaveEnabled = false;
  /// Would a packet with \p Id go by this rule?
  bool matches(unsigned Id) const {
    return (Id & Config.Mask) == (Config.Id & Config.Mask);
  }
};

struct ShimMuxView {
  unsigned South = 0;  ///< Index of the South port.
  bool Inwards = true; ///< Mux in front of slave South, else behind master.
  hw::ShimMuxInput Input = hw::ShimMuxInput::PL;
  /// The DMA channel of that lane, where Input is DMA.
  std::optional<unsigned> Channel;
};

struct SwitchView {
  hw::TileId Tile;
  hw::TileKind Kind = hw::TileKind::Core;
  std::vector<CircuitView> Circuits;
  std::vector<PacketMasterView> PacketMasters;
  std::vector<SlotView> Slots;
  std::vector<hw::Port> CircuitSlaves; ///< Enabled in circuit mode.
  std::vector<hw::Port> PacketSlaves;  ///< Enabled in packet mode.
  std::vector<ShimMuxView> Mux;        ///< Lanes whose mux is not at PL.

  bool empty() const {
    return Circuits.empty() && PacketMasters.empty() && Slots.empty() &&
           CircuitSlaves.empty() && PacketSlaves.empty() && Mux.empty();
  }
};

/// The switch of \p T; everything disabled if nothing was written.
SwitchView switchView(const RegisterImage &I, hw::TileId T);
/// Switches with at least one setting.
std::vector<SwitchView> switchViews(const RegisterImage &I);

//===----------------------------------------------------------------------===//
// Cores
//===----------------------------------------------------------------------===//

struct CoreView {
  hw::TileId Tile;
  bool ControlWritten = false;
  bool Enabled = false; ///< Enable bit set and reset bit clear.
  bool InReset = true;
  /// Cascade input from the west (else north), output to the east (else
  /// south).
  bool CascadeFromWest = false;
  bool CascadeToEast = false;
  const WrittenBytes *Program = nullptr; ///< Owned by the image.
};

/// Core tiles whose control or program memory was written.
std::vector<CoreView> coreViews(const RegisterImage &I);
CoreView coreView(const RegisterImage &I, hw::TileId T);

} // namespace aieforge

#endif // AIEFORGE_FORMATS_REGISTERVIEWS_H
