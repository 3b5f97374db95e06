//===- RegisterImage.h - the state that a configuration leaves --*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The registers and memories of an NPU array after the writes of a CDO, a PDI
// or a transaction, applied one by one and without emulating anything: no DMA
// moves, no core runs. RegisterViews.h and RouteView.h decode the result.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_REGISTERIMAGE_H
#define AIEFORGE_FORMATS_REGISTERIMAGE_H

#include "aieforge/Formats/Cdo.h"
#include "aieforge/Formats/RegisterOp.h"
#include "aieforge/Formats/Transaction.h"
#include "aieforge/Hardware/Device.h"
#include "aieforge/Hardware/Dma.h"

#include <map>

namespace aieforge {

/// What was written to one memory: ranges of bytes that neither overlap nor
/// touch, by their first offset.
class WrittenBytes {
public:
  using Ranges = std::map<uint32_t, Bytes>;

  void write(uint32_t Offset, BytesRef Data);
  void clear() { Parts.clear(); }

  const Ranges &ranges() const { return Parts; }
  bool empty() const { return Parts.empty(); }
  /// Number of bytes written at least once.
  uint64_t size() const;
  /// The offset behind the last byte; 0 if there is none.
  uint32_t end() const;
  /// The bytes from 0 to end(), zeros where nothing was written.
  Bytes flat() const;
  /// The word at \p Offset if all of its bytes were written.
  std::optional<uint32_t> word(uint32_t Offset) const;

  friend bool operator==(const WrittenBytes &A, const WrittenBytes &B) {
    return A.Parts == B.Parts;
  }

private:
  Ranges Parts;
};

/// One write to a task queue, which is an event rather than a state.
struct QueuePush {
  hw::Direction Dir = hw::Direction::S2MM;
  unsigned Channel = 0;
  hw::QueueEntry Entry;
  friend bool operator==(const QueuePush &A, const QueuePush &B) {
    return A.Dir == B.Dir && A.Channel == B.Channel &&
           A.Entry.StartBd == B.Entry.StartBd &&
           A.Entry.Repeat == B.Entry.Repeat &&
           A.Entry.IssueToken == B.Entry.IssueToken;
  }
};

/// A host buffer whose address the firmware puts into a BD.
struct HostPatch {
  uint64_t Argument = 0; ///< Number of the buffer.
  uint64_t Offset = 0;   ///< Bytes.
  bool operator==(const HostPatch &) const = default;
};

/// What was written to one tile.
struct TileState {
  hw::TileKind Kind = hw::TileKind::Core;
  /// The last value of every register that was written, by its offset.
  /// Registers that act when written (queues, write-to-clear ones) hold the
  /// last word like all others.
  std::map<uint32_t, uint32_t> Registers;
  WrittenBytes Data;             ///< Offsets in the tile's data memory.
  WrittenBytes Program;          ///< Offsets in the core's program memory.
  std::vector<QueuePush> Pushes; ///< In order, of all channels.
  /// Patches by the offset of the BD's low address word; the last one counts.
  std::map<uint32_t, HostPatch> Patches;

  /// The last value written at \p Offset, if any.
  std::optional<uint32_t> written(uint32_t Offset) const;
};

/// A write that leads to no register and no memory.
struct UnresolvedWrite {
  enum Reason : uint8_t {
    NoTile,      ///< Outside the device, or no 32-bit address.
    NoRegister,  ///< A hole in the tile's address map.
    Misaligned,  ///< No multiple of 4.
    LockRequest, ///< A window in which only reads do something.
  };
  uint64_t Address = 0; ///< As in the file.
  uint64_t Words = 1;   ///< From there on.
  Reason Why = NoRegister;
};

/// "(0,2) 0x12345 (no such register)" and the like.
std::string describe(const hw::Device &D, const UnresolvedWrite &W);

class RegisterImage {
public:
  /// Addresses of \p D, whose column 0 is number \p StartColumn of the
  /// addresses: 0 in the files of all known tools. \p D must outlive this.
  explicit RegisterImage(const hw::Device &D, unsigned StartColumn = 0);

  /// Apply the writes in order. Where one leads nowhere, unresolved() grows;
  /// what writes nothing (polls, delays, waits) is left out. Fails on writes
  /// without data, which no parser lets pass.
  Error apply(const RegisterOp &Op);
  Error apply(const cdo::Command &C);
  Error apply(const cdo::Cdo &C);
  /// Patches of host addresses are noted. LOADPDI is left to the caller, who
  /// has the images.
  Error apply(const txn::Op &Op);
  Error apply(const txn::Transaction &T);

  /// One word; the parts of apply().
  void write(uint32_t Address, uint32_t Value);
  /// The bits outside \p Mask keep what was written before, or else the value
  /// after reset.
  void maskWrite(uint32_t Address, uint32_t Mask, uint32_t Value);
  void blockWrite(uint32_t Address, llvm::ArrayRef<uint32_t> Words);
  /// \p Count words of \p Value from \p Address on.
  void fill(uint32_t Address, uint32_t Value, uint64_t Count);

  const hw::Device &device() const { return *D; }
  /// Tiles that were written to, by column and row.
  const std::map<hw::TileId, TileState> &tiles() const { return Tiles; }
  /// Null if nothing was written there.
  const TileState *tile(hw::TileId T) const;
  /// Value of a register: written, else after reset.
  uint32_t value(hw::TileId T, uint32_t Offset) const;

  /// All words written, memories included; a masked write is one word.
  uint64_t words() const { return Words; }
  /// In the order of the writes; neighbouring words are one entry.
  llvm::ArrayRef<UnresolvedWrite> unresolved() const { return Unresolved; }
  uint64_t unresolvedWords() const;

private:
  TileState *stateAt(uint32_t Address, hw::TileAddress &A);
  void unresolved(uint64_t Address, UnresolvedWrite::Reason Why,
                  uint64_t Count = 1);
  void store(TileState &S, uint32_t Address, hw::TileAddress A, uint32_t Value);
  bool storeMemory(TileState &S, uint32_t Offset,
                   llvm::ArrayRef<uint32_t> Values);

  const hw::Device *D;
  unsigned StartColumn;
  std::map<hw::TileId, TileState> Tiles;
  std::vector<UnresolvedWrite> Unresolved;
  uint64_t Words = 0;
};

} // namespace aieforge

#endif // AIEFORGE_FORMATS_REGISTERIMAGE_H
