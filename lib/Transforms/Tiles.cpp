//===- Tiles.cpp - tiles as the passes see them ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Tiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace llvm;

std::string aieforge::aie::tileName(TileOp Tile) {
  return formatv("({0}, {1})", Tile.colIndex(), Tile.rowIndex());
}

bool aieforge::aie::coreReaches(TileOp Core, TileOp Memory) {
  if (!Core.isCoreTile() || !Memory.isCoreTile())
    return false;
  return any_of(hw::coreWindows(), [&](const hw::ReachWindow &W) {
    return Core.colIndex() + W.ColumnStep == Memory.colIndex() &&
           Core.rowIndex() + W.RowStep == Memory.rowIndex();
  });
}

std::optional<unsigned> aieforge::aie::coreLockNumber(CoreOp Core,
                                                      LockOp Lock) {
  TileOp From = Core.getTileOp(), To = Lock.getTileOp();
  if (!From || !To || !To.isCoreTile() || !Lock.getLockID())
    return std::nullopt;
  for (const hw::ReachWindow &W : hw::coreWindows())
    if (From.colIndex() + W.ColumnStep == To.colIndex() &&
        From.rowIndex() + W.RowStep == To.rowIndex())
      return W.LockBase + Lock.getLockIDValue();
  return std::nullopt;
}

TileOp aieforge::aie::sharedMemoryTile(TileOp Producer, TileOp Consumer) {
  if (tileId(Producer) == tileId(Consumer))
    return Producer;
  if (Producer.isMemTile() && Consumer.isMemTile()) {
    int Step = Producer.colIndex() - Consumer.colIndex();
    return Step == 1 || Step == -1 ? Producer : TileOp();
  }
  if (coreReaches(Producer, Producer) && coreReaches(Consumer, Producer))
    return Producer;
  if (coreReaches(Producer, Consumer) && coreReaches(Consumer, Consumer))
    return Consumer;
  return {};
}

TileOp aieforge::aie::lastTile(DeviceOp Device) {
  TileOp Last;
  for (TileOp Tile : Device.getOps<TileOp>())
    Last = Tile;
  return Last;
}
