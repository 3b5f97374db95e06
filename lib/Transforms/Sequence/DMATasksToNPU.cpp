//===- DMATasksToNPU.cpp - DMA tasks to BDs and queue pushes --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-dma-tasks-to-npu
// In:  DMA tasks on tiles, whose BDs have numbers.
// Out: a task's BDs are written (npu.writebd) where it is configured and get
//      their addresses there; starts are npu.push_queue, awaits npu.sync. What
//      is known at run time only is written word by word.
//
//===----------------------------------------------------------------------===//

#include "RegisterOps.h"
#include "TaskBd.h"
#include "TaskFlow.h"
#include "WriteBd.h"
#include "aieforge/Transforms/SequencePasses.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEDMATASKSTONPU
#include "aieforge/Transforms/SequencePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

class TaskLowering {
public:
  explicit TaskLowering(aie::DeviceOp Device) : Context(Device), Ops(Device) {}

  LogicalResult run();

private:
  LogicalResult start(aiex::DMAStartTaskOp O);
  LogicalResult await(aiex::DMAAwaitTaskOp O);
  LogicalResult configure(aiex::DMAConfigureTaskOp O);
  LogicalResult writeBd(aie::DMABDOp Bd, aiex::DMAConfigureTaskOp Task,
                        const ChannelPlace &Where);
  LogicalResult writeWords(aie::DMABDOp Bd, aiex::DMAConfigureTaskOp Task,
                           const Place &At, Number Base,
                           const TaskBd &Described, const BdWords &Words);
  LogicalResult writeAddress(aie::DMABDOp Bd, const Place &At, Number Base,
                             const TaskBd &Described);
  void dropCarried(aiex::DMAConfigureTaskOp Task);

  SequenceContext Context;
  RegisterOps Ops;
};

} // namespace

static FailureOr<ChannelPlace> channelOf(const SequenceContext &Context,
                                         aiex::DMAConfigureTaskOp Task) {
  if (!Task.getTile().getDefiningOp<aie::TileOp>())
    return Task.emitOpError("Cannot lower a DMA task whose tile is not placed; "
                            "run aie-place-tiles first");
  return Context.channel(Task, Task.getTile(), Task.getDirection(),
                         Task.getChannel());
}

LogicalResult TaskLowering::start(aiex::DMAStartTaskOp O) {
  FailureOr<aiex::DMAConfigureTaskOp> Task = taskOf(O, O.getTask());
  if (failed(Task))
    return failure();
  FailureOr<ChannelPlace> Where = channelOf(Context, *Task);
  FailureOr<Number> Repeat = repeatCountOf(*Task);
  if (failed(Where) || failed(Repeat))
    return failure();
  Ops.before(O);
  Number Bd = bdNumberOf(O.getTask());
  aie::DMABDOp First = firstBd(*Task);
  bool IsTask = O.getTask() == Task->getResult();
  if (Bd.isNull() && IsTask && First && First.getBdId())
    Bd = Ops.math().constant(*First.getBdId());
  if (Bd.isNull())
    return O.emitOpError("First buffer descriptor in chain has not been "
                         "assigned an ID; run "
                         "aie-assign-runtime-sequence-bd-ids first");
  Ops.pushQueue(*Where, Bd, *Repeat, Task->getIssueToken());
  O.erase();
  return success();
}

LogicalResult TaskLowering::await(aiex::DMAAwaitTaskOp O) {
  FailureOr<aiex::DMAConfigureTaskOp> Task = taskOf(O, O.getTask());
  if (failed(Task))
    return failure();
  FailureOr<ChannelPlace> Where = channelOf(Context, *Task);
  if (failed(Where))
    return failure();
  if (!Task->getIssueToken()) {
    O.emitOpError("Cannot wait on a BD that is not configured to issue a "
                  "token; set issue_token = true on the task")
            .attachNote(Task->getLoc())
        << "Consider adding attribute `issue_token=true` here";
    return failure();
  }
  Ops.before(O);
  Ops.sync(*Where);
  O.erase();
  return success();
}

