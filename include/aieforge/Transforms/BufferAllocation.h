//===- BufferAllocation.h - addresses for a tile's buffers ------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Places the buffers of a core or mem tile in its data memory: the two schemes
// of mlir-aie (bank-aware and basic-sequential), without MLIR.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_BUFFERALLOCATION_H
#define AIEFORGE_TRANSFORMS_BUFFERALLOCATION_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aieforge::alloc {

/// A buffer of the tile. Addresses are bytes from the start of the tile's own
/// data memory; what is set on entry is given and stays as it is.
struct TileBuffer {
  std::string Name;
  uint64_t Size = 0;
  std::optional<uint64_t> Address = std::nullopt;
  std::optional<int64_t> Bank = std::nullopt;
  /// The start must be a multiple of TileMemory::Alignment.
  bool Aligned = true;
};

/// The data memory of a tile, in bytes. The stack lies at [0, StackBytes).
struct TileMemory {
  uint64_t Bytes = 0;
  unsigned Banks = 1;
  uint64_t Alignment = 1;
  uint64_t StackBytes = 0;

  uint64_t bankBytes() const { return Bytes / Banks; }
};

enum class Scheme {
  /// Bank-aware; when that does not fit, basic-sequential.
  Default,
  /// Spreads buffers over the banks in turn; none crosses a bank end.
  BankAware,
  /// Largest first, one after the other.
  BasicSequential
};

/// Reads "bank-aware" and "basic-sequential"; every other text is Default.
Scheme parseScheme(llvm::StringRef Name);

/// What stands in the way of a buffer, or of the whole tile (no Buffer).
struct Problem {
  std::optional<size_t> Buffer;
  std::string Text;
  /// The memory map at that point, one line an element.
  std::vector<std::string> Map;
};

struct Outcome {
  /// Set when no layout was found; the buffers are then as they were given.
  std::optional<Problem> Failure;
  /// Why bank-aware failed although basic-sequential then succeeded.
  std::optional<Problem> FallbackReason;
};

/// Gives every buffer an address (and, bank-aware, a bank).
/// \p Buffers stand in program order: equal sizes are placed in the order that
/// mlir-aie places them.
Outcome allocateBuffers(const TileMemory &Memory, Scheme How,
                        llvm::MutableArrayRef<TileBuffer> Buffers);

/// One line for the stack and one for every placed buffer, by address.
std::vector<std::string> memoryMap(const TileMemory &Memory,
                                   llvm::ArrayRef<TileBuffer> Buffers);

} // namespace aieforge::alloc

#endif // AIEFORGE_TRANSFORMS_BUFFERALLOCATION_H
