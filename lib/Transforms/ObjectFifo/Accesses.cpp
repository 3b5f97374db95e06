//===- Accesses.cpp - object FIFOs in core programs -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the accesses of a core and chooses how they are lowered.
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
  eraseDeadLoops();
  TileOp Tile = Core.getTileOp();
  std::map<std::pair<Half *, ObjectFifoPort>, unsigned> Known;
  EndOf.clear();
  Ends.clear();
  WalkResult Result = Core.walk([&](Operation *Op) {
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
      Ends.push_back({H, Port, std::max(Depth, 1u), {}, {}});
    EndOf[Op] = It->second;
    return WalkResult::advance();
  });
  findTouched();
  return failure(Result.wasInterrupted());
}

void CoreLowering::findTouched() {
  Touched.clear();
  for (auto &[Op, Index] : EndOf)
    for (Operation *P = Op; P && P != Core; P = P->getParentOp())
      Touched.insert(P);
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

LogicalResult CoreLowering::run(bool Dynamic) {
  if (failed(collect()) || failed(checkLoops()))
    return failure();
  if (Ends.empty())
    return success();

  for (Mode Try : {Mode::Static, Mode::DynamicIndex, Mode::Dynamic}) {
    How = Try;
    if (Try == Mode::Dynamic)
      break;
    if (Dynamic && Try == Mode::Static)
      continue;
    if (!plan())
      continue;
    unroll();
    // The copies are new ops; and every loop must now repeat at once.
    if (failed(collect()))
      return failure();
    if (plan() && llvm::all_of(Plans, [](auto &Entry) {
          return Entry.second.Peel == 0 && Entry.second.Factor == 1;
        }))
      break;
  }

  Emit = true;
  if (How != Mode::Static)
    createSlots();
  if (How == Mode::Dynamic) {
    SmallVector<Operation *> Order;
    Core.walk([&](Operation *Op) {
      if (isa<ObjectFifoAcquireOp, ObjectFifoReleaseOp>(Op))
        Order.push_back(Op);
    });
    Core.walk([&](ObjectFifoSubviewAccessOp Op) { Order.push_back(Op); });
    for (Operation *Op : Order)
      visit(Op, nullptr);
  } else {
    State S = initial();
    if (!simulate(Core.getBody(), S))
      return Core.emitOpError("has object FIFO accesses in a form that cannot "
                              "be lowered");
  }
  // Accesses before the acquires whose result they use.
  for (bool Accesses : {true, false})
    for (Operation *&Op : Dead)
      if (Op && isa<ObjectFifoSubviewAccessOp>(Op) == Accesses) {
        Op->erase();
        Op = nullptr;
      }
  return success();
}

LogicalResult objectfifo::lowerCoreAccesses(DeviceOp Device, Model &M,
                                            bool Dynamic) {
  SmallVector<CoreOp> Cores(Device.getOps<CoreOp>());
  for (CoreOp Core : Cores) {
    if (!Core.getTileOp() || Core.getBody().empty())
      continue;
    bool ThisDynamic = Core.getDynamicObjfifoLowering().value_or(Dynamic);
    if (failed(CoreLowering(Core, M).run(ThisDynamic)))
      return failure();
  }
  return success();
}
