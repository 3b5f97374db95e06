//===- Model.h - the object FIFOs of a device -------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every FIFO with what becomes of it. A FIFO whose ends share memory is one
// half; otherwise it is split: one half where it is produced and one for each
// consumer, with buffers, locks and a DMA channel each, joined by streams.
// In a link, one half of the link tile (the owner) has the buffers and locks
// that all halves of the link work on.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_MODEL_H
#define AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_MODEL_H

#include "../Tiles.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aieforge::aie::objectfifo {

struct Fifo;
struct Link;

/// The two counters of a FIFO half: Free objects for its producer to fill and
/// Full ones for its consumer to read.
struct LockPair {
  LockOp Free;
  LockOp Full;
};

struct Half {
  Fifo *Of = nullptr;
  std::string Name;
  TileOp Tile;
  /// Which consumer; nothing for the producer's half and for shared FIFOs.
  std::optional<unsigned> Consumer;
  mlir::MemRefType Type;
  unsigned Depth = 0;
  /// How often each object is sent.
  unsigned Repeat = 1;
  /// Set if this half is an end of a link on its tile.
  Link *In = nullptr;
  /// The core reads or writes the stream itself.
  bool StreamEnd = false;

  /// Memory of the half itself; see owner() for the memory that it works on.
  TileOp MemoryTile;
  llvm::SmallVector<mlir::Value> Buffers;
  llvm::SmallVector<LockPair> Locks;
  bool HasLocks = true;
  /// DMA channel, or core stream port of a stream end.
  unsigned Channel = 0;

  bool isProducer() const { return !Consumer; }
  Half &owner();
  DMAChannelDir direction() const {
    return Consumer ? DMAChannelDir::S2MM : DMAChannelDir::MM2S;
  }
  int64_t objectBytes() const;
  llvm::ArrayRef<BDDimLayoutAttr> dimensions() const;
};

struct Fifo {
  ObjectFifoCreateOp Op;
  /// Split into halves that are joined by streams.
  bool Split = false;
  Half Producer;
  std::vector<Half> Consumers;
  /// The tile that aie.objectfifo.allocate names.
  TileOp Delegate;
  /// Link that the FIFO is an input or an output of.
  Link *AsInput = nullptr;
  Link *AsOutput = nullptr;
  unsigned PacketId = 0;

  /// The half that a core on \p Tile works with, or null.
  Half *halfOn(TileOp Tile, ObjectFifoPort Port);
};

struct Link {
  ObjectFifoLinkOp Op;
  TileOp Tile;
  llvm::SmallVector<Half *> Ins;
  llvm::SmallVector<Half *> Outs;
  Half *Owner = nullptr;
  /// How often the outputs send each object.
  unsigned Repeat = 1;
  /// In a join or distribute: first element and number of elements of each
  /// small FIFO's part in the owner's objects.
  llvm::SmallVector<int64_t> Offsets;
  llvm::SmallVector<int64_t> Lengths;

  bool isPlain() const { return Ins.size() == 1 && Outs.size() == 1; }
  /// Position of \p H among the small FIFOs of a join or distribute.
  std::optional<unsigned> sliceOf(const Half &H) const;
};

/// All FIFOs of a device, in program order.
struct Model {
  std::vector<std::unique_ptr<Fifo>> Fifos;
  std::vector<std::unique_ptr<Link>> Links;

  Fifo *find(llvm::StringRef Name);
};

/// Decides what is split, where buffers lie and how many there are. Fails with
/// an error at the op at fault.
llvm::LogicalResult buildModel(DeviceOp Device, Model &M);

/// Makes buffers and locks.
llvm::LogicalResult createMemory(DeviceOp Device, Model &M);

/// Chooses DMA channels, then makes DMA programs, flows and allocations.
llvm::LogicalResult createTransfers(DeviceOp Device, Model &M,
                                    bool PacketSwitched);

/// Replaces acquires, releases and accesses in cores. \p Dynamic: cores that
/// do not say otherwise keep their loops rolled.
llvm::LogicalResult lowerCoreAccesses(DeviceOp Device, Model &M, bool Dynamic);

/// Lets resets that name a FIFO name what they set up again.
llvm::LogicalResult createRearmBindings(DeviceOp Device, Model &M);

} // namespace aieforge::aie::objectfifo

#endif // AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_MODEL_H
