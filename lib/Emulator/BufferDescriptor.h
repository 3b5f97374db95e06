//===- BufferDescriptor.h - a DMA buffer descriptor, decoded ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The buffer descriptors of core, mem and shim tiles in one form, and the order
// in which they visit memory (array.md 4.4 to 4.6).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_BUFFERDESCRIPTOR_H
#define AIEFORGE_LIB_EMULATOR_BUFFERDESCRIPTOR_H

#include "aieforge/Hardware/Device.h"
#include "llvm/ADT/ArrayRef.h"

#include <array>
#include <cstdint>
#include <string>

namespace aieforge::emu {

/// One dimension of an access pattern, in words.
struct BdDim {
  uint64_t Step = 1;
  uint32_t Wrap = 0; ///< 0: never wraps.
  uint32_t PadBefore = 0, PadAfter = 0;
};

struct BufferDescriptor {
  static constexpr unsigned MaxDims = 4;

  bool Valid = false;
  uint64_t Length = 0; ///< Words of one execution.
  uint64_t Base = 0;   ///< Byte address.
  std::array<BdDim, MaxDims> Dims;
  uint64_t IterationStep = 1;    ///< Words.
  uint32_t IterationWrap = 0;    ///< Number of executions minus one.
  uint32_t IterationCurrent = 0; ///< Executions since the last wrap.
  bool AcquireEnable = false;
  unsigned AcquireId = 0;
  int AcquireValue = 0;
  unsigned ReleaseId = 0;
  int ReleaseValue = 0; ///< 0: no release.
  bool UseNext = false;
  unsigned Next = 0;
  bool EnablePacket = false;
  unsigned PacketId = 0, PacketType = 0;
  unsigned OutOfOrderId = 0;
  bool SuppressTLast = false;
  bool Compression = false;

  bool hasPadding() const;
  /// Byte address of the first word, iteration included.
  uint64_t start() const { return Base + IterationCurrent * IterationStep * 4; }
  /// First byte and one past the last byte that the pattern touches.
  std::pair<uint64_t, uint64_t> extent() const;
};

/// Decodes the register words of a descriptor of \p Kind.
BufferDescriptor decodeBd(hw::TileKind Kind, llvm::ArrayRef<uint32_t> Words);

/// The word that advances Iteration_Current of a descriptor: its number, and
/// its value after one more execution.
struct IterationUpdate {
  unsigned Word;
  uint32_t Value;
};
IterationUpdate advanceIteration(hw::TileKind Kind,
                                 llvm::ArrayRef<uint32_t> Words);

/// Walks the addresses of one execution. Call next() once per word.
class AddressWalk {
public:
  AddressWalk() = default;
  explicit AddressWalk(const BufferDescriptor &Bd);

  /// Byte address of the next word, or Padding where the descriptor inserts a
  /// constant instead of reading memory.
  static constexpr uint64_t Padding = ~0ull;
  uint64_t next();

private:
  uint64_t nextPadded();

  std::array<BdDim, BufferDescriptor::MaxDims> Dims;
  std::array<uint64_t, BufferDescriptor::MaxDims> Count{};
  uint64_t Start = 0;
  uint64_t Offset = 0; ///< Words; sum of the counters times steps.
  bool Padded = false;
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_BUFFERDESCRIPTOR_H
