//===- LowerAccess.cpp - one access of an object FIFO ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Acquires and releases become lock operations, accesses buffers. The order of
// the ops is mlir-aie's: it decides the order of the constants later on.
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
    Slots.push_back(Slot);
    return Slot;
  };
  for (End &E : Ends)
    if (E.Depth > 1 && E.Acquired)
      E.IndexSlot = slot();
  for (End &E : Ends)
    if (E.locked())
      E.HeldSlot = slot();
}

void CoreLowering::lowerAcquire(ObjectFifoAcquireOp Op) {
  End &E = Ends[EndOf.at(Op)];
  OpBuilder B(Op);
  Location Loc = Op.getLoc();
  if (E.locked()) {
    mlir::Value Held = load(B, Loc, E.HeldSlot);
    mlir::Value Missing =
        arith::SubIOp::create(B, Loc, constant(B, Loc, Op.acqNumber()), Held);
    Missing = arith::MaxSIOp::create(B, Loc, Missing, constant(B, Loc, 0));
    mlir::Value Units = Missing;
    if (E.units() != 1)
      Units = arith::MulIOp::create(B, Loc, Units, constant(B, Loc, E.units()));
    UseLockOp::create(B, Loc, E.acquireLock(), LockAction::AcquireGreaterEqual,
                      Units, nullptr);
    memref::StoreOp::create(
        B, Loc, arith::AddIOp::create(B, Loc, Held, Missing), E.HeldSlot);
  }
  if (E.IndexSlot)
    IndexAt[Op] = load(B, Loc, E.IndexSlot);
}

void CoreLowering::lowerRelease(ObjectFifoReleaseOp Op) {
  End &E = Ends[EndOf.at(Op)];
  int Count = Op.relNumber();
  if (Count == 0)
    return;
  OpBuilder B(Op);
  Location Loc = Op.getLoc();
  if (E.locked()) {
    UseLockOp::create(B, Loc, E.releaseLock(), LockAction::Release,
                      constant(B, Loc, Count * E.units()), nullptr);
    mlir::Value Held = arith::SubIOp::create(B, Loc, load(B, Loc, E.HeldSlot),
                                             constant(B, Loc, Count));
    memref::StoreOp::create(B, Loc, Held, E.HeldSlot);
  }
  int Depth = E.Depth, Advance = Count % Depth;
  if (!E.IndexSlot || Advance == 0)
    return;
  mlir::Value Index = load(B, Loc, E.IndexSlot);
  mlir::Value Next =
      arith::AddIOp::create(B, Loc, Index, constant(B, Loc, Advance));
  mlir::Value Beyond = arith::CmpIOp::create(B, Loc, arith::CmpIPredicate::sge,
                                             Next, constant(B, Loc, Depth));
  // One step leads beyond the end only to the start.
  mlir::Value Wrapped =
      Advance == 1 ? constant(B, Loc, 0)
                   : arith::AddIOp::create(B, Loc, Index,
                                           constant(B, Loc, Advance - Depth))
                         .getResult();
  mlir::Value New = arith::SelectOp::create(B, Loc, Beyond, Wrapped, Next);
  memref::StoreOp::create(B, Loc, New, E.IndexSlot);
}

void CoreLowering::lowerAccess(ObjectFifoSubviewAccessOp Op) {
  Operation *Acquire = Op.getSubview().getDefiningOp();
  End &E = Ends[EndOf.at(Acquire)];
  ArrayRef<mlir::Value> Buffers = E.H->owner().Buffers;
  auto buffer = [&](unsigned Oldest) {
    return Buffers[(Oldest + Op.getIndex()) % E.Depth];
  };
  auto It = IndexAt.find(Acquire);
  if (It == IndexAt.end()) {
    Op.getOutput().replaceAllUsesWith(buffer(0));
    return;
  }
  OpBuilder B(Op);
  Location Loc = Op.getLoc();
  mlir::Value Index =
      arith::IndexCastOp::create(B, Loc, B.getIndexType(), It->second);
  SmallVector<int64_t> Cases;
  for (unsigned Case = 0; Case != E.Depth; ++Case)
    Cases.push_back(Case);
  auto Switch = scf::IndexSwitchOp::create(B, Loc, Op.getOutput().getType(),
                                           Index, Cases, Cases.size());
  auto fill = [&](Region &R, unsigned Oldest) {
    OpBuilder Inner = OpBuilder::atBlockEnd(&R.emplaceBlock());
    scf::YieldOp::create(Inner, Loc, buffer(Oldest));
  };
  for (auto [Case, R] : llvm::zip(Cases, Switch.getCaseRegions()))
    fill(R, Case);
  fill(Switch.getDefaultRegion(), 0);
  Op.getOutput().replaceAllUsesWith(Switch.getResult(0));
}
