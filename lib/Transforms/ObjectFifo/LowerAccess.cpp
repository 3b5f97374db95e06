//===- LowerAccess.cpp - one access of an object FIFO ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Acquires and releases become lock operations, accesses buffers.
//
//===----------------------------------------------------------------------===//

#include "CoreAccesses.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace mlir;

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
