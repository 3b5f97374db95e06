//===- AssignRuntimeSequenceBDIDs.cpp - BD numbers of DMA tasks -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-assign-runtime-sequence-bd-ids
// In:  runtime sequences with DMA tasks on tiles, without loops.
// Out: every BD of a task has a number that no task still running and no other
//      op of the sequence uses. Frees are gone.
//
//===----------------------------------------------------------------------===//

#include "TaskBd.h"
#include "Tokens.h"
#include "aieforge/Transforms/SequencePasses.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

#include <set>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEASSIGNRUNTIMESEQUENCEBDIDS
#include "aieforge/Transforms/SequencePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

/// One sequence. BD numbers are per tile.
class BdAllocator {
public:
  BdAllocator(const SequenceContext &Context, aie::RuntimeSequenceOp Sequence)
      : Context(Context), Sequence(Sequence) {}

  LogicalResult run();

private:
  void reserveOthers();
  LogicalResult checkTokens();
  LogicalResult configure(aiex::DMAConfigureTaskOp Task);
  LogicalResult start(aiex::DMAStartTaskOp O);
  LogicalResult await(aiex::DMAAwaitTaskOp O);
  LogicalResult free(aiex::DMAFreeTaskOp O);

  /// A BD and the task that wrote it last.
  struct Use {
    Operation *Task = nullptr;
    bool Live = false;
  };
  using BdUses = std::map<unsigned, Use>;
  bool isLive(const BdUses &Uses, unsigned Bd) const {
    auto It = Uses.find(Bd);
    return It != Uses.end() && It->second.Live;
  }

  const SequenceContext &Context;
  aie::RuntimeSequenceOp Sequence;
  std::map<hw::TileId, BdUses> Bds;
  std::map<hw::TileId, std::set<unsigned>> Reserved;
  llvm::DenseSet<Operation *> Awaited;
};

hw::TileId tileOf(aiex::DMAConfigureTaskOp Task) {
  aie::TileOp Tile = Task.getTileOp();
  return {unsigned(Tile.colIndex()), unsigned(Tile.rowIndex())};
}

} // namespace

/// Tasks get no BD that another op of the sequence names.
void BdAllocator::reserveOthers() {
  const hw::Device &D = *Context.hardware();
  auto ReserveAddress = [&](std::optional<uint32_t> Address) {
    if (!Address)
      return;
    hw::TileAddress A = hw::TileAddress::decode(*Address);
    if (!D.contains(A.Column, A.Row))
      return;
    if (auto Ref = hw::bdAt(D.kind(A.Column, A.Row), A.Offset))
      Reserved[{A.Column, A.Row}].insert(Ref->Bd);
  };
  Sequence.getBody().walk([&](Operation *O) {
    if (auto Copy = dyn_cast<aiex::NpuDmaMemcpyNdOp>(O)) {
      if (aie::TileOp Tile = Context.allocationTile(Copy.getMetadata()))
        Reserved[{unsigned(Tile.colIndex()), unsigned(Tile.rowIndex())}].insert(
            unsigned(Copy.getId()));
    } else if (auto Bd = dyn_cast<aiex::NpuWriteBdOp>(O)) {
      Reserved[{unsigned(Bd.getColumn()), unsigned(Bd.getRow())}].insert(
          unsigned(Bd.getBdId()));
    } else if (auto Write = dyn_cast<aiex::NpuBlockWriteOp>(O)) {
      ReserveAddress(Write.getAbsoluteAddress());
    } else if (auto Write = dyn_cast<aiex::NpuWrite32Op>(O)) {
      ReserveAddress(Write.getAbsoluteAddress());
    }
  });
}

LogicalResult BdAllocator::configure(aiex::DMAConfigureTaskOp Task) {
  if (!Task.getTileOp())
    return Task.emitOpError("needs a placed tile (aie.tile); run "
                            "aie-place-tiles first");
  FailureOr<ChannelPlace> Where = Context.channel(
      Task, Task.getTile(), Task.getDirection(), Task.getChannel());
  if (failed(Where))
    return failure();
  // Run time has a number for it.
  if (Task.getDynBdId())
    return success();
  BdUses &Here = Bds[tileOf(Task)];
  const std::set<unsigned> &Others = Reserved[tileOf(Task)];
  // Given numbers first, so that the others keep clear of them.
  for (aie::DMABDOp Bd : bdsOf(Task)) {
    if (!Bd.getBdId())
      continue;
    unsigned Id = *Bd.getBdId();
    if (!hw::bdReachable(Where->At.Kind, Where->Channel, Id))
      return Bd.emitOpError("has BD number ")
             << Id << ", which this channel cannot use";
    if (isLive(Here, Id))
      return Task.emitOpError("Specified buffer descriptor ID ")
             << Id << " is already in use by a task that was not awaited";
    Here[Id] = {Task, true};
  }
  unsigned Count = hw::tileInfo(Where->At.Kind).Bds;
  for (aie::DMABDOp Bd : bdsOf(Task)) {
    if (Bd.getBdId())
      continue;
    unsigned Id = 0;
    while (Id < Count && (isLive(Here, Id) || Others.count(Id) ||
                          !hw::bdReachable(Where->At.Kind, Where->Channel, Id)))
      ++Id;
    if (Id == Count)
      return Task.emitOpError("Too many simultaneously active buffer "
                              "descriptors on tile (")
             << Where->At.Column << ", " << Where->At.Row
             << "), which supports up to " << Count
             << "; await or free an earlier task first";
    Here[Id] = {Task, true};
    Bd.setBdId(Id);
  }
  return success();
}

