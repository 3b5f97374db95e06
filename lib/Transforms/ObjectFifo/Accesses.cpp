//===- Accesses.cpp - object FIFOs in core programs -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For each end of a FIFO a core has two numbers: how many objects it holds,
// and which buffer the oldest of them is. A dry run of the program finds, for
// each loop, after how many iterations they repeat; the loop is unrolled by
// that, and both are constants everywhere. Where that is impossible or would
// take too much program memory, the buffer number, and if need be the count
// too, is kept in a variable of the core.
//
//===----------------------------------------------------------------------===//

#include "../Loops.h"
#include "Model.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

#include <map>
#include <numeric>
#include <set>

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace mlir;

namespace {

/// Unrolling by more than this, or to more ops, costs too much of the 16 KiB
/// of program memory.
constexpr uint64_t MaxFactor = 16, MaxOps = 4096;
/// Iterations after which a loop's numbers must have repeated.
constexpr size_t MaxDryRun = 64;

/// One end of a FIFO in one core.
struct End {
  Half *H;
  ObjectFifoPort Port;
  unsigned Depth;
  /// Variables of the core, where the numbers are not constants.
  mlir::Value IndexSlot, HeldSlot;

  LockOp acquireLock() const {
    LockPair &Pair = H->owner().Locks.front();
    return Port == ObjectFifoPort::Produce ? Pair.Free : Pair.Full;
  }
  LockOp releaseLock() const {
    LockPair &Pair = H->owner().Locks.front();
    return Port == ObjectFifoPort::Produce ? Pair.Full : Pair.Free;
  }
  bool locked() const {
    return H->owner().HasLocks && !H->owner().Locks.empty();
  }
  /// Lock units of one object.
  unsigned units() const {
    return Port == ObjectFifoPort::Produce && H->isProducer() ? H->Repeat : 1;
  }
};

/// Objects held and the oldest one's number, for every end.
struct State {
  SmallVector<int> Held, Index;
  bool operator==(const State &Other) const = default;
};

/// What to do with a loop so that every iteration sees the same numbers.
struct LoopPlan {
  uint64_t Peel = 0;
  uint64_t Factor = 1;
};

enum class Mode { Static, DynamicIndex, Dynamic };

class CoreLowering {
public:
  CoreLowering(CoreOp Core, Model &M) : Core(Core), M(M) {}

  LogicalResult run(bool Dynamic);

private:
  LogicalResult collect();
  void eraseDeadLoops();
  LogicalResult checkLoops();
  End *endOf(Operation *Op) { return &Ends[EndOf.at(Op)]; }
  State initial() const {
    return {SmallVector<int>(Ends.size(), 0), SmallVector<int>(Ends.size(), 0)};
  }

  bool simulate(Region &R, State &S);
  bool simulate(Block &B, State &S);
  bool simulateFor(scf::ForOp Loop, State &S);
  bool plan();
  uint64_t size(Block &B);
  void unroll();
  void findTouched();

  void createSlots();
  void visit(Operation *Op, State *S);
  void lowerAcquire(ObjectFifoAcquireOp Op, State *S);
  void lowerRelease(ObjectFifoReleaseOp Op, State *S);
  void lowerAccess(ObjectFifoSubviewAccessOp Op);
  mlir::Value constant(OpBuilder &B, Location Loc, int Value) {
    return arith::ConstantOp::create(B, Loc, B.getI32IntegerAttr(Value));
  }
  mlir::Value load(OpBuilder &B, Location Loc, mlir::Value Slot) {
    return memref::LoadOp::create(B, Loc, Slot);
  }