/// Puts the address of the BD's memory where the hardware wants it. \p Base is
/// the address of the BD.
LogicalResult TaskLowering::writeAddress(aie::DMABDOp Bd, const Place &At,
                                         Number Base, const TaskBd &Described) {
  const hw::BdLayout &L = hw::bdLayout(At.Kind);
  WordMath M = Ops.math();
  if (aie::BufferOp Buffer = Bd.getBufferOp()) {
    FailureOr<uint64_t> Address =
        dmaAddress(Buffer, Described.OffsetBytes, At, Bd);
    if (failed(Address))
      return failure();
    const hw::BdFieldInfo *Info = L.field(hw::BdField::BaseAddress);
    BdWords Words(L.Words, 0);
    if (!Info || !L.setAddress(Words, *Address))
      return Bd.emitOpError("does not reach address ") << *Address;
    Ops.maskWrite32(uint32_t(*getConstantIntValue(Base)) + 4 * Info->Word,
                    Words[Info->Word], Info->Bits.mask());
    return success();
  }
  if (!hw::isShim(At.Kind))
    return Bd.emitOpError("moves host memory, which only shim DMAs reach: DDR "
                          "memory (runtime sequence arguments) can only be "
                          "referred to on shim tiles");
  FailureOr<HostAddress> Host = hostAddress(Bd, Bd.getBuffer());
  if (failed(Host))
    return failure();
  Number Offset = M.constant(int64_t(Host->Offset + Described.OffsetBytes));
  if (Value Elements = Described.RunTimeOffset) {
    unsigned Bits = elementBits(Bd.getBuffer());
    M.requireMultiple(Elements, Bits < 32 ? 32 / Bits : 1);
    Offset = M.add(M.multiply(Elements, M.constant(Bits / 8)), Offset);
  }
  Ops.addressPatch(M.add(Base, M.constant(L.PatchOffset)), Host->Argument,
                   Offset);
  return success();
}

/// All words of the BD of which something is known at run time only: its
/// number, or its shape.
LogicalResult TaskLowering::writeWords(aie::DMABDOp Bd,
                                       aiex::DMAConfigureTaskOp Task,
                                       const Place &At, Number Base,
                                       const TaskBd &Described,
                                       const BdWords &Words) {
  WordMath M = Ops.math();
  SmallVector<ShapeWords::Word> Writes;
  if (Task.getDynBdId())
    for (auto [I, Word] : llvm::enumerate(Words))
      Writes.push_back({unsigned(I), M.constant(Word)});
  ShapeWords Shape;
  if (Described.Shape) {
    FailureOr<ShapeWords> Encoded = encodeShape(Bd, *Described.Shape, Words, M);
    if (failed(Encoded))
      return failure();
    Shape = std::move(*Encoded);
    for (const ShapeWords::Word &Word : Shape.Words) {
      if (Task.getDynBdId())
        Writes[Word.Index] = Word;
      else
        Writes.push_back(Word);
    }
  }
  for (const ShapeWords::Word &Word : Writes)
    Ops.write32(M.value(M.add(Base, M.constant(4 * Word.Index))), Word.Value);
  if (Described.Shape)
    guardLength(*Described.Shape, Shape.Length, M);
  return success();
}

static LogicalResult checkNumber(aie::DMABDOp Bd, aiex::DMAConfigureTaskOp Task,
                                 const hw::BdLayout &L) {
  if (Task.getDynBdId()) {
    if (bdsOf(Task).size() == 1)
      return success();
    return Task.emitOpError("has one BD number for several BDs");
  }
  if (!Bd.getBdId()) {
    InFlightDiagnostic Diag =
        Bd.emitOpError("Cannot lower buffer descriptor without assigned ID");
    Diag.attachNote()
        << "Run the `--aie-assign-runtime-sequence-bd-ids` pass first or "
           "manually assign an ID to this buffer descriptor";
    Diag.attachNote(Task.getLoc()) << "Error encountered in this task";
    return Diag;
  }
  if (*Bd.getBdId() >= L.Count)
    return Bd.emitOpError("BD ID exceeds the maximum ID. BD number is ")
           << *Bd.getBdId() << "; this tile's are 0 to " << L.Count - 1;
  return success();
}

