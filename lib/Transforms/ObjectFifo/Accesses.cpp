//===- Accesses.cpp - object FIFOs in core programs -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the accesses of a core and lowers them.
//
//===----------------------------------------------------------------------===//

#include "CoreAccesses.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace mlir;

/// Loops that never run would only confuse the dry run.
void CoreLowering::eraseDeadLoops() {
  SmallVector<scf::ForOp> DeadLoops;
  Core.walk<WalkOrder::PostOrder>([&](scf::ForOp Loop) {
    if (constantTripCount(Loop) == 0)
      DeadLoops.push_back(Loop);
  });
  for (scf::ForOp Loop : DeadLoops)
    unrollLoop(Loop, 0, 1);
}

/// Acquires and releases in program order, with their FIFO ends.
LogicalResult CoreLowering::collect() {
  TileOp Tile = Core.getTileOp();
  std::map<std::pair<Half *, ObjectFifoPort>, unsigned> Known;
  WalkResult Result = Core.walk([&](Operation *Op) {
    if (isa<ObjectFifoSubviewAccessOp>(Op))
      Accesses.push_back(Op);
    StringRef Name;
    ObjectFifoPort Port;
    bool Acquire = isa<ObjectFifoAcquireOp>(Op);
    int Count = 0;
    if (auto A = dyn_cast<ObjectFifoAcquireOp>(Op)) {
      Name = A.getObjFifoName();
      Port = A.getPort();
      Count = A.acqNumber();
    } else if (auto R = dyn_cast<ObjectFifoReleaseOp>(Op)) {
      Name = R.getObjFifoName();
      Port = R.getPort();
      Count = R.relNumber();
    } else {
      return WalkResult::advance();
    }
    Fifo *F = M.find(Name);
    Half *H = F ? F->halfOn(Tile, Port) : nullptr;
    if (!H)
      return Op->emitOpError("the core's tile is no such end of @") << Name,
             WalkResult::interrupt();
    if (H->In && tileId(H->In->Tile) == tileId(Tile))
      return Op->emitOpError("currently cannot access objectFifo used in "
                             "ObjectFifoLinkOp: the DMAs of the link tile pass "
                             "its objects on"),
             WalkResult::interrupt();
    if (H->StreamEnd)
      return Op->emitOpError("cannot ")
                 << (Acquire ? "acquire from" : "release to")
                 << " objectfifo stream port; use aie.get_stream and "
                    "aie.put_stream",
             WalkResult::interrupt();
    unsigned Depth = H->owner().Buffers.size();
    if (Acquire && Count > static_cast<int>(Depth))
      return Op->emitOpError("acquires ")
                 << Count << " objects, but @" << Name << " has only " << Depth
                 << " on tile " << tileName(Tile) << ": the core would wait "
                 << "for ever",
             WalkResult::interrupt();
    auto [It, New] = Known.try_emplace({H, Port}, Ends.size());
    if (New)
      Ends.push_back({H, Port, std::max(Depth, 1u), false, {}, {}});
    Ends[It->second].Acquired |= Acquire;
    EndOf[Op] = It->second;
    Accesses.push_back(Op);
    return WalkResult::advance();
  });
  return failure(Result.wasInterrupted());
}

/// A loop that gives back more than it takes empties the FIFO's books.
LogicalResult CoreLowering::checkLoops() {
  WalkResult Result = Core.walk([&](scf::ForOp Loop) {
    std::map<unsigned, int> Balance;
    std::map<unsigned, Operation *> First;
    std::set<unsigned> Nested;
    Loop.getBody()->walk([&](Operation *Op) {
      auto It = EndOf.find(Op);
      if (It == EndOf.end())
        return;
      if (Op->getParentOp() != Loop) {
        Nested.insert(It->second);
        return;
      }
      bool Acquire = isa<ObjectFifoAcquireOp>(Op);
      Balance[It->second] +=
          Acquire
              ? static_cast<int>(cast<ObjectFifoAcquireOp>(Op).acqNumber())
              : -static_cast<int>(cast<ObjectFifoReleaseOp>(Op).relNumber());
      Operation *&At = First[It->second];
      if (!At || (Acquire && !isa<ObjectFifoAcquireOp>(At)))
        At = Op;
    });
    for (auto [Index, Sum] : Balance)
      if (Sum < 0 && !Nested.count(Index)) {
        First[Index]->emitOpError("cannot release more elements than are "
                                  "already acquired: each iteration of the "
                                  "loop releases ")
            << -Sum << " more";
        return WalkResult::interrupt();
      }
    return WalkResult::advance();
  });
  return failure(Result.wasInterrupted());
}

LogicalResult CoreLowering::run(bool Hints) {
  eraseDeadLoops();
  if (failed(collect()) || failed(checkLoops()))
    return failure();
  if (Ends.empty())
    return success();
  if (Hints)
    leaveHints();
  createSlots();
  for (Operation *Op : Accesses) {
    if (auto Acquire = dyn_cast<ObjectFifoAcquireOp>(Op))
      lowerAcquire(Acquire);
    else if (auto Release = dyn_cast<ObjectFifoReleaseOp>(Op))
      lowerRelease(Release);
    else
      lowerAccess(cast<ObjectFifoSubviewAccessOp>(Op));
  }
  // Accesses stand behind the acquires whose results they use.
  for (Operation *Op : llvm::reverse(Accesses))
    Op->erase();
  promoteSlots(Core, Slots);
  return success();
}

LogicalResult objectfifo::lowerCoreAccesses(DeviceOp Device, Model &M,
                                            bool Dynamic) {
  SmallVector<CoreOp> Cores(Device.getOps<CoreOp>());
  for (CoreOp Core : Cores) {
    if (!Core.getTileOp() || Core.getBody().empty())
      continue;
    bool ThisDynamic = Core.getDynamicObjfifoLowering().value_or(Dynamic);
    if (failed(CoreLowering(Core, M).run(/*Hints=*/!ThisDynamic)))
      return failure();
  }
  return success();
}
