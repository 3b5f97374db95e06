//===- CheckRuntimeSequenceWaits.cpp - every wait gets its token ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-check-runtime-sequence-waits
// In:  runtime sequences without loops, with transfers, tasks and waits.
// Out: the same. Where a transfer is waited for that would send no token, it
//      sends one now, with a warning. A wait that nothing could end is an
//      error; a queue that would overflow is warned about.
//
//===----------------------------------------------------------------------===//

#include "Tokens.h"
#include "aieforge/Transforms/SequencePasses.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIECHECKRUNTIMESEQUENCEWAITS
#include "aieforge/Transforms/SequencePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

struct ChannelState {
  SmallVector<Operation *> Quiet; ///< Pushes without token since the last wait.
  unsigned Queued = 0;            ///< Tasks pushed since the last wait.
  bool Warned = false;
};

class WaitCheck {
public:
  explicit WaitCheck(const SequenceContext &Context) : Context(Context) {}

  LogicalResult run(aie::RuntimeSequenceOp Sequence);

private:
  void push(Operation *O, const TokenEvent &E);
  LogicalResult wait(Operation *O, const TokenEvent &E);
  void sync(const TokenEvent &E);

  const SequenceContext &Context;
  std::map<ChannelKey, ChannelState> Channels;
  TokenLedger Tokens;
};

} // namespace

void WaitCheck::push(Operation *O, const TokenEvent &E) {
  ChannelState &State = Channels[E.Where];
  if (E.Token)
    Tokens.send(E.Where);
  else if (!E.Raw)
    State.Quiet.push_back(O);
  if (E.Raw || !Context.hardware()->contains(E.Where.Column, E.Where.Row))
    return;
  hw::TileKind Kind = Context.hardware()->kind(E.Where.Column, E.Where.Row);
  unsigned Depth = hw::tileInfo(Kind).Dma.QueueDepth;
  if (++State.Queued <= Depth || State.Warned)
    return;
  O->emitWarning("more than ")
      << Depth
      << " tasks are queued on this channel without a wait; a task that finds "
         "its queue full is lost";
  State.Warned = true;
}

static void askForToken(Operation *O) {
  Operation *Target = O;
  if (auto Start = dyn_cast<aiex::DMAStartTaskOp>(O))
    Target = Start.getTask().getDefiningOp();
  Target->setAttr("issue_token", BoolAttr::get(O->getContext(), true));
}

LogicalResult WaitCheck::wait(Operation *O, const TokenEvent &E) {
  ChannelState &State = Channels[E.Where];
  if (!Tokens.take(E.Where)) {
    if (State.Quiet.empty() || isa<aiex::DMAAwaitTaskOp>(O))
      return emitEndlessWait(O, E.Where);
    Operation *Last = State.Quiet.pop_back_val();
    askForToken(Last);
    Last->emitWarning("this transfer is waited for but asks for no completion "
                      "token; one is added (issue_token = true)")
            .attachNote(O->getLoc())
        << "the wait";
  }
  State.Queued = 0;
  return success();
}

void WaitCheck::sync(const TokenEvent &E) {
  for (const ChannelKey &Where : channelsOf(E)) {
    Channels[Where].Queued = 0;
    Tokens.take(Where);
  }
}

/// What runs how often is not known where run time decides.
static bool decidesAtRunTime(aie::RuntimeSequenceOp Sequence) {
  return Sequence
      .walk([](Operation *O) {
        return isa<scf::SCFDialect>(O->getDialect()) ? WalkResult::interrupt()
                                                     : WalkResult::advance();
      })
      .wasInterrupted();
}

LogicalResult WaitCheck::run(aie::RuntimeSequenceOp Sequence) {
  if (decidesAtRunTime(Sequence))
    return success();
  WalkResult Result = Sequence.getBody().walk([&](Operation *O) {
    if (auto Await = dyn_cast<aiex::DMAAwaitTaskOp>(O))
      if (aiex::DMAConfigureTaskOp Task = Await.getTaskOp();
          Task && !Task.getIssueToken()) {
        O->emitOpError("waits for a task that issues no token; set issue_token "
                       "= true on it")
                .attachNote(Task.getLoc())
            << "the task";
        return WalkResult::interrupt();
      }
    std::optional<TokenEvent> E = tokenEventOf(Context, O);
    if (!E)
      return WalkResult::advance();
    if (E->What == TokenEvent::Push)
      push(O, *E);
    else if (E->What == TokenEvent::Sync)
      sync(*E);
    else if (failed(wait(O, *E)))
      return WalkResult::interrupt();
    return WalkResult::advance();
  });
  return failure(Result.wasInterrupted());
}

namespace {
struct CheckRuntimeSequenceWaits
    : aie::impl::AIECheckRuntimeSequenceWaitsBase<CheckRuntimeSequenceWaits> {
  void runOnOperation() override {
    SequenceContext Context(getOperation());
    if (!hardwareOf(getOperation()))
      return signalPassFailure();
    for (auto Sequence : getOperation().getOps<aie::RuntimeSequenceOp>())
      if (failed(WaitCheck(Context).run(Sequence)))
        return signalPassFailure();
  }
};
} // namespace
