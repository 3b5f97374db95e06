//===- TraceSequence.cpp - traces in a runtime sequence -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sequence's part of aie-insert-trace-flows: shim DMA tasks that receive,
// timers that start together, and the events that start and stop all traces.
//
//===----------------------------------------------------------------------===//

#include "../Sequence/WriteBd.h"
#include "TraceFlows.h"
#include "aieforge/Hardware/BdEncoder.h"

#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

/// What starts and stops the traces: the shim raises these events, and
/// broadcasts carry them to the other tiles.
static constexpr StringLiteral StartEvent = "USER_EVENT_1",
                               StopEvent = "USER_EVENT_0";

LogicalResult TraceSequence::findBuffer() {
  Block &Body = Sequence.getBody().front();
  if (!Config.getReuseOutputBuffer()) {
    // Instruction streams number the buffers among the arguments.
    Buffer.Argument =
        unsigned(llvm::count_if(Body.getArgumentTypes(),
                                [](Type T) { return isa<BaseMemRefType>(T); }));
    int64_t Bytes =
        int64_t(Config.getBufferSize()) * int64_t(Out.Channels.size());
    Body.addArgument(
        MemRefType::get({Bytes}, IntegerType::get(Config.getContext(), 8)),
        Config.getLoc());
    return success();
  }
  if (Body.getNumArguments() == 0)
    return Sequence.emitOpError("has no argument, but reuse_output_buffer=true "
                                "puts the trace behind the last one");
  for (BlockArgument Arg : Body.getArguments())
    if (auto Type = dyn_cast<MemRefType>(Arg.getType());
        !Type || !Type.hasStaticShape())
      return Sequence.emitOpError(
                 "reuse_output_buffer=true cannot be used with a dynamic "
                 "runtime_sequence: argument ")
             << Arg.getArgNumber()
             << " is not a memref of static shape, so that the end of the last "
                "buffer is not known; leave reuse_output_buffer out for a "
                "trace buffer of its own";
  BlockArgument Last = Body.getArguments().back();
  Buffer.Argument = Last.getArgNumber();
  Buffer.Offset = uint64_t(cast<MemRefType>(Last.getType()).getNumElements()) *
                  elementBits(Last) / 8;
  return success();
}

/// All numbers of broadcasts that start (or stop) traces.
template <typename OpT>
static std::set<unsigned> broadcasts(ArrayRef<Trace> Traces, OpT Trace::*Part) {
  std::set<unsigned> Result;
  for (const Trace &T : Traces) {
    OpT Op = T.*Part;
    if (Op.getBroadcast())
      Result.insert(unsigned(*Op.getBroadcast()));
  }
  return Result;
}

/// The shim's own unit hears its events without a broadcast.
void TraceSequence::raiseAtShim(TileOp Shim) {
  auto Replace = [&](auto Op, StringRef Event) {
    if (!Op.getBroadcast())
      return;
    Op.removeBroadcastAttr();
    Op.setEventAttr(TraceEventAttr::get(Op.getContext(), Event));
  };
  for (const Trace &T : Traces)
    if (tileId(T.Unit.Tile) == tileId(Shim)) {
      Replace(T.Start, StartEvent);
      Replace(T.Stop, StopEvent);
    }
}

/// All units count from the moment that the traces start.
void TraceSequence::resetTimers(RegisterOps &Ops) {
  for (const Trace &T : Traces) {
    TraceStartEventOp Start = T.Start;
    if (!Start.getBroadcast())
      continue;
    const hw::Register *Timer = T.Unit.reg("Timer_Control");
    unsigned Event =
        T.Unit.broadcastEvent(unsigned(*Start.getBroadcast())).value_or(0);
    hw::TileId At = tileId(T.Unit.Tile);
    Ops.write32In({At.Column, At.Row, T.Unit.Kind}, Timer->Offset,
                  Timer->field("Reset_Event")->make(Event));
  }
}

