//===- DmaCompression.h - streams without zero bytes ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Core and mem tile DMAs can leave zeros out of a stream (AM020, chapters 1 and
// 4): each block of 256 bits becomes a word with one bit a byte, set where the
// byte is not zero, and the bytes that are not zero, packed into words.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_DMACOMPRESSION_H
#define AIEFORGE_LIB_EMULATOR_DMACOMPRESSION_H

#include <array>
#include <cstdint>
#include <deque>

namespace aieforge::emu {

constexpr unsigned CompressionBlockWords = 8;
using CompressionBlock = std::array<uint32_t, CompressionBlockWords>;

/// The stream's words for \p Block: 1 to 9 of them.
std::deque<uint32_t> compress(const CompressionBlock &Block);

/// Puts blocks together again, one word of the stream after the other.
class Decompressor {
public:
  /// True when \p Word completes a block.
  bool take(uint32_t Word);
  const CompressionBlock &block() const { return Block; }
  /// In the middle of a block.
  bool busy() const { return Left != 0; }

private:
  CompressionBlock Block{};
  uint32_t Mask = 0; ///< Bytes still to come.
  unsigned Left = 0; ///< Words still to come.
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_DMACOMPRESSION_H
