//===- Tiles.h - tiles as the passes see them -------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Short questions about tile ops that several passes ask.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_TILES_H
#define AIEFORGE_LIB_TRANSFORMS_TILES_H

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Hardware/Device.h"

namespace aieforge::aie {

inline hw::TileId tileId(TileOp Tile) {
  return {static_cast<unsigned>(Tile.colIndex()),
          static_cast<unsigned>(Tile.rowIndex())};
}

/// The dialect's tile kinds are numbered as the hardware tables'.
inline hw::TileKind tileKind(TileOp Tile) {
  return static_cast<hw::TileKind>(Tile.getTileType());
}

inline const hw::TileInfo &tileInfo(TileOp Tile) {
  return hw::tileInfo(tileKind(Tile));
}

/// The placed tile that \p Value stands for, or null.
inline TileOp tileOf(mlir::Value Value) {
  return Value.getDefiningOp<TileOp>();
}

/// "(2, 3)"
std::string tileName(TileOp Tile);

/// Whether the core on \p Core reads and writes the data memory and the locks
/// of \p Memory.
bool coreReaches(TileOp Core, TileOp Memory);

/// The number by which instructions of \p Core name \p Lock; nothing if the
/// lock has no number yet or is out of reach.
std::optional<unsigned> coreLockNumber(CoreOp Core, LockOp Lock);

/// Where the objects of a FIFO lie that needs no DMA between its ends: the
/// tile that both reach, or null.
TileOp sharedMemoryTile(TileOp Producer, TileOp Consumer);

/// The last tile op of the device, in program order, or null.
TileOp lastTile(DeviceOp Device);

} // namespace aieforge::aie

#endif // AIEFORGE_LIB_TRANSFORMS_TILES_H