/// A task whose BDs were freed runs again only if nobody wrote them since.
LogicalResult BdAllocator::start(aiex::DMAStartTaskOp O) {
  FailureOr<aiex::DMAConfigureTaskOp> Task = taskOf(O, O.getTask());
  if (failed(Task))
    return failure();
  BdUses &Here = Bds[tileOf(*Task)];
  for (aie::DMABDOp Bd : bdsOf(*Task)) {
    if (!Bd.getBdId())
      continue;
    Use &U = Here[*Bd.getBdId()];
    if (U.Task != *Task)
      return O.emitOpError("starts a task again whose buffer descriptor ")
             << *Bd.getBdId()
             << " was freed and given to another task; configure it again";
    U.Live = true;
  }
  Awaited.erase(*Task);
  return success();
}

LogicalResult BdAllocator::await(aiex::DMAAwaitTaskOp O) {
  FailureOr<aiex::DMAConfigureTaskOp> Task = taskOf(O, O.getTask());
  if (failed(Task))
    return failure();
  BdUses &Here = Bds[tileOf(*Task)];
  for (aie::DMABDOp Bd : bdsOf(*Task))
    if (Bd.getBdId() && Here[*Bd.getBdId()].Task == *Task)
      Here[*Bd.getBdId()].Live = false;
  Awaited.insert(*Task);
  return success();
}

LogicalResult BdAllocator::free(aiex::DMAFreeTaskOp O) {
  FailureOr<aiex::DMAConfigureTaskOp> Task = taskOf(O, O.getTask());
  if (failed(Task))
    return failure();
  BdUses &Here = Bds[tileOf(*Task)];
  for (aie::DMABDOp Bd : bdsOf(*Task)) {
    if (!Bd.getBdId())
      return O.emitOpError("Free called on BD chain with unassigned IDs.");
    Use &U = Here[*Bd.getBdId()];
    bool Owns = U.Task == *Task && U.Live;
    // After an await the BDs are free already.
    if (!Owns && !Awaited.contains(*Task))
      return O.emitOpError("frees buffer descriptor ID ")
             << *Bd.getBdId() << ", which is not currently in use";
    if (Owns)
      U.Live = false;
  }
  O.erase();
  return success();
}

/// A wait for a token that no transfer sends would hang.
LogicalResult BdAllocator::checkTokens() {
  TokenLedger Tokens;
  auto Result = Sequence.getBody().walk([&](Operation *O) {
    std::optional<TokenEvent> E = tokenEventOf(Context, O);
    if (!E)
      return WalkResult::advance();
    if (E->What == TokenEvent::Push && E->Token)
      Tokens.send(E->Where);
    if (E->What == TokenEvent::Sync)
      for (const ChannelKey &Where : channelsOf(*E))
        Tokens.take(Where);
    auto Await = dyn_cast<aiex::DMAAwaitTaskOp>(O);
    // Lowering reports an await of a task without token.
    if (!Await || !Await.getTaskOp().getIssueToken()) {
      if (E->What == TokenEvent::Wait)
        Tokens.take(E->Where);
      return WalkResult::advance();
    }
    if (Tokens.take(E->Where))
      return WalkResult::advance();
    emitEndlessWait(O, E->Where);
    return WalkResult::interrupt();
  });
  return failure(Result.wasInterrupted());
}

LogicalResult BdAllocator::run() {
  bool Pool = false, Tasks = false;
  Operation *Loop = nullptr;
  Sequence.getBody().walk<WalkOrder::PreOrder>([&](Operation *O) {
    Pool |= isa<aiex::DMABdPoolPopOp>(O);
    Tasks |= isa<aiex::DMAConfigureTaskOp>(O);
    if (!Loop && isa<scf::ForOp, scf::IfOp, scf::WhileOp>(O))
      Loop = O;
  });
  if (Pool || (Loop && !Tasks))
    return success();
  if (Loop)
    return Loop->emitOpError(
        "Runtime-valued control flow in a runtime "
        "sequence is not supported by this static BD-ID "
        "allocation pass: bounds and conditions must be "
        "constants, for aie-unroll-runtime-sequence-loops "
        "to resolve; or run aie-lower-dynamic-bd-pool, and "
        "let aie-translate --aie-npu-to-cpp write a "
        "function that makes the stream at run time");
  reserveOthers();
  SmallVector<Operation *> All;
  for (Operation &O : Sequence.getBody().front())
    All.push_back(&O);
  for (Operation *O : All) {
    LogicalResult Result = success();
    if (auto Task = dyn_cast<aiex::DMAConfigureTaskOp>(O))
      Result = configure(Task);
    else if (auto Start = dyn_cast<aiex::DMAStartTaskOp>(O))
      Result = start(Start);
    else if (auto Await = dyn_cast<aiex::DMAAwaitTaskOp>(O))
      Result = await(Await);
    else if (auto Free = dyn_cast<aiex::DMAFreeTaskOp>(O))
      Result = free(Free);
    if (failed(Result))
      return failure();
  }
  return checkTokens();
}

namespace {
struct AssignRuntimeSequenceBDIDs
    : aie::impl::AIEAssignRuntimeSequenceBDIDsBase<AssignRuntimeSequenceBDIDs> {
  void runOnOperation() override {
    SequenceContext Context(getOperation());
    if (!hardwareOf(getOperation()))
      return signalPassFailure();
    for (auto Sequence : getOperation().getOps<aie::RuntimeSequenceOp>())
      if (failed(BdAllocator(Context, Sequence).run()))
        return signalPassFailure();
  }
};
} // namespace
