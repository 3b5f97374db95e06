//===- CoreAccesses.h - object FIFOs in one core program ------ -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For each end of a FIFO a core has two numbers: how many objects it holds,
// and which buffer the oldest of them is. They become values that the core
// computes and carries through its loops and branches. A dry run of the
// program finds, for each loop, after how many iterations they repeat; that
// is left on the loop as a hint for aie-objectFifo-unroll, after which they
// are constants nearly everywhere.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_COREACCESSES_H
#define AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_COREACCESSES_H

#include "../Loops.h"
#include "Model.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/MapVector.h"

namespace aieforge::aie::objectfifo {

/// One end of a FIFO in one core.
struct End {
  Half *H;
  ObjectFifoPort Port;
  unsigned Depth;
  bool Acquired = false;
  /// Variables of the core: the oldest object's number, if anybody reads it,
  /// and how many objects are held, if locks count them.
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

/// Objects held and the oldest one's number, at one end.
struct State {
  int Held = 0, Index = 0;
  bool operator==(const State &Other) const = default;
};

/// When every iteration of a loop sees the same numbers: after Peel iterations,
/// then with Factor of them in a round.
struct LoopPlan {
  uint64_t Peel = 0;
  uint64_t Factor = 1;
};

class CoreLowering {
public:
  CoreLowering(CoreOp Core, Model &M) : Core(Core), M(M) {}

  /// \p Hints: leave hints for the unrolling.
  llvm::LogicalResult run(bool Hints);

private:
  llvm::LogicalResult collect();
  void eraseDeadLoops();
  llvm::LogicalResult checkLoops();
  void step(mlir::Operation *Op, State &S);
  bool simulate(mlir::Region &R, State &S);
  bool simulate(mlir::Block &B, State &S);
  bool simulateFor(mlir::scf::ForOp Loop, State &S);
  void plan();
  uint64_t size(mlir::Block &B);
  void leaveHints();
  void findTouched(unsigned Index);

  void createSlots();
  void lowerAcquire(ObjectFifoAcquireOp Op);
  void lowerRelease(ObjectFifoReleaseOp Op);
  void lowerAccess(ObjectFifoSubviewAccessOp Op);
  mlir::Value constant(mlir::OpBuilder &B, mlir::Location Loc, int Value) {
    return mlir::arith::ConstantOp::create(B, Loc, B.getI32IntegerAttr(Value));
  }
  mlir::Value load(mlir::OpBuilder &B, mlir::Location Loc, mlir::Value Slot) {
    return mlir::memref::LoadOp::create(B, Loc, Slot);
  }

  CoreOp Core;
  Model &M;
  std::vector<End> Ends;
  llvm::DenseMap<mlir::Operation *, unsigned> EndOf;
  /// Acquires, releases and accesses in program order.
  llvm::SmallVector<mlir::Operation *> Accesses;
  /// Ops with an acquire or release of the end in question inside.
  llvm::DenseSet<mlir::Operation *> Touched;
  llvm::MapVector<mlir::Operation *, LoopPlan> Plans;
  llvm::SmallVector<mlir::Value> Slots;
  /// The oldest object's number at each acquire, where it can differ.
  llvm::DenseMap<mlir::Operation *, mlir::Value> IndexAt;
};

/// Replaces \p Slots, variables of one i32 each that only loads and stores in
/// \p Core use and that are stored before anything else happens, by values
/// that structured control flow carries along. Without structured control flow
/// around one of the uses they all stay what they are.
void promoteSlots(CoreOp Core, llvm::ArrayRef<mlir::Value> Slots);

} // namespace aieforge::aie::objectfifo

#endif // AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_COREACCESSES_H
