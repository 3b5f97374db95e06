//===- HostMemory.h - host buffers as the shim DMAs see them ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every host buffer has a 48-bit device address. The array sees host memory at
// an offset (hw::hostAddressOffset) above it; firmware adds that when it
// patches the first five arguments, a compiler does for the others.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_EMULATOR_HOSTMEMORY_H
#define AIEFORGE_EMULATOR_HOSTMEMORY_H

#include "aieforge/Support/Bytes.h"
#include "llvm/ADT/BitVector.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aieforge::emu {

struct HostBuffer {
  unsigned Index = 0;         ///< Argument index of the runtime sequence.
  std::string Name;           ///< For messages: "argument 1".
  uint64_t DeviceAddress = 0; ///< First byte; without the array's offset.
  Bytes Data;
  llvm::BitVector Written; ///< One bit a word: the device stored into it.
  llvm::BitVector Read;    ///< One bit a word: the device loaded it.

  /// Byte ranges [begin, end) that the device never wrote.
  std::vector<std::pair<uint64_t, uint64_t>> unwrittenRanges() const;
};

/// A place in a host buffer.
struct HostLocation {
  HostBuffer *Buffer;
  uint64_t Offset;
};

class HostMemory {
public:
  /// Adds a buffer and chooses its device address. Buffers never touch each
  /// other, so that a transfer past the end is noticed.
  HostBuffer &add(unsigned Index, Bytes Data);
  /// The buffer of argument \p Index, or null.
  HostBuffer *find(unsigned Index);
  const std::vector<std::unique_ptr<HostBuffer>> &buffers() const {
    return Buffers;
  }
  void clear() { Buffers.clear(); }

  /// The buffer that holds the \p Size bytes at \p ArrayAddress, the address as
  /// a shim DMA puts it on the NoC. Also takes an address without the array
  /// offset (older instruction streams with argument 5 and above).
  std::optional<HostLocation> locate(uint64_t ArrayAddress, uint64_t Size = 4);

  /// Words about \p ArrayAddress for a fault: "0x180001000, 16 bytes past the
  /// end of argument 1 (4096 bytes)".
  std::string describe(uint64_t ArrayAddress) const;

  /// Words that the device has stored into any buffer.
  uint64_t wordsStored() const { return Stores; }
  /// Notes that the device loads or stores the word at \p L.
  void touch(const HostLocation &L, bool Store) {
    (Store ? L.Buffer->Written : L.Buffer->Read).set(L.Offset / 4);
    Stores += Store;
  }

private:
  std::vector<std::unique_ptr<HostBuffer>> Buffers;
  uint64_t Stores = 0;
  uint64_t NextAddress = FirstAddress;
  static constexpr uint64_t FirstAddress = 0x100000000u;
};

} // namespace aieforge::emu

#endif // AIEFORGE_EMULATOR_HOSTMEMORY_H
