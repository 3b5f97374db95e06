//===- CheckLocks.cpp - aie-check-locks -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  locks and their uses, object FIFOs lowered.
// Out: the same, with a warning at each core or BD that must wait for ever: for
//      more than its lock starts with, when nobody ever adds to that lock.
//
//===----------------------------------------------------------------------===//

#include "CheckLocks.h"

#include "Loops.h"
#include "Tiles.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "llvm/ADT/MapVector.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct CheckLocks : public PassWrapper<CheckLocks, OperationPass<DeviceOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(CheckLocks)

  StringRef getArgument() const override { return "aie-check-locks"; }
  StringRef getDescription() const override {
    return "Warn of waits for locks that nobody releases";
  }

  /// How often \p Op runs as far as its loops say; many if they do not end.
  static uint64_t runs(Operation *Op) {
    uint64_t Count = 1;
    for (auto Loop = Op->getParentOfType<scf::ForOp>(); Loop;
         Loop = Loop->getParentOfType<scf::ForOp>()) {
      std::optional<uint64_t> Trips = constantTripCount(Loop);
      Count *= std::min<uint64_t>(Trips.value_or(1), 1000);
      Count = std::min<uint64_t>(Count, 1000);
    }
    return Count;
  }

  void check(LockOp Lock, ArrayRef<UseLockOp> Acquires) {
    int64_t Has = Lock.getInit().value_or(0);
    for (UseLockOp Acquire : Acquires) {
      std::optional<int32_t> Wants = Acquire.getConstantValue();
      if (!Wants || *Wants <= 0)
        continue;
      // A BD may run as often as there is data; that is not known here.
      bool InCore = bool(Acquire->getParentOfType<CoreOp>());
      uint64_t Runs = InCore ? runs(Acquire) : 1;
      if (int64_t(Runs) * *Wants <= Has)
        continue;
      auto Warning = Acquire.emitWarning("waits for ever");
      if (Has >= *Wants)
        Warning << " when it has run " << Has / *Wants << " times";
      Warning << ": takes " << *Wants << " of "
              << (Lock.hasName() ? "lock '" + Lock.name().str() + "'"
                                 : "a lock")
              << " on tile " << tileName(Lock.getTileOp())
              << ", which starts with " << Has
              << " and to which no core, BD or sequence adds";
      Warning.attachNote(Lock.getLoc()) << "the lock";
      return;
    }
  }

  void runOnOperation() override {
    llvm::MapVector<Operation *, SmallVector<UseLockOp>> Acquires;
    llvm::DenseSet<Operation *> Added;
    bool Unknown = false;
    getOperation().walk([&](Operation *Op) {
      if (auto Use = dyn_cast<UseLockOp>(Op)) {
        if (Use.release())
          Added.insert(Use.getLockOp());
        else if (Use.acquireGE() && Use.getLockOp())
          Acquires[Use.getLockOp()].push_back(Use);
      } else if (auto Set = dyn_cast<aiex::SetLockOp>(Op)) {
        Added.insert(Set.getLock().getDefiningOp());
      } else if (isa<aiex::NpuWrite32Op, aiex::NpuMaskWrite32Op,
                     aiex::NpuBlockWriteOp, aiex::NpuControlPacketOp>(Op)) {
        Unknown = true;
      } else if (auto Core = dyn_cast<CoreOp>(Op); Core && Core.getElfFile()) {
        Unknown = true;
      }
    });
    // Raw writes and foreign programs may reach any lock.
    if (Unknown)
      return;
    for (auto &[Lock, Uses] : Acquires)
      if (!Added.count(Lock))
        check(cast<LockOp>(Lock), Uses);
  }
};

} // namespace

std::unique_ptr<Pass> aieforge::createCheckLocks() {
  return std::make_unique<CheckLocks>();
}
