//===- Device.h - devices, tiles and their addresses ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Geometry of the NPU arrays that a design can be compiled for, what one tile
// of each kind holds, and how a tile's registers are addressed. The numbers
// come from data/devices.json and data/aie2-registers.json.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_HARDWARE_DEVICE_H
#define AIEFORGE_HARDWARE_DEVICE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

namespace aieforge::hw {

enum class Generation : uint8_t { AIE2, AIE2P };
enum class TileKind : uint8_t { Core, Mem, ShimNoC, ShimPL };

/// S2MM: stream to memory; MM2S: memory to stream.
enum class Direction : uint8_t { S2MM = 0, MM2S = 1 };

/// Port groups of a stream switch; the values are those of the dialect's
/// WireBundle attribute.
enum class Bundle : uint8_t {
  Core = 0,
  DMA = 1,
  FIFO = 2,
  South = 3,
  West = 4,
  North = 5,
  East = 6,
  PLIO = 7,
  NOC = 8,
  Trace = 9,
  TileControl = 10
};

/// "AIE2", "Core", "ShimNoC", "S2MM", "TileControl", … as written here.
llvm::StringRef toString(Generation G);
llvm::StringRef toString(TileKind K);
llvm::StringRef toString(Direction D);
llvm::StringRef toString(Bundle B);
std::optional<Bundle> findBundle(llvm::StringRef Name);

/// True for both shim kinds.
inline bool isShim(TileKind K) {
  return K == TileKind::ShimNoC || K == TileKind::ShimPL;
}

/// Columns count from the first column of the partition, rows from the shim.
struct TileId {
  unsigned Column = 0;
  unsigned Row = 0;

  friend bool operator==(const TileId &A, const TileId &B) {
    return A.Column == B.Column && A.Row == B.Row;
  }
  friend bool operator<(const TileId &A, const TileId &B) {
    return std::tie(A.Column, A.Row) < std::tie(B.Column, B.Row);
  }
};

/// A register address: column << 25 | row << 20 | offset, columns relative to
/// the partition.
struct TileAddress {
  unsigned Column = 0;
  unsigned Row = 0;
  uint32_t Offset = 0; ///< Inside the tile's window of 1 MiB.

  TileId tile() const { return {Column, Row}; }
  uint32_t encode() const;
  static TileAddress decode(uint32_t Address);
};

/// encode() of the three parts.
uint32_t tileAddress(unsigned Column, unsigned Row, uint32_t Offset);

/// One device that designs name ("npu1", "npu2_4col", …).
struct Device {
  llvm::StringRef Name;
  Generation Gen;
  unsigned Columns;
  unsigned Rows;
  unsigned MemRows; ///< Rows of memory tiles, right above the shim row.
  /// Physical columns at which a partition of this size may start.
  llvm::ArrayRef<uint8_t> StartColumns;
  /// All columns of the physical arrays that users get (npu1 4, npu2 8).
  unsigned PhysicalColumns;
  /// Device number in the header of a transaction.
  unsigned TxnGeneration;
  llvm::ArrayRef<TileKind> RowKinds;

  bool contains(unsigned Column, unsigned Row) const {
    return Column < Columns && Row < Rows;
  }
  /// \p Row must be below Rows.
  TileKind kind(unsigned Column, unsigned Row) const { return RowKinds[Row]; }
  /// A core tile that exists.
  bool isCore(int Column, int Row) const {
    return Column >= 0 && Row >= 0 && contains(Column, Row) &&
           kind(Column, Row) == TileKind::Core;
  }
};

/// The device called \p Name, or one of the older names (npu1_4col, npu, ipu);
/// null if there is none.
const Device *findDevice(llvm::StringRef Name);
/// All devices under their newest names, smallest generation first.
llvm::ArrayRef<Device> allDevices();
/// "npu1, npu1_1col, …": for messages.
std::string deviceNames();

/// What one BD of a tile kind can express. Lengths, steps and addresses in
/// 32-bit words; the maxima are true values, not the stored fields.
struct DmaLimits {
  unsigned BdWords;
  unsigned Dims;      ///< Dimensions of a BD without the iteration.
  unsigned WrapDims;  ///< Dimensions, from the innermost, with a wrap.
  uint64_t MaxLength; ///< Words of one BD.
  uint32_t MaxStep;   ///< Words.
  uint32_t MaxWrap;   ///< 0 stands for "never wraps".
  uint32_t MaxIterationStep;
  uint32_t MaxIterationWrap; ///< BD executions.
  uint32_t MaxRepeat;        ///< Runs of one task.
  unsigned QueueDepth;       ///< Waiting tasks of one channel.
};

/// Resources of one tile of a kind, on every device alike.
struct TileInfo {
  TileKind Kind;
  uint32_t DataMemoryBytes;
  uint32_t ProgramMemoryBytes;
  unsigned MemoryBanks; ///< Banks that buffers are placed in.
  unsigned Locks;
  unsigned Bds;
  unsigned S2MM; ///< Channels.
  unsigned MM2S;
  bool Compression;
  bool Padding; ///< MM2S can put zeros around the data.
  DmaLimits Dma;

  unsigned channels(Direction D) const {
    return D == Direction::S2MM ? S2MM : MM2S;
  }
};

const TileInfo &tileInfo(TileKind K);

/// True if channel \p Channel of that tile kind can run BD \p Bd (a memory
/// tile's even channels have the lower half, the odd ones the upper half).
bool bdReachable(TileKind K, unsigned Channel, unsigned Bd);

/// Shim burst lengths in bytes, index = value of the BD field.
llvm::ArrayRef<uint16_t> shimBurstBytes(Generation G);
/// The field value for \p Bytes (0 = the longest), or nothing.
std::optional<unsigned> shimBurstCode(Generation G, unsigned Bytes);

/// A part of another tile's (or the own) memory and locks that a core or a
/// DMA reaches under addresses of its own.
struct ReachWindow {
  llvm::StringRef Name; ///< "south", "west", "north", "own", "east"
  int8_t ColumnStep;    ///< The tile, relative to the one that looks.
  int8_t RowStep;
  uint32_t Address; ///< First byte address in the looker's own map.
  uint32_t Bytes;
  uint16_t LockBase; ///< First lock number in the looker's own numbering.
  uint16_t Locks;
  uint8_t FirstChannel; ///< DMA channels that may use it, inclusive.
  uint8_t LastChannel;
};

/// Windows of a core: south, west, north, own.
llvm::ArrayRef<ReachWindow> coreWindows();
/// The core window that \p Address (a core's data address) falls in, or null.
const ReachWindow *coreWindowAt(uint32_t Address);
/// Windows of a tile's DMA; empty for shim tiles, whose DMA sees the host.
llvm::ArrayRef<ReachWindow> dmaWindows(TileKind K);
/// The window that shows the own tile.
const ReachWindow &ownDmaWindow(TileKind K);

/// Packet id of the completion tokens of a tile in \p Row.
unsigned defaultControllerId(unsigned Row);

/// Offset between an address as the host's IOVA has it and as the shim DMA
/// has to send it.
uint64_t hostAddressOffset();

/// Identification words of a PDI.
uint32_t pdiIdCode();
uint32_t pdiExtendedIdCode();

} // namespace aieforge::hw

#endif // AIEFORGE_HARDWARE_DEVICE_H
