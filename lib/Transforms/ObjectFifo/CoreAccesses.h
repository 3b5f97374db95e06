//===- CoreAccesses.h - object FIFOs in one core program ------ -*- C++ -*-===//
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
  llvm::SmallVector<int> Held, Index;
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

  llvm::LogicalResult run(bool Dynamic);

private:
  llvm::LogicalResult collect();
  void eraseDeadLoops();
  llvm::LogicalResult checkLoops();
  End *endOf(mlir::Operation *Op) { return &Ends[EndOf.at(Op)]; }
  State initial() const {
    return {llvm::SmallVector<int>(Ends.size(), 0),
            llvm::SmallVector<int>(Ends.size(), 0)};
  }

  bool simulate(mlir::Region &R, State &S);
  bool simulate(mlir::Block &B, State &S);
  bool simulateFor(mlir::scf::ForOp Loop, State &S);
  bool plan();
  uint64_t size(mlir::Block &B);
  void unroll();
  void findTouched();

  void createSlots();
  void visit(mlir::Operation *Op, State *S);
  void lowerAcquire(ObjectFifoAcquireOp Op, State *S);
  void lowerRelease(ObjectFifoReleaseOp Op, State *S);
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
  /// Ops with an access somewhere inside.
  llvm::DenseSet<mlir::Operation *> Touched;
  llvm::MapVector<mlir::Operation *, LoopPlan> Plans;
  Mode How = Mode::Static;
  /// Set while ops are replaced; a dry run otherwise.
  bool Emit = false;
  /// The oldest object's number at each acquire: a constant or a value.
  llvm::DenseMap<mlir::Operation *, int> StaticIndex;
  llvm::DenseMap<mlir::Operation *, mlir::Value> DynamicIndex;
  llvm::SmallVector<mlir::Operation *> Dead;
};

} // namespace aieforge::aie::objectfifo

#endif // AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_COREACCESSES_H
