//===- AssignLockIDs.cpp - aie-assign-lock-ids ----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  locks on placed tiles, some with numbers.
// Out: every lock has a number of its own on its tile: the given one, or the
//      lowest that is free, in program order.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Tiles.h"

#include "mlir/IR/Builders.h"

#include <map>
#include <vector>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEASSIGNLOCKIDS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct TileLocks {
  TileOp Tile;
  std::map<int, LockOp> Given;
  std::vector<LockOp> Open;
};

struct AssignLockIDs : aie::impl::AIEAssignLockIDsBase<AssignLockIDs> {
  void runOnOperation() override {
    std::map<hw::TileId, TileLocks> Tiles;
    bool Failed = false;
    getOperation().walk([&](LockOp Lock) {
      TileOp Tile = Lock.getTileOp();
      if (!Tile) {
        Lock.emitOpError("is not on a placed aie.tile; run --aie-place-tiles "
                         "first");
        Failed = true;
        return;
      }
      TileLocks &Locks = Tiles[tileId(Tile)];
      if (!Locks.Tile)
        Locks.Tile = Tile;
      if (!Lock.getLockID()) {
        Locks.Open.push_back(Lock);
        return;
      }
      int Id = Lock.getLockIDValue();
      auto [It, New] = Locks.Given.try_emplace(Id, Lock);
      if (New)
        return;
      auto Error = Lock.emitOpError("is assigned to the same lock (")
                   << Id << ") as another op";
      Error.attachNote(It->second.getLoc()) << "the other op is here";
      Error.attachNote(Tile.getLoc()) << "tile has lock ops assigned to same "
                                         "lock";
      Failed = true;
    });
    for (auto &[Id, Locks] : Tiles)
      if (failed(assign(Locks)))
        Failed = true;
    if (Failed)
      signalPassFailure();
  }

  static std::string names(TileLocks &Locks) {
    std::string Text;
    auto add = [&](LockOp Lock) {
      Text += (Text.empty() ? "" : ", ") +
              (Lock.hasName() ? Lock.name().str() : std::string("unnamed"));
    };
    for (auto &[Id, Lock] : Locks.Given)
      add(Lock);
    for (LockOp Lock : Locks.Open)
      add(Lock);
    return Text;
  }

  LogicalResult assign(TileLocks &Locks) {
    int Count = tileInfo(Locks.Tile).Locks;
    int Next = 0;
    OpBuilder Builder(&getContext());
    for (LockOp Lock : Locks.Open) {
      while (Locks.Given.count(Next))
        ++Next;
      if (Next >= Count) {
        auto Error = Lock.emitOpError("not allocated a lock: its tile has ")
                     << Locks.Given.size() + Locks.Open.size()
                     << " lock ops, but only " << Count << " locks";
        Error.attachNote(Locks.Tile.getLoc())
            << "because only " << Count << " locks available in this tile";
        Error.attachNote(Locks.Open.front().getLoc())
            << "they are: " << names(Locks);
        return Error;
      }
      Lock.setLockIDAttr(Builder.getI32IntegerAttr(Next++));
    }
    return success();
  }
};

} // namespace
