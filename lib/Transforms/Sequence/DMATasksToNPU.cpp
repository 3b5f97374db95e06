//===- DMATasksToNPU.cpp - DMA tasks to BDs and queue pushes --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-dma-tasks-to-npu
// In:  DMA tasks on tiles, whose BDs have numbers.
// Out: a task's BDs are written (npu.writebd) where it is configured and get
//      their addresses there; starts are npu.push_queue, awaits npu.sync.
//
//===----------------------------------------------------------------------===//

#include "RegisterOps.h"
#include "TaskBd.h"
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
  LogicalResult writeAddress(aie::DMABDOp Bd, const Place &At,
                             uint64_t OffsetBytes);

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
  FailureOr<int64_t> Repeat = repeatCountOf(*Task);
  if (failed(Where) || failed(Repeat))
    return failure();
  aie::DMABDOp First = firstBd(*Task);
  if (!First || !First.getBdId())
    return O.emitOpError("First buffer descriptor in chain has not been "
                         "assigned an ID; run "
                         "aie-assign-runtime-sequence-bd-ids first");
  Ops.before(O);
  Ops.pushQueue(*Where, *First.getBdId(), unsigned(*Repeat),
                Task->getIssueToken());
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

/// Puts the address of the BD's memory where the hardware wants it.
LogicalResult TaskLowering::writeAddress(aie::DMABDOp Bd, const Place &At,
                                         uint64_t OffsetBytes) {
  const hw::BdLayout &L = hw::bdLayout(At.Kind);
  uint32_t Base = At.address(L.offset(*Bd.getBdId()));
  if (aie::BufferOp Buffer = Bd.getBufferOp()) {
    FailureOr<uint64_t> Address = dmaAddress(Buffer, OffsetBytes, At, Bd);
    if (failed(Address))
      return failure();
    const hw::BdFieldInfo *Info = L.field(hw::BdField::BaseAddress);
    BdWords Words(L.Words, 0);
    if (!Info || !L.setAddress(Words, *Address))
      return Bd.emitOpError("does not reach address ") << *Address;
    Ops.maskWrite32(Base + 4 * Info->Word, Words[Info->Word],
                    Info->Bits.mask());
    return success();
  }
  if (!hw::isShim(At.Kind))
    return Bd.emitOpError("moves host memory, which only shim DMAs reach: DDR "
                          "memory (runtime sequence arguments) can only be "
                          "referred to on shim tiles");
  FailureOr<HostAddress> Host = hostAddress(Bd, Bd.getBuffer());
  if (failed(Host))
    return failure();
  Host->Offset += OffsetBytes;
  Ops.addressPatch(Base + L.PatchOffset, *Host);
  return success();
}

LogicalResult TaskLowering::writeBd(aie::DMABDOp Bd,
                                    aiex::DMAConfigureTaskOp Task,
                                    const ChannelPlace &Where) {
  if (!Bd.getBdId()) {
    InFlightDiagnostic Diag =
        Bd.emitOpError("Cannot lower buffer descriptor without assigned ID");
    Diag.attachNote()
        << "Run the `--aie-assign-runtime-sequence-bd-ids` pass first or "
           "manually assign an ID to this buffer descriptor";
    Diag.attachNote(Task.getLoc()) << "Error encountered in this task";
    return Diag;
  }
  unsigned Id = *Bd.getBdId();
  const hw::BdLayout &L = hw::bdLayout(Where.At.Kind);
  if (Id >= L.Count)
    return Bd.emitOpError("BD ID exceeds the maximum ID. BD number is ")
           << Id << "; this tile's are 0 to " << L.Count - 1;
  FailureOr<TaskBd> Described =
      describeTaskBd(Bd, Task, Where, *Context.hardware());
  if (failed(Described))
    return failure();
  Expected<BdWords> Words = hw::encodeBd(Described->Desc);
  if (!Words)
    return Bd.emitOpError("does not fit a buffer descriptor: ")
           << llvm::toString(Words.takeError());
  Ops.before(Task);
  if (!createWriteBd(Ops.builder(), Bd.getLoc(), Where.At, *Context.hardware(),
                     Id, *Words, Described->OffsetBytes, Bd.getBurstLength()))
    // The fourth dimension of a memory tile, which npu.writebd cannot name.
    Ops.blockWrite(Where.At.address(L.offset(Id)), *Words);
  if (failed(writeAddress(Bd, Where.At, Described->OffsetBytes)))
    return failure();
  if (std::optional<uint8_t> Index = Bd.getOffsetStateTableIdx())
    Ops.updateFromScratchpad(Where.At.address(L.offset(Id) + L.PatchOffset),
                             *Index, elementBits(Bd.getBuffer()) / 8);
  return success();
}

LogicalResult TaskLowering::configure(aiex::DMAConfigureTaskOp O) {
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
