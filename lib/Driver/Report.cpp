//===- Report.cpp - what every tile of a design takes ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "DesignOps.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Hardware/Device.h"

#include <map>

using namespace aieforge;

static const char *kindName(hw::TileKind Kind) {
  switch (Kind) {
  case hw::TileKind::Core:
    return "core";
  case hw::TileKind::Mem:
    return "memory";
  case hw::TileKind::ShimNoC:
  case hw::TileKind::ShimPL:
    return "shim";
  }
  return "";
}

namespace {
/// Reports under construction, by place.
class Tiles {
public:
  explicit Tiles(const hw::Device &Model) : Model(Model) {}

  TileReport &at(aie::TileOp Tile) {
    return at(Tile.colIndex(), Tile.rowIndex());
  }
  TileReport &at(int Column, int Row) {
    TileReport &T = Reports[{Column, Row}];
    if (!T.Kind.empty())
      return T;
    hw::TileKind Kind = Model.kind(Column, Row);
    const hw::TileInfo &Info = hw::tileInfo(Kind);
    T.Column = Column;
    T.Row = Row;
    T.Kind = kindName(Kind);
    T.MemorySize = Info.DataMemoryBytes;
    T.BdCount = Info.Bds;
    T.LockCount = Info.Locks;
    T.ProgramSize = Info.ProgramMemoryBytes;
    return T;
  }
  std::vector<TileReport> take() {
    std::vector<TileReport> Result;
    for (auto &[Place, Report] : Reports)
      Result.push_back(std::move(Report));
    return Result;
  }

private:
  const hw::Device &Model;
  std::map<std::pair<int, int>, TileReport> Reports;
};
} // namespace

/// Shim BDs are written by the runtime sequence; each number counts once.
static void countSequenceBds(aie::DeviceOp Device, Tiles &To) {
  std::map<std::pair<int, int>, std::set<int64_t>> Ids;
  Device.walk([&](aiex::NpuDmaMemcpyNdOp Copy) {
    auto Allocation = Device.lookupSymbol<aie::ShimDMAAllocationOp>(
        Copy.getMetadata().getRootReference());
    if (Allocation && Allocation.getTileOp())
      Ids[{Allocation.getTileOp().colIndex(),
           Allocation.getTileOp().rowIndex()}]
          .insert(Copy.getId());
  });
  for (const auto &[Place, Numbers] : Ids)
    To.at(Place.first, Place.second).BdsUsed += Numbers.size();
}

std::vector<TileReport>
aieforge::reportTiles(aie::DeviceOp Device,
                      const std::vector<CoreProgram> &Programs) {
  Tiles Result(*Device.getTargetModel());
  for (auto Buffer : opsIn<aie::BufferOp>(Device)) {
    auto Type = mlir::cast<mlir::MemRefType>(Buffer.getType());
    Result.at(Buffer.getTileOp()).MemoryUsed +=
        Type.getNumElements() *
        llvm::divideCeil(Type.getElementTypeBitWidth(), 8);
  }
  for (auto Lock : opsIn<aie::LockOp>(Device))
    ++Result.at(Lock.getTileOp()).LocksUsed;
  Device.walk([&](aie::DMABDOp Bd) {
    mlir::Operation *Program = Bd->getParentOp();
    while (Program &&
           !mlir::isa<aie::MemOp, aie::MemTileDMAOp, aie::ShimDMAOp>(Program))
      Program = Program->getParentOp();
    if (Program)
      if (auto Tile = Program->getOperand(0).getDefiningOp<aie::TileOp>())
        ++Result.at(Tile).BdsUsed;
  });
  countSequenceBds(Device, Result);
  for (const CoreProgram &P : Programs) {
    aie::CoreOp Core = P.Core;
    TileReport &T = Result.at(Core.colIndex(), Core.rowIndex());
    T.HasProgram = true;
    T.ProgramBytes = P.Image.ProgramBytes;
    T.MemoryUsed += Core.getEffectiveStackSize() + P.Image.DataBytes;
  }
  return Result.take();
}