  CoreOp Core;
  Model &M;
  std::vector<End> Ends;
  llvm::DenseMap<Operation *, unsigned> EndOf;
  /// Ops with an access somewhere inside.
  llvm::DenseSet<Operation *> Touched;
  llvm::MapVector<Operation *, LoopPlan> Plans;
  Mode How = Mode::Static;
  /// Set while ops are replaced; a dry run otherwise.
  bool Emit = false;
  /// The oldest object's number at each acquire: a constant or a value.
  llvm::DenseMap<Operation *, int> StaticIndex;
  llvm::DenseMap<Operation *, mlir::Value> DynamicIndex;
  SmallVector<Operation *> Dead;
};

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

bool CoreLowering::simulate(Region &R, State &S) {
  if (R.empty())
    return true;
  if (!R.hasOneBlock())
    return llvm::none_of(R, [&](Block &B) {
      return llvm::any_of(B, [&](Operation &Op) { return Touched.count(&Op); });
    });
  return simulate(R.front(), S);
}

bool CoreLowering::simulate(Block &B, State &S) {
  for (Operation &Op : llvm::make_early_inc_range(B)) {
    if (Emit && isa<ObjectFifoSubviewAccessOp>(Op)) {
      visit(&Op, &S);
      continue;
    }
    if (!Touched.count(&Op)) {
      if (Emit && Op.getNumRegions())
        Op.walk([&](ObjectFifoSubviewAccessOp Access) { lowerAccess(Access); });
      continue;
    }
    if (EndOf.count(&Op)) {
      visit(&Op, &S);
    } else if (auto Loop = dyn_cast<scf::ForOp>(Op)) {
      if (!simulateFor(Loop, S))
        return false;
    } else if (auto While = dyn_cast<scf::WhileOp>(Op)) {
      State Start = S;
      if (!simulate(While.getBefore(), S))
        return false;
      State Exit = S;
      if (!simulate(While.getAfter(), S) || !(S == Start))
        return false;
      S = Exit;
    } else if (isa<scf::IfOp, scf::IndexSwitchOp>(Op)) {
      // All ways through the branch must lead to the same numbers.
      std::optional<State> Common;
      for (Region &R : Op.getRegions()) {
        State Branch = S;
        if (!simulate(R, Branch) || (Common && !(*Common == Branch)))
          return false;
        Common = Branch;
      }
      S = *Common;
    } else {
      return false;
    }
  }
  return true;
}

bool CoreLowering::simulateFor(scf::ForOp Loop, State &S) {
  if (Emit) { // Every iteration is like the first one by now.
    State Body = S;
    return simulate(*Loop.getBody(), Body);
  }
  std::optional<uint64_t> Trips = constantTripCount(Loop);
  std::vector<State> Seen = {S};
  if (Trips == 0)
    return true;
  LoopPlan New;
  while (true) {
    State Next = Seen.back();
    if (!simulate(*Loop.getBody(), Next))
      return false;
    auto It = llvm::find(Seen, Next);
    if (It != Seen.end()) {
      New.Peel = It - Seen.begin();
      New.Factor = Seen.end() - It;
      break;
    }
    Seen.push_back(Next);
    if (Trips && Seen.size() == *Trips + 1) { // Too short to repeat.
      New.Peel = *Trips;
      break;
    }
    if (Seen.size() > MaxDryRun)
      return false;
  }
  LoopPlan &Plan = Plans[Loop];
  Plan.Peel = std::max(Plan.Peel, New.Peel);
  Plan.Factor = std::lcm(Plan.Factor, New.Factor);
  if (!Trips) // It may run any number of times, or not at all.
    return New.Peel == 0 && New.Factor == 1;
  if (*Trips < Seen.size())
    S = Seen[*Trips];
  else
    S = Seen[New.Peel + (*Trips - New.Peel) % New.Factor];
  return true;
}

/// Ops after unrolling as planned.
uint64_t CoreLowering::size(Block &B) {
  uint64_t Result = 0;
  for (Operation &Op : B) {
    uint64_t Inner = 1;
    for (Region &R : Op.getRegions())
      for (Block &Nested : R)
        Inner = std::min(Inner + size(Nested), MaxOps + 1);
    if (auto It = Plans.find(&Op); It != Plans.end()) {
      uint64_t Copies = It->second.Peel + It->second.Factor;
      std::optional<uint64_t> Trips = constantTripCount(cast<scf::ForOp>(Op));
      if (Trips && !isEndless(cast<scf::ForOp>(Op)))
        Copies =
            std::min(Copies + (*Trips - std::min(*Trips, It->second.Peel)) %
                                  It->second.Factor,
                     *Trips);
      Inner = std::min(Inner * std::max<uint64_t>(Copies, 1), MaxOps + 1);
    }
    Result = std::min(Result + Inner, MaxOps + 1);
  }
  return Result;
}

/// Whether constants suffice, at a bearable price.
bool CoreLowering::plan() {
  Plans.clear();
  State S = initial();
  if (!simulate(Core.getBody(), S))
    return false;
  for (auto &[Loop, Plan] : Plans)
    if (Plan.Factor > MaxFactor)
      return false;
  bool Unrolls = llvm::any_of(Plans, [](auto &Entry) {
    return Entry.second.Peel != 0 || Entry.second.Factor != 1;
  });
  uint64_t Ops = 0;
  for (Block &B : Core.getBody())
    Ops += size(B);
  return !Unrolls || Ops <= MaxOps;
}

void CoreLowering::unroll() {
  SmallVector<std::pair<scf::ForOp, LoopPlan>> Order;
  // Inner loops first: copies of outer ones then hold them as they shall be.
  Core.walk<WalkOrder::PostOrder>([&](scf::ForOp Loop) {
    auto It = Plans.find(Loop);
    if (It != Plans.end() && (It->second.Peel || It->second.Factor != 1))
      Order.emplace_back(Loop, It->second);
  });
  for (auto &[Loop, Plan] : Order)
    unrollLoop(Loop, Plan.Peel, Plan.Factor);
}

void CoreLowering::createSlots() {
  OpBuilder B = OpBuilder::atBlockBegin(&Core.getBody().front());
  Location Loc = Core.getLoc();
  auto Type = MemRefType::get({}, B.getI32Type());
  mlir::Value Zero = constant(B, Loc, 0);
  auto slot = [&]() -> mlir::Value {
    mlir::Value Slot = memref::AllocaOp::create(B, Loc, Type);
    memref::StoreOp::create(B, Loc, Zero, Slot);
    return Slot;
  };
  for (End &E : Ends) {
    if (E.Depth > 1)
      E.IndexSlot = slot();
    if (How == Mode::Dynamic && E.locked())
      E.HeldSlot = slot();
  }
}

void CoreLowering::visit(Operation *Op, State *S) {
  if (auto Acquire = dyn_cast<ObjectFifoAcquireOp>(Op))
    return lowerAcquire(Acquire, S);
  if (auto Release = dyn_cast<ObjectFifoReleaseOp>(Op))
    return lowerRelease(Release, S);
  lowerAccess(cast<ObjectFifoSubviewAccessOp>(Op));
}

void CoreLowering::lowerAcquire(ObjectFifoAcquireOp Op, State *S) {
  unsigned Index = EndOf.at(Op);
  End &E = Ends[Index];
  int Wanted = Op.acqNumber();
  int Missing = S ? std::max(0, Wanted - S->Held[Index]) : 0;
  if (S)
    S->Held[Index] = std::max(S->Held[Index], Wanted);
  if (!Emit)
    return;
  OpBuilder B(Op);
  Location Loc = Op.getLoc();
  if (How == Mode::Static)
    StaticIndex[Op] = S->Index[Index];
  else if (E.IndexSlot)
    DynamicIndex[Op] = load(B, Loc, E.IndexSlot);
  else
    StaticIndex[Op] = 0;
  Dead.push_back(Op);
  if (!E.locked())
    return;
  if (S) {
    if (Missing)
      UseLockOp::create(B, Loc, E.acquireLock(),
                        LockAction::AcquireGreaterEqual, Missing * E.units());
    return;
  }
  mlir::Value Held = load(B, Loc, E.HeldSlot);
  mlir::Value Target = constant(B, Loc, Wanted);
  mlir::Value Less =
      arith::CmpIOp::create(B, Loc, arith::CmpIPredicate::slt, Held, Target);
  // Guarded, since acquiring 0 means waiting for the lock to be 0.
  auto If = scf::IfOp::create(B, Loc, Less, /*withElseRegion=*/false);
  B.setInsertionPointToStart(If.thenBlock());
  mlir::Value Count = arith::SubIOp::create(B, Loc, Target, Held);
  if (E.units() != 1)
    Count = arith::MulIOp::create(B, Loc, Count, constant(B, Loc, E.units()));
  UseLockOp::create(B, Loc, E.acquireLock(), LockAction::AcquireGreaterEqual,
                    Count, nullptr);
  memref::StoreOp::create(B, Loc, Target, E.HeldSlot);
}

void CoreLowering::lowerRelease(ObjectFifoReleaseOp Op, State *S) {
  unsigned Index = EndOf.at(Op);
  End &E = Ends[Index];
  int Count = Op.relNumber();
  if (S) {
    S->Held[Index] -= Count;
    if (How == Mode::Static)
      S->Index[Index] = (S->Index[Index] + Count) % E.Depth;
  }
  if (!Emit)
    return;
  OpBuilder B(Op);
  Location Loc = Op.getLoc();
  Dead.push_back(Op);
  if (Count == 0)
    return;
  if (E.locked())
    UseLockOp::create(B, Loc, E.releaseLock(), LockAction::Release,
                      Count * E.units());
  if (!S && E.HeldSlot) {
    mlir::Value Held = arith::SubIOp::create(B, Loc, load(B, Loc, E.HeldSlot),
                                             constant(B, Loc, Count));
    memref::StoreOp::create(B, Loc, Held, E.HeldSlot);
  }
  int Advance = Count % E.Depth;
  if (How == Mode::Static || !E.IndexSlot || Advance == 0)
    return;
  mlir::Value Next = arith::AddIOp::create(B, Loc, load(B, Loc, E.IndexSlot),
                                           constant(B, Loc, Advance));
  mlir::Value Depth = constant(B, Loc, E.Depth);
  mlir::Value Beyond =
      arith::CmpIOp::create(B, Loc, arith::CmpIPredicate::sge, Next, Depth);
  mlir::Value Wrapped = arith::SubIOp::create(B, Loc, Next, Depth);
  mlir::Value New = arith::SelectOp::create(B, Loc, Beyond, Wrapped, Next);
  memref::StoreOp::create(B, Loc, New, E.IndexSlot);
}

void CoreLowering::lowerAccess(ObjectFifoSubviewAccessOp Op) {
  Operation *Acquire = Op.getSubview().getDefiningOp();
  End &E = *endOf(Acquire);
  ArrayRef<mlir::Value> Buffers = E.H->owner().Buffers;
  auto buffer = [&](unsigned Oldest) {
    return Buffers[(Oldest + Op.getIndex()) % E.Depth];
  };
  Dead.push_back(Op);
  if (auto It = StaticIndex.find(Acquire); It != StaticIndex.end()) {
    Op.getOutput().replaceAllUsesWith(buffer(It->second));
    return;
  }
  OpBuilder B(Op);
  Location Loc = Op.getLoc();
  mlir::Value Index = arith::IndexCastOp::create(B, Loc, B.getIndexType(),
                                                 DynamicIndex.at(Acquire));
  SmallVector<int64_t> Cases;
  for (unsigned Case = 0; Case + 1 < E.Depth; ++Case)
    Cases.push_back(Case);
  auto Switch = scf::IndexSwitchOp::create(B, Loc, Op.getOutput().getType(),
                                           Index, Cases, Cases.size());
  auto fill = [&](Region &R, unsigned Oldest) {
    OpBuilder Inner = OpBuilder::atBlockEnd(&R.emplaceBlock());
    scf::YieldOp::create(Inner, Loc, buffer(Oldest));
  };
  for (auto [Case, R] : llvm::zip(Cases, Switch.getCaseRegions()))
    fill(R, Case);
  fill(Switch.getDefaultRegion(), E.Depth - 1);
  Op.getOutput().replaceAllUsesWith(Switch.getResult(0));
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

} // namespace

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
