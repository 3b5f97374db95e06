//===- LowerDynamicBdPool.cpp - BD numbers that run time gives out --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-lower-dynamic-bd-pool
// In:  runtime sequences with scf.for or scf.if that only run time decides;
//      others are left alone. Tasks of one BD on tiles.
// Out: each task takes its BD's number from its tile's pool where it is
//      configured; each free gives it back. Where a loop or a branch carries a
//      task it carries the number beside it.
//
//===----------------------------------------------------------------------===//

#include "TaskBd.h"
#include "TaskFlow.h"
#include "aieforge/Transforms/SequencePasses.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/PatternMatch.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIELOWERDYNAMICBDPOOL
#include "aieforge/Transforms/SequencePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

class PoolLowering {
public:
  PoolLowering(const SequenceContext &Context, aie::RuntimeSequenceOp Sequence)
      : Context(Context), Sequence(Sequence), Rewriter(Sequence.getContext()) {}

  LogicalResult run();

private:
  /// A loop or a branch, and which of its results are tasks.
  struct Carrier {
    Operation *Op;
    SmallVector<unsigned> Tasks;
  };

  LogicalResult collect();
  LogicalResult checkTask(aiex::DMAConfigureTaskOp Task);
  LogicalResult checkFixedNumbers();
  template <typename OpT> LogicalResult addCarrier(OpT Op);
  LogicalResult checkFlow(Operation *Op, Value A, Value B);
  void takeNumber(aiex::DMAConfigureTaskOp Task);
  void widenLoop(Carrier &C, Value Placeholder);
  void widenBranch(Carrier &C, Value Placeholder);
  void connect(const Carrier &C);
  LogicalResult giveBack(aiex::DMAFreeTaskOp Free);

  const SequenceContext &Context;
  aie::RuntimeSequenceOp Sequence;
  IRRewriter Rewriter;
  bool Dynamic = false;
  SmallVector<aiex::DMAConfigureTaskOp> Tasks;
  SmallVector<Carrier> Carriers;        ///< Inner ones first.
  llvm::DenseMap<Value, Value> Numbers; ///< Of tasks.
};

} // namespace

//===----------------------------------------------------------------------===//
// What a pool can serve
//===----------------------------------------------------------------------===//

/// The pool gives out every number of the tile.
LogicalResult PoolLowering::checkTask(aiex::DMAConfigureTaskOp Task) {
  if (!Task.getTileOp())
    return Task.emitOpError("needs a placed tile (aie.tile); run "
                            "aie-place-tiles first");
  SmallVector<aie::DMABDOp> Bds = bdsOf(Task);
  if (Bds.size() != 1)
    return Task.emitOpError("has ")
           << Bds.size()
           << " BDs; the dynamic pool supports single-BD tasks only, since the "
              "numbers of a chain would have to name each other";
  if (Bds.front().getBdId())
    return Bds.front().emitOpError(
        "pins a buffer descriptor ID inside a runtime-bound sequence that "
        "draws IDs from the dynamic pool, which may give it to another task; "
        "leave bd_id out");
  return success();
}

LogicalResult PoolLowering::checkFixedNumbers() {
  WalkResult Result = Sequence.walk([&](aiex::NpuDmaMemcpyNdOp Copy) {
    aie::TileOp Tile = Context.allocationTile(Copy.getMetadata());
    bool Shared = llvm::any_of(Tasks, [&](aiex::DMAConfigureTaskOp Task) {
      return Tile && Task.getTileOp() == Tile;
    });
    if (!Shared)
      return WalkResult::advance();
    Copy.emitOpError("uses BD ")
        << Copy.getId()
        << " of a tile whose tasks draw their numbers from the dynamic pool, "
           "which may give out the same; make it a task too";
    return WalkResult::interrupt();
  });
  return failure(Result.wasInterrupted());
}

