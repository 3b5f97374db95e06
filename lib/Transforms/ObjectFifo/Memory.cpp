//===- Memory.cpp - buffers and locks of object FIFOs ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The order of the ops decides lock numbers and buffer addresses later on, so
// it is mlir-aie's: each group goes right behind the last tile, the group made
// last stands first.
//
//===----------------------------------------------------------------------===//

#include "Model.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/STLExtras.h"

#include <map>

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace llvm;

namespace {

class MemoryBuilder {
public:
  MemoryBuilder(DeviceOp Device, Model &M)
      : Device(Device), M(M), Builder(Device.getContext()) {}

  LogicalResult run();

private:
  std::vector<Half *> order();
  TileOp tileFor(Half &H, int64_t Bytes);
  void createBuffers(Half &H);
  void createLocks(Half &H);
  unsigned initialObjects(Half &H);

  DeviceOp Device;
  Model &M;
  mlir::OpBuilder Builder;
  /// Bytes that this pass has put on each mem tile.
  std::map<hw::TileId, int64_t> Used;
};

std::vector<Half *> MemoryBuilder::order() {
  std::vector<Half *> All;
  for (auto &F : M.Fifos) {
    All.push_back(&F->Producer);
    for (Half &H : reverse(F->Consumers))
      All.push_back(&H);
  }
  // Large objects of mem tiles first: they fill the tile better that way.
  SmallVector<size_t> Places;
  for (size_t I = 0; I != All.size(); ++I)
    if (All[I]->Tile.isMemTile())
      Places.push_back(I);
  std::vector<std::pair<int64_t, size_t>> BySize;
  for (size_t Place : Places)
    BySize.emplace_back(-All[Place]->objectBytes(), Place);
  sort(BySize);
  std::vector<Half *> Result = All;
  for (auto [Place, Entry] : zip(Places, BySize))
    Result[Place] = All[Entry.second];
  return Result;
}

/// The mem tile for one more buffer of \p H: its own, or a neighbour that the
/// DMA reaches and that has room.
TileOp MemoryBuilder::tileFor(Half &H, int64_t Bytes) {
  TileOp Own = H.MemoryTile;
  if (!Own.isMemTile())
    return Own;
  int64_t Capacity = tileInfo(Own).DataMemoryBytes;
  auto usedOn = [&](unsigned Column) {
    return Used[{Column, static_cast<unsigned>(Own.rowIndex())}];
  };
  unsigned Column = Own.colIndex();
  std::optional<unsigned> Chosen;
  if (usedOn(Column) + Bytes > Capacity) {
    const hw::Device *Target = Device.getTargetModel();
    for (int Step : {-1, 1}) {
      if (Column + Step >= Target->Columns ||
          usedOn(Column + Step) + Bytes > Capacity)
        continue;
      if (!Chosen || usedOn(Column + Step) < usedOn(*Chosen))
        Chosen = Column + Step;
    }
  }
  TileOp Result = Own;
  if (Chosen)
    Result = Device.getOrCreateTile(Builder, *Chosen, Own.rowIndex());
  Used[tileId(Result)] += Bytes;
  return Result;
}

void MemoryBuilder::createBuffers(Half &H) {
  mlir::ArrayAttr Init;
  if (H.isProducer() && H.Of->Op.getInitValues())
    Init = *H.Of->Op.getInitValues();
  SmallVector<TileOp> Tiles;
  for (unsigned I = 0; I != H.Depth; ++I)
    Tiles.push_back(tileFor(H, H.objectBytes()));
  Builder.setInsertionPointAfter(lastTile(Device));
  for (unsigned I = 0; I != H.Depth; ++I) {
    mlir::ElementsAttr Value;
    if (Init && I < Init.size())
      Value = dyn_cast<mlir::ElementsAttr>(Init[I]);
    H.Buffers.push_back(BufferOp::create(
        Builder, H.Of->Op.getLoc(), H.Type, Tiles[I],
        Builder.getStringAttr(H.Name + "_buff_" + std::to_string(I)),
        /*address=*/nullptr, Value, /*mem_bank=*/nullptr));
  }
}

unsigned MemoryBuilder::initialObjects(Half &H) {
  if (!H.isProducer() || !H.Of->Op.getInitValues())
    return 0;
  return H.Of->Op.getInitValues()->size();
}

void MemoryBuilder::createLocks(Half &H) {
  unsigned Filled = initialObjects(H);
  // A chain that runs a fixed number of times on objects that are there from
  // the start waits for nobody.
  if (Filled && Filled == H.Depth && H.Of->Op.getIterCount().value_or(1) > 1 &&
      !H.In)
    H.HasLocks = false;
  if (!H.HasLocks || H.StreamEnd)
    return;
  unsigned Repeat = H.In ? H.In->Repeat : H.Repeat;
  unsigned Pairs = 1;
  if (H.In && !H.In->isPlain())
    Pairs = H.In->Offsets.size();
  unsigned Depth = H.Tile.isShimTile() ? H.Buffers.size() : H.Depth;
  for (unsigned I = 0; I != Pairs; ++I) {
    auto lock = [&](unsigned Init, StringRef Kind) {
      return LockOp::create(Builder, H.Of->Op.getLoc(), H.MemoryTile,
                            std::nullopt, Init,
                            H.Name + Kind.str() + std::to_string(I));
    };
    LockPair Pair;
    Pair.Free = lock((Depth - std::min(Depth, Filled)) * Repeat, "_prod_lock_");
    Pair.Full = lock(Filled * Repeat, "_cons_lock_");
    H.Locks.push_back(Pair);
  }
}

LogicalResult MemoryBuilder::run() {
  for (auto Op : Device.getOps<ObjectFifoRegisterExternalBuffersOp>()) {
    Fifo *F = M.find(Op.getObjFifoName());
    TileOp Tile = tileOf(Op.getTile());
    if (!F || !Tile)
      return Op.emitOpError("names no object FIFO or no placed tile");
    Half *End = tileId(F->Producer.Tile) == tileId(Tile)
                    ? &F->Producer
                    : F->halfOn(Tile, ObjectFifoPort::Consume);
    if (!End || !End->Tile.isShimTile())
      return Op.emitOpError("the object FIFO has no end on this shim tile");
    append_range(End->Buffers, Op.getExternalBuffers());
  }
  for (Half *H : order()) {
    if (&H->owner() != H)
      continue;
    if (!H->Tile.isShimTile() && !H->StreamEnd)
      createBuffers(*H);
    else
      Builder.setInsertionPointAfter(lastTile(Device));
    createLocks(*H);
  }
  return mlir::success();
}

} // namespace

LogicalResult objectfifo::createMemory(DeviceOp Device, Model &M) {
  return MemoryBuilder(Device, M).run();
}
