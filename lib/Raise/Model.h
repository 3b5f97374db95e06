//===- Model.h - what a raised design consists of ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The writes of a configuration sorted into programs, buffers and chains of
// BDs. Everything is kept in the order of the writes, so that a design which
// the compile pipeline wrote comes back with the same order.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_RAISE_MODEL_H
#define AIEFORGE_LIB_RAISE_MODEL_H

#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/RegisterViews.h"
#include "aieforge/Raise/Raise.h"

namespace aieforge::raise {

/// Part of a data memory that BDs walk over or that starts with data.
struct Buffer {
  hw::TileId Tile;
  uint32_t Offset = 0;
  uint32_t Bytes = 0;                  ///< A multiple of 4.
  std::optional<aieforge::Bytes> Init; ///< Of the same size.

  std::string name() const;
  uint32_t end() const { return Offset + Bytes; }
};

/// The walk of a BD as sizes and strides say it.
struct BdShape {
  /// Dimensions up to the last one that is set, innermost first.
  llvm::ArrayRef<BdDim> Dims;
  llvm::SmallVector<uint64_t, 4> Sizes;
  uint64_t Words = 0; ///< From the BD's address to behind the last word.
};
/// \p B must outlive the result.
BdShape shapeOf(const BdView &B);

/// A channel's task that the configuration starts.
struct DmaStart {
  hw::Direction Dir = hw::Direction::S2MM;
  unsigned Channel = 0;
  hw::QueueEntry Entry;
};

/// The DMA of one tile.
struct DmaProgram {
  std::vector<DmaStart> Starts;
  /// The BDs that the starts lead to, chain after chain.
  std::vector<BdView> Bds;
  bool has(unsigned Bd) const;
};

/// Both lock operations of a BD: the dialect has either both or none.
struct BdLocks {
  BdLock Acquire;
  bool Enable = false; ///< Of the acquire.
  BdLock Release;
};

/// Position of what was never written.
constexpr size_t NeverWritten = ~size_t(0);

class Model {
public:
  /// \p Ops must outlive this.
  static Expected<Model> create(const hw::Device &D,
                                llvm::ArrayRef<RegisterOp> Ops);

  const hw::Device &device() const { return Image.device(); }
  hw::TileKind kind(hw::TileId T) const {
    return device().kind(T.Column, T.Row);
  }
  /// Position of the last write to a register, or NeverWritten.
  size_t lastWrite(hw::TileId T, uint32_t Offset) const;
  /// Every write to a register that acts when it is written: position and
  /// value.
  using ActingWrites = std::vector<std::pair<size_t, uint32_t>>;
  const std::map<uint32_t, ActingWrites> &actingWrites(hw::TileId T) const {
    static const std::map<uint32_t, ActingWrites> None;
    auto It = Acting.find(T);
    return It == Acting.end() ? None : It->second;
  }

  RegisterImage Image;
  /// Tiles that the design names: cores in the order of their programs behind
  /// the others by row and column.
  std::vector<hw::TileId> Tiles;
  std::map<hw::TileId, elf::CoreElf> Cores;
  std::map<hw::TileId, DmaProgram> Dmas;
  std::vector<Buffer> Buffers; ///< Those with data in the order of the writes.
  /// The buffer that the byte at \p P is in; null if there is none.
  const Buffer *bufferAt(const MemoryPlace &P) const;
  /// Nothing if the BD has no locks, or one that is in no tile.
  std::optional<BdLocks> locksOf(const BdView &B) const;

private:
  Model(const hw::Device &D, llvm::ArrayRef<RegisterOp> Ops)
      : Image(D), Ops(Ops) {}

  Error apply();
  void findCores();
  void addDataRange(hw::TileId T, uint32_t Offset, const RegisterOp &Op);
  void findDmas();
  void findTiles();
  void findBuffers();
  bool addStart(DmaProgram &P, hw::TileId T, const QueuePush &Push);

  llvm::ArrayRef<RegisterOp> Ops;
  std::map<uint32_t, size_t> LastWrites; ///< By address; registers only.
  std::map<hw::TileId, std::map<uint32_t, ActingWrites>> Acting;
  std::map<hw::TileId, size_t> FirstUse;
  /// Writes to data memories that belong to no program: (tile, offset, size)
  /// in the order of the writes.
  std::vector<Buffer> DataRanges;
};

} // namespace aieforge::raise

#endif // AIEFORGE_LIB_RAISE_MODEL_H