/// Either both values are tasks of one channel, or neither is a task.
LogicalResult PoolLowering::checkFlow(Operation *Op, Value A, Value B) {
  llvm::SetVector<Operation *> All = tasksOf(A), Other = tasksOf(B);
  if (All.empty() != Other.empty()) {
    if (isa<scf::IfOp>(Op))
      return Op->emitOpError("yields a pool-allocated task on only one branch "
                             "of an scf.if; on the other there would be no BD "
                             "number to give back");
    return Op->emitOpError("carries a pool-allocated task in only some of its "
                           "iterations; in the others there would be no BD "
                           "number to give back");
  }
  All.insert_range(Other);
  std::optional<ChannelKey> First;
  for (Operation *O : All) {
    auto Task = cast<aiex::DMAConfigureTaskOp>(O);
    FailureOr<ChannelPlace> Where = Context.channel(
        Task, Task.getTile(), Task.getDirection(), Task.getChannel());
    if (failed(Where))
      return failure();
    if (First && *First != Where->key())
      return Op->emitOpError("yields tasks on different physical channels; a "
                             "number goes back to one tile's pool, and a wait "
                             "is for one channel");
    First = Where->key();
  }
  return success();
}

template <typename OpT> LogicalResult PoolLowering::addCarrier(OpT Op) {
  Carrier C{Op, {}};
  for (unsigned K = 0; K < Op->getNumResults(); ++K) {
    auto [A, B] = carriedBy(Op, K);
    if (failed(checkFlow(Op, A, B)))
      return failure();
    if (!tasksOf(A).empty())
      C.Tasks.push_back(K);
  }
  if (!C.Tasks.empty())
    Carriers.push_back(std::move(C));
  return success();
}