/// One BD and one task for each channel.
LogicalResult TraceSequence::receive(RegisterOps &Ops, TileOp Shim) {
  const hw::Device &D = *Device.getTargetModel();
  Place At = Out.place();
  const hw::BdLayout &L = hw::bdLayout(At.Kind);
  hw::BdDescription Desc;
  Desc.Kind = At.Kind;
  Desc.Length = Config.getBufferSize() / 4;
  Desc.Header = hw::BdDescription::Packet();
  Desc.Burst = hw::shimBurstCode(D.Gen, Out.BurstBytes).value_or(0);
  Desc.Cache = RunTimeAxCache;
  Expected<BdWords> Words = hw::encodeBd(Desc);
  if (!Words)
    return Config.emitOpError("does not fit a buffer descriptor: ")
           << llvm::toString(Words.takeError());
  unsigned Controller =
      Shim->getAttrOfType<PacketInfoAttr>("controller_id").getPktId();
  const hw::Field &Id = hw::controllerIdField(At.Kind, hw::Direction::S2MM);
  for (auto [Index, Channel] : llvm::enumerate(Out.Channels)) {
    unsigned Bd = Out.FirstBd - unsigned(Index);
    createWriteBd(Ops.builder(), Config.getLoc(), At, D, Bd, *Words,
                  /*OffsetBytes=*/0, Out.BurstBytes);
    Ops.addressPatch(
        At.address(L.offset(Bd)) + L.PatchOffset,
        {Buffer.Argument,
         Buffer.Offset + Index * uint64_t(Config.getBufferSize())});
    const hw::ChannelRegisters &C =
        *hw::channel(At.Kind, hw::Direction::S2MM, Channel);
    Ops.maskWrite32In(At, C.Control, Id.make(Controller), Id.mask());
    Ops.write32In(At, C.Queue,
                  hw::encodeQueueEntry(At.Kind, {Bd, 0, /*IssueToken=*/true}));
  }
  return success();
}

/// Makes the shim raise \p Event and \p Broadcasts carry it.
void TraceSequence::raise(RegisterOps &Ops, StringRef Event,
                          const std::set<unsigned> &Broadcasts) {
  hw::Generation Gen = Device.getTargetModel()->Gen;
  Place At = Out.place();
  unsigned Number = hw::eventNumber(Gen, hw::Module::PL, Event).value_or(0);
  for (unsigned B : Broadcasts)
    Ops.write32In(
        At, hw::registerOffset(At.Kind, "Event_Broadcast{0}_A", B, 0, Gen),
        Number);
  Ops.write32In(At, hw::registerOffset(At.Kind, "Event_Generate", 0, 0, Gen),
                Number);
}

LogicalResult TraceSequence::write(TileOp Shim) {
  Block &Body = Sequence.getBody().front();
  RegisterOps Ops(Device);
  Ops.before(Config);
  OpBuilder &Builder = Ops.builder();
  // Units are set up before anything can arrive.
  SmallVector<TraceStartConfigOp> SetUps(Body.getOps<TraceStartConfigOp>());
  if (SetUps.empty())
    Builder.setInsertionPointToStart(&Body);
  else
    Builder.setInsertionPointAfter(SetUps.back());
  std::set<unsigned> Starts = broadcasts(Traces, &Trace::Start),
                     Stops = broadcasts(Traces, &Trace::Stop);
  raiseAtShim(Shim);
  resetTimers(Ops);
  if (failed(receive(Ops, Shim)))
    return failure();
  if (!Starts.empty()) {
    TraceUnit Unit(Shim, TracePacketType::ShimTile);
    const hw::Register *Timer = Unit.reg("Timer_Control");
    unsigned Event = Unit.event(StartEvent).value_or(0);
    Ops.write32In(Out.place(), Timer->Offset,
                  Timer->field("Reset_Event")->make(Event));
    raise(Ops, StartEvent, Starts);
  }
  Builder.setInsertionPointToEnd(&Body);
  if (!Stops.empty())
    raise(Ops, StopEvent, Stops);
  Config.erase();
  return success();
}
