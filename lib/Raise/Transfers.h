//===- Transfers.h - host transfers of an instruction stream ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The operations that aiex.npu.dma_memcpy_nd stands for: the words of a shim
// BD, the patch of its host address, the packet id of its token, its task.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_RAISE_TRANSFERS_H
#define AIEFORGE_LIB_RAISE_TRANSFERS_H

#include "DesignText.h"

#include <array>
#include <set>

namespace aieforge::raise {

struct ShimChannel {
  unsigned Column = 0;
  hw::Direction Dir = hw::Direction::S2MM;
  unsigned Channel = 0;
  friend auto operator<=>(const ShimChannel &, const ShimChannel &) = default;
};

struct Transfer {
  size_t First = 0, Count = 0; ///< Operations of the stream.
  ShimChannel Channel;
  unsigned Bd = 0;
  uint64_t Argument = 0;
  uint64_t Offset = 0; ///< Words, in the host buffer.
  uint64_t Words = 0;  ///< From there to behind the last word.
  std::array<uint64_t, 4> Sizes{1, 1, 1, 1}, Strides{0, 0, 0, 1};
  std::optional<BdPacket> Packet;
  bool IssueToken = false; ///< To be said: receivers always send one.
  unsigned Burst = 0;      ///< Bytes; 0: the longest.
};

/// Bytes from the start of the host buffer, the compile pipeline's own offset
/// for later arguments left out.
uint64_t hostOffset(const txn::DdrPatch &P);

/// What looks like a transfer, in order. Whether it lowers to the very same
/// operations is for the caller to try.
std::vector<Transfer> findTransfers(const txn::Transaction &T,
                                    const hw::Device &D);

/// A runtime sequence as text.
struct SequenceParts {
  std::string Text;           ///< With the symbols that it refers to.
  std::set<hw::TileId> Tiles; ///< Tiles that the text names.
  std::vector<std::string> Losses;
};
SequenceParts sequenceText(const txn::Transaction &T, const hw::Device &D,
                           const std::vector<Transfer> &Transfers);

} // namespace aieforge::raise

#endif // AIEFORGE_LIB_RAISE_TRANSFERS_H