LogicalResult PoolLowering::collect() {
  WalkResult Result = Sequence.getBody().walk([&](Operation *O) {
    LogicalResult Fine = success();
    Dynamic |= isa<scf::ForOp, scf::IfOp>(O);
    if (auto While = O->getParentOfType<scf::WhileOp>();
        While && isa<aiex::DMAConfigureTaskOp>(O))
      Fine =
          While.emitOpError("scf.while in a runtime sequence is not supported "
                            "by the dynamic BD pool path, which needs to know "
                            "where a number is given back; use scf.for");
    else if (auto Task = dyn_cast<aiex::DMAConfigureTaskOp>(O))
      Tasks.push_back(Task);
    else if (auto Loop = dyn_cast<scf::ForOp>(O))
      Fine = addCarrier(Loop);
    else if (auto If = dyn_cast<scf::IfOp>(O))
      Fine = addCarrier(If);
    return failed(Fine) ? WalkResult::interrupt() : WalkResult::advance();
  });
  return failure(Result.wasInterrupted());
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

void PoolLowering::takeNumber(aiex::DMAConfigureTaskOp Task) {
  if (!Task.getDynBdId()) {
    aie::TileOp Tile = Task.getTileOp();
    Rewriter.setInsertionPoint(Task);
    auto Pop = aiex::DMABdPoolPopOp::create(Rewriter, Task.getLoc(),
                                            Rewriter.getI32Type(),
                                            Tile.colIndex(), Tile.rowIndex());
    Task.getDynBdIdMutable().assign(Pop.getBdId());
  }
  Numbers[Task.getResult()] = Task.getDynBdId();
}

void PoolLowering::widenLoop(Carrier &C, Value Placeholder) {
  auto Loop = cast<scf::ForOp>(C.Op);
  unsigned Old = Loop.getNumResults();
  SmallVector<Value> Starts(C.Tasks.size(), Placeholder);
  Rewriter.setInsertionPoint(Loop);
  auto Wide = cast<scf::ForOp>(*Loop.replaceWithAdditionalYields(
      Rewriter, Starts, /*replaceInitOperandUsesInLoop=*/false,
      [](OpBuilder &, Location, ArrayRef<BlockArgument> Args) {
        return SmallVector<Value>(Args.begin(), Args.end());
      }));
  C.Op = Wide;
  for (auto [I, K] : llvm::enumerate(C.Tasks)) {
    Numbers[Wide.getRegionIterArg(K)] = Wide.getRegionIterArg(Old + I);
    Numbers[Wide.getResult(K)] = Wide.getResult(Old + I);
  }
}

void PoolLowering::widenBranch(Carrier &C, Value Placeholder) {
  auto If = cast<scf::IfOp>(C.Op);
  unsigned Old = If.getNumResults();
  SmallVector<Type> Types(If.getResultTypes());
  Types.append(C.Tasks.size(), Rewriter.getI32Type());
  Rewriter.setInsertionPoint(If);
  auto Wide = scf::IfOp::create(Rewriter, If.getLoc(), Types, If.getCondition(),
                                /*withElseRegion=*/true);
  for (auto [From, To] :
       {std::pair(&If.getThenRegion(), &Wide.getThenRegion()),
        std::pair(&If.getElseRegion(), &Wide.getElseRegion())}) {
    To->takeBody(*From);
    SmallVector<Value> More(C.Tasks.size(), Placeholder);
    To->front().getTerminator()->insertOperands(Old, More);
  }
  Rewriter.replaceOp(If, Wide.getResults().take_front(Old));
  C.Op = Wide;
  for (auto [I, K] : llvm::enumerate(C.Tasks))
    Numbers[Wide.getResult(K)] = Wide.getResult(Old + I);
}

/// Puts the numbers in the place of the placeholders.
void PoolLowering::connect(const Carrier &C) {
  unsigned Old = C.Op->getNumResults() - C.Tasks.size();
  for (auto [I, K] : llvm::enumerate(C.Tasks)) {
    if (auto Loop = dyn_cast<scf::ForOp>(C.Op)) {
      auto [Start, Next] = carriedBy(Loop, K);
      Loop.getInitArgsMutable()[Old + I].set(Numbers.at(Start));
      Loop.getBody()->getTerminator()->setOperand(Old + I, Numbers.at(Next));
      continue;
    }
    auto If = cast<scf::IfOp>(C.Op);
    auto [Then, Else] = carriedBy(If, K);
    If.thenYield()->setOperand(Old + I, Numbers.at(Then));
    If.elseYield()->setOperand(Old + I, Numbers.at(Else));
  }
}

LogicalResult PoolLowering::giveBack(aiex::DMAFreeTaskOp Free) {
  FailureOr<aiex::DMAConfigureTaskOp> Task = taskOf(Free, Free.getTask());
  if (failed(Task))
    return failure();
  aie::TileOp Tile = Task->getTileOp();
  Rewriter.setInsertionPoint(Free);
  aiex::DMABdPoolPushOp::create(Rewriter, Free.getLoc(), Tile.colIndex(),
                                Tile.rowIndex(), Numbers.at(Free.getTask()));
  Free.erase();
  return success();
}

LogicalResult PoolLowering::run() {
  if (failed(collect()))
    return failure();
  if (!Dynamic || Tasks.empty())
    return success();
  for (aiex::DMAConfigureTaskOp Task : Tasks)
    if (failed(checkTask(Task)))
      return failure();
  if (failed(checkFixedNumbers()))
    return failure();
  for (aiex::DMAConfigureTaskOp Task : Tasks)
    takeNumber(Task);
  Rewriter.setInsertionPointToStart(&Sequence.getBody().front());
  auto Placeholder = arith::ConstantOp::create(Rewriter, Sequence.getLoc(),
                                               Rewriter.getI32IntegerAttr(0));
  for (Carrier &C : Carriers)
    isa<scf::ForOp>(C.Op) ? widenLoop(C, Placeholder)
                          : widenBranch(C, Placeholder);
  for (const Carrier &C : Carriers)
    connect(C);
  Placeholder.erase();
  SmallVector<aiex::DMAFreeTaskOp> Frees;
  Sequence.walk([&](aiex::DMAFreeTaskOp Free) { Frees.push_back(Free); });
  for (aiex::DMAFreeTaskOp Free : Frees)
    if (failed(giveBack(Free)))
      return failure();
  return success();
}

namespace {
struct LowerDynamicBdPool
    : aie::impl::AIELowerDynamicBdPoolBase<LowerDynamicBdPool> {
  void runOnOperation() override {
    SequenceContext Context(getOperation());
    if (!hardwareOf(getOperation()))
      return signalPassFailure();
    for (auto Sequence : getOperation().getOps<aie::RuntimeSequenceOp>())
      if (failed(PoolLowering(Context, Sequence).run()))
        return signalPassFailure();
  }
};
} // namespace
