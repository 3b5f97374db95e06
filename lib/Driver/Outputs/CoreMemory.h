//===- CoreMemory.h - what a core sees of data memory -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_OUTPUTS_COREMEMORY_H
#define AIEFORGE_LIB_DRIVER_OUTPUTS_COREMEMORY_H

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Hardware/Device.h"

namespace aieforge {

/// One of the four neighbouring memories. The own one lies to the "east".
struct MemoryWindow {
  llvm::StringRef Side;
  uint32_t Address; ///< In the core's address space.
  uint32_t Bytes;
  std::optional<hw::TileId> Tile; ///< None at the edge of the core rows.
};

/// South, west, north, east of the tile at \p At.
llvm::SmallVector<MemoryWindow, 4> memoryWindows(const hw::Device &Model,
                                                 hw::TileId At);

/// A buffer and its byte address in its own tile.
struct PlacedBuffer {
  aie::BufferOp Op;
  uint32_t Address;
  uint32_t Bytes;
};

/// The buffers in the tile at \p At, in program order. One without an address
/// is a diagnostic.
llvm::FailureOr<llvm::SmallVector<PlacedBuffer>> buffersIn(aie::DeviceOp Device,
                                                           hw::TileId At);

/// The object files that \p Core links, by whichever attribute names them.
llvm::SmallVector<llvm::StringRef> linkFilesOf(aie::CoreOp Core);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_OUTPUTS_COREMEMORY_H
