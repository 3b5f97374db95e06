//===- BdEncoder.h - a transfer to the words of a BD ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Static DMA programs, run-time tasks and memcpys all describe their BDs by
// this. Lists begin with the innermost dimension; sizes and steps are in the
// units of the hardware (32-bit words).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_HARDWARE_BDENCODER_H
#define AIEFORGE_HARDWARE_BDENCODER_H

#include "aieforge/Hardware/Dma.h"
#include "aieforge/Support/Error.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace aieforge::hw {

using BdWords = llvm::SmallVector<uint32_t, 8>;

struct BdDescription {
  struct Dim {
    uint64_t Wrap = 0; ///< 0: never wraps.
    uint64_t Step = 1;
  };
  struct Pad {
    uint64_t Before = 0;
    uint64_t After = 0;
  };
  struct Iteration {
    uint64_t Count = 1; ///< BD executions.
    uint64_t Step = 1;
    uint64_t Current = 0;
  };
  struct Packet {
    uint64_t Type = 0;
    uint64_t Id = 0;
  };
  struct Acquire {
    uint64_t Id = 0;
    int64_t Value = 0; ///< Negative: at least that many; else exactly.
    bool Enable = true;
  };
  struct Release {
    uint64_t Id = 0;
    int64_t Value = 0;
  };

  TileKind Kind = TileKind::Core;
  uint64_t Length = 0;  ///< Words.
  uint64_t Address = 0; ///< Bytes, in the map of the tile's DMA.
  llvm::SmallVector<Dim, 4> Dims;
  llvm::SmallVector<Pad, 3> Pads;
  Iteration Iter;
  std::optional<Packet> Header;
  std::optional<Acquire> AcquireLock;
  std::optional<Release> ReleaseLock;
  std::optional<uint64_t> Next;
  uint64_t Burst = 0; ///< Code of the burst length, shim only.
  uint64_t Cache = 0; ///< AxCache, shim only.
};

/// The words, or which field does not fit and what it may be.
Expected<BdWords> encodeBd(const BdDescription &D);

/// True if the dimensions walk a gapless row of words.
bool isContiguous(llvm::ArrayRef<BdDescription::Dim> Dims);

} // namespace aieforge::hw

#endif // AIEFORGE_HARDWARE_BDENCODER_H