LogicalResult TaskLowering::writeBd(aie::DMABDOp Bd,
                                    aiex::DMAConfigureTaskOp Task,
                                    const ChannelPlace &Where) {
  const hw::BdLayout &L = hw::bdLayout(Where.At.Kind);
  if (failed(checkNumber(Bd, Task, L)))
    return failure();
  FailureOr<TaskBd> Described =
      describeTaskBd(Bd, Task, Where, *Context.hardware());
  if (failed(Described))
    return failure();
  Expected<BdWords> Words = hw::encodeBd(Described->Desc);
  if (!Words)
    return Bd.emitOpError("does not fit a buffer descriptor: ")
           << llvm::toString(Words.takeError());
  Ops.before(Task);
  WordMath M = Ops.math();
  Number Base =
      M.constant(Where.At.address(L.offset(Bd.getBdId().value_or(0))));
  if (Value Id = Task.getDynBdId()) {
    M.require(Id, L.Count - 1);
    Base = M.add(Base, M.multiply(Id, M.constant(L.Stride)));
  } else if (!createWriteBd(Ops.builder(), Bd.getLoc(), Where.At,
                            *Context.hardware(), *Bd.getBdId(), *Words,
                            Described->OffsetBytes, Bd.getBurstLength())) {
    // The fourth dimension of a memory tile, which npu.writebd cannot name.
    Ops.blockWrite(Where.At.address(L.offset(*Bd.getBdId())), *Words);
  }
  if (failed(writeWords(Bd, Task, Where.At, Base, *Described, *Words)) ||
      failed(writeAddress(Bd, Where.At, Base, *Described)))
    return failure();
  std::optional<uint8_t> Index = Bd.getOffsetStateTableIdx();
  if (!Index)
    return success();
  std::optional<int64_t> Known = getConstantIntValue(Base);
  if (!Known)
    return Bd.emitOpError("takes its offset from the scratchpad, which needs a "
                          "BD number that is known now");
  Ops.updateFromScratchpad(uint32_t(*Known) + L.PatchOffset, *Index,
                           elementBits(Bd.getBuffer()) / 8);
  return success();
}

/// Loops and branches that carry the task carry nothing in its place.
void TaskLowering::dropCarried(aiex::DMAConfigureTaskOp Task) {
  bool OnlyCarried = llvm::all_of(Task->getUsers(), [](Operation *User) {
    return isa<scf::ForOp, scf::YieldOp>(User);
  });
  if (Task.getResult().use_empty() || !OnlyCarried)
    return;
  auto Sequence = Task->getParentOfType<aie::RuntimeSequenceOp>();
  OpBuilder Builder = OpBuilder::atBlockBegin(&Sequence.getBody().front());
  Task.getResult().replaceAllUsesWith(
      arith::ConstantIndexOp::create(Builder, Task.getLoc(), 0).getResult());
}

LogicalResult TaskLowering::configure(aiex::DMAConfigureTaskOp O) {
  dropCarried(O);
  if (!O.getResult().use_empty()) {
    O.emitOpError("Cannot lower while op still has uses")
            .attachNote((*O.getResult().user_begin())->getLoc())
        << "user";
    return failure();
  }
  FailureOr<ChannelPlace> Where = channelOf(Context, O);
  if (failed(Where) || failed(checkChain(O)))
    return failure();
  for (aie::DMABDOp Bd : bdsOf(O))
    if (failed(writeBd(Bd, O, *Where)))
      return failure();
  O.erase();
  return success();
}

LogicalResult TaskLowering::run() {
  if (!hardwareOf(Context.device()))
    return failure();
  SmallVector<Operation *> Starts;
  SmallVector<aiex::DMAConfigureTaskOp> Tasks;
  for (auto Sequence : Context.device().getOps<aie::RuntimeSequenceOp>())
    Sequence.getBody().walk<WalkOrder::PreOrder>([&](Operation *O) {
      if (isa<aiex::DMAStartTaskOp, aiex::DMAAwaitTaskOp>(O))
        Starts.push_back(O);
      else if (auto Task = dyn_cast<aiex::DMAConfigureTaskOp>(O))
        Tasks.push_back(Task);
    });
  for (Operation *O : Starts) {
    auto Start = dyn_cast<aiex::DMAStartTaskOp>(O);
    if (failed(Start ? start(Start) : await(cast<aiex::DMAAwaitTaskOp>(O))))
      return failure();
  }
  for (aiex::DMAConfigureTaskOp Task : Tasks)
    if (failed(configure(Task)))
      return failure();
  return success();
}

namespace {
struct DMATasksToNPU : aie::impl::AIEDMATasksToNPUBase<DMATasksToNPU> {
  void runOnOperation() override {
    if (failed(TaskLowering(getOperation()).run()))
      signalPassFailure();
  }
};
} // namespace
