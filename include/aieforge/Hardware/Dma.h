//===- Dma.h - buffer descriptors, channels and locks -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where each field of a buffer descriptor (BD) sits, for each kind of tile;
// the registers of the DMA channels; the task queue's word; the locks.
// Generated from data/aie2-registers.json; the same for AIE2 and AIE2P.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_HARDWARE_DMA_H
#define AIEFORGE_HARDWARE_DMA_H

#include "aieforge/Hardware/Device.h"
#include "aieforge/Hardware/Field.h"

namespace aieforge::hw {

/// Every field that a BD of some tile kind has: BufferLength, BaseAddress,
/// PacketType, PacketID, OutOfOrderBDID, EnablePacket, EnableCompression,
/// D0Stepsize … D3Stepsize, D0Wrap … D2Wrap, D0ZeroBefore … D2ZeroAfter,
/// IterationStepsize, IterationWrap, IterationCurrent, LockAcqID,
/// LockAcqValue, LockAcqEnable, LockRelID, LockRelValue, ValidBD, UseNextBD,
/// NextBD, TLASTSuppress, BaseAddressLow, BaseAddressHigh, SecureAccess,
/// BurstLength, AxQoS, AxCache, SMID.
enum class BdField : uint8_t {
#define AIEFORGE_BD_FIELD(Id) Id,
#include "aieforge/Hardware/BdFields.inc"
};

/// Where a field is and how its value is stored.
struct BdFieldInfo {
  enum Encoding : uint8_t { Plain, MinusOne, Signed };

  BdField Id;
  uint8_t Word;
  Field Bits; ///< Name as in the register reference.
  Encoding Enc;

  /// Smallest and largest value that the field holds. Values are true ones: a
  /// step of 1 is 1, whatever is stored.
  int64_t minValue() const;
  int64_t maxValue() const;
  bool fits(int64_t Value) const {
    return Value >= minValue() && Value <= maxValue();
  }
  /// The value in the words of a BD.
  int64_t decode(llvm::ArrayRef<uint32_t> Words) const;
  /// Puts \p Value, which must fit, into the words of a BD.
  void encode(llvm::MutableArrayRef<uint32_t> Words, int64_t Value) const;
};

/// The BDs of one kind of tile.
struct BdLayout {
  TileKind Kind;
  uint32_t Base;   ///< Offset of BD 0.
  uint32_t Stride; ///< Bytes.
  unsigned Count;
  unsigned Words; ///< Words that a BD has.
  llvm::ArrayRef<BdFieldInfo> Fields;

  uint32_t offset(unsigned Bd) const { return Base + Bd * Stride; }
  /// The field, or null if this kind's BDs lack it.
  const BdFieldInfo *field(BdField F) const;
  /// 0 if the BD has no such field.
  int64_t get(llvm::ArrayRef<uint32_t> Words, BdField F) const;
  /// False if the BD has no such field (and \p Value is not what that means)
  /// or the value does not fit; the words are then unchanged.
  [[nodiscard]] bool set(llvm::MutableArrayRef<uint32_t> Words, BdField F,
                         int64_t Value) const;
  /// The byte address in the words; the tile's own map for core and memory
  /// tiles, the NoC's for shim tiles.
  uint64_t address(llvm::ArrayRef<uint32_t> Words) const;
  [[nodiscard]] bool setAddress(llvm::MutableArrayRef<uint32_t> Words,
                                uint64_t ByteAddress) const;
  /// Byte offset of the word that a host address is patched into.
  unsigned PatchOffset;
};

/// Layout for \p K, which must not be ShimPL (that has no DMA).
const BdLayout &bdLayout(TileKind K);

/// BD number and word that \p Offset is part of.
struct BdRef {
  unsigned Bd;
  unsigned Word;
};
std::optional<BdRef> bdAt(TileKind K, uint32_t Offset);

/// Offsets of the registers of one channel; 0 where there is none.
struct ChannelRegisters {
  Direction Dir;
  uint8_t Channel;
  uint32_t Control;
  uint32_t Queue;
  uint32_t Status;
  uint32_t WriteCount;  ///< S2MM only.
  uint32_t FotCountPop; ///< S2MM only.
};

/// All channels of a tile kind, S2MM first.
llvm::ArrayRef<ChannelRegisters> channels(TileKind K);
/// Null if the tile kind has no such channel.
const ChannelRegisters *channel(TileKind K, Direction D, unsigned Channel);

/// Which channel register \p Offset is.
enum class ChannelRegister : uint8_t {
  Control,
  Queue,
  Status,
  WriteCount,
  FotCountPop
};
struct ChannelRegisterRef {
  const ChannelRegisters *Channel;
  ChannelRegister Which;
};
std::optional<ChannelRegisterRef> channelRegisterAt(TileKind K,
                                                    uint32_t Offset);

/// Controller id field of the channel control registers.
const Field &controllerIdField(TileKind K, Direction D);

/// One push to a task queue.
struct QueueEntry {
  unsigned StartBd = 0;
  unsigned Repeat = 0; ///< Further runs after the first: 0..255.
  bool IssueToken = false;
};
uint32_t encodeQueueEntry(TileKind K, const QueueEntry &E);
QueueEntry decodeQueueEntry(TileKind K, uint32_t Word);

/// Offset of the value register of lock \p Id.
uint32_t lockValueOffset(TileKind K, unsigned Id);
/// The lock whose value register is at \p Offset.
std::optional<unsigned> lockValueAt(TileKind K, uint32_t Offset);
unsigned maxLockValue();

/// A lock operation by reading from the request window.
struct LockRequest {
  unsigned Id;
  bool Acquire;
  int Value; ///< -64..63; acquire: negative is "at least", else "equal".
};
std::optional<LockRequest> lockRequestAt(TileKind K, uint32_t Offset);
/// Offsets of the sticky overflow and underflow registers (first word).
uint32_t lockOverflowOffset(TileKind K);
uint32_t lockUnderflowOffset(TileKind K);

} // namespace aieforge::hw

#endif // AIEFORGE_HARDWARE_DMA_H
