//===- MemoryMap.cpp - which buffers each core sees -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreMemory.h"
#include "aieforge/Driver/Outputs.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace aieforge;
using namespace mlir;

static LogicalResult writeBuffers(aie::DeviceOp Device, hw::TileId Tile,
                                  uint32_t Base, llvm::raw_ostream &OS) {
  auto Buffers = buffersIn(Device, Tile);
  if (failed(Buffers))
    return failure();
  for (PlacedBuffer &B : *Buffers)
    OS << "_symbol " << B.Op.name() << " 0x"
       << llvm::utohexstr(Base + B.Address) << " " << B.Bytes << "\n";
  return success();
}

LogicalResult aieforge::writeMemoryMap(aie::DeviceOp Device,
                                       llvm::raw_ostream &OS) {
  const hw::Device &Model = *Device.getTargetModel();
  std::set<hw::TileId> Tiles;
  for (auto Tile : Device.getOps<aie::TileOp>())
    Tiles.insert({unsigned(Tile.colIndex()), unsigned(Tile.rowIndex())});
  for (hw::TileId At : Tiles) {
    OS << "// Tile(" << At.Column << ", " << At.Row << ")\n"
       << "// Memory map: name base_address num_bytes\n";
    if (!Model.isCore(At.Column, At.Row)) {
      // No core looks at it; its own DMA sees the memory from 0.
      if (failed(writeBuffers(Device, At, 0, OS)))
        return failure();
      continue;
    }
    for (const MemoryWindow &W : memoryWindows(Model, At))
      if (W.Tile && failed(writeBuffers(Device, *W.Tile, W.Address, OS)))
        return failure();
  }
  return success();
}
