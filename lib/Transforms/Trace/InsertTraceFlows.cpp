//===- InsertTraceFlows.cpp - from trace units to a host buffer -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-insert-trace-flows
// In:  aie.trace ops on placed tiles; a sequence with aie.trace.host_config.
// Out: every trace has a packet id and a packet flow to a shim DMA channel.
//      The sequence has one argument more, for the trace buffer; it sets up
//      the channel and the timers and starts and stops all traces at once
//      (TraceSequence.cpp).
//
// A design that routes its traces itself and names no host buffer stays as it
// is.
//
//===----------------------------------------------------------------------===//

#include "TraceFlows.h"
#include "aieforge/Transforms/TracePasses.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEINSERTTRACEFLOWS
#include "aieforge/Transforms/TracePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct InsertTraceFlows : aie::impl::AIEInsertTraceFlowsBase<InsertTraceFlows> {
  using AIEInsertTraceFlowsBase::AIEInsertTraceFlowsBase;

  void runOnOperation() override {
    if (failed(run()))
      signalPassFailure();
  }

  LogicalResult run();
  LogicalResult collect();
  bool isRouted(const Trace &T);
  LogicalResult findHostConfig();
  LogicalResult checkOptions();
  LogicalResult checkShim(int Column, StringRef Name);
  LogicalResult assignIds();
  LogicalResult giveIds(std::set<unsigned> &Used, unsigned Reserved);
  void setPacket(Trace &T, unsigned Id);
  std::set<unsigned> usedChannels(unsigned Column);
  SmallVector<unsigned, 2> freeChannels(unsigned Column);
  std::optional<unsigned> spareColumn(unsigned Column);
  LogicalResult chooseEgress();
  TileOp shimTile();
  void addFlow(Trace &T, TileOp Shim, unsigned Channel);

  SmallVector<Trace> Traces;
  RuntimeSequenceOp Sequence;
  TraceHostConfigOp Config;
  Egress Out;
};

} // namespace

template <typename OpT> static OpT partOf(TraceOp Op) {
  auto Parts = Op.getBody().getOps<OpT>();
  return Parts.empty() ? OpT() : *Parts.begin();
}

//===----------------------------------------------------------------------===//
// What the design says
//===----------------------------------------------------------------------===//

LogicalResult InsertTraceFlows::collect() {
  DeviceOp Device = getOperation();
  Traces.clear();
  auto Ops = Device.getOps<TraceOp>();
  if (Ops.empty())
    return success();
  for (auto Logical : Device.getOps<LogicalTileOp>())
    return Logical.emitOpError(
        "LogicalTileOp must be resolved to TileOp before running "
        "-aie-insert-trace-flows (run -aie-place-tiles first)");
  for (TraceOp Op : Ops) {
    if (!tileOf(Op.getTile()))
      return Op.emitOpError("is not on an aie.tile");
    Traces.push_back({Op, unitOf(Op), partOf<TraceStartEventOp>(Op),
                      partOf<TraceStopEventOp>(Op)});
  }
  return success();
}

bool InsertTraceFlows::isRouted(const Trace &T) {
  auto Starts = [&](Value Tile, WireBundle Bundle, unsigned Channel) {
    TileOp Op = tileOf(Tile);
    return Op && tileId(Op) == tileId(T.Unit.Tile) &&
           Bundle == WireBundle::Trace && Channel == T.port();
  };
  WalkResult Found = getOperation().walk([&](Operation *Op) {
    if (auto Source = dyn_cast<PacketSourceOp>(Op))
      return Starts(Source.getTile(), Source.getBundle(), Source.getChannel())
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    if (auto Flow = dyn_cast<FlowOp>(Op))
      return Starts(Flow.getSource(), Flow.getSourceBundle(),
                    Flow.getSourceChannel())
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    return WalkResult::advance();
  });
  return Found.wasInterrupted();
}

LogicalResult InsertTraceFlows::findHostConfig() {
  auto Sequences = getOperation().getOps<RuntimeSequenceOp>();
  if (Sequences.empty())
    return getOperation().emitOpError(
        "aie.trace ops found but no runtime_sequence defined; a sequence sets "
        "traces up and starts them");
  Sequence = *Sequences.begin();
  auto Configs = Sequence.getBody().getOps<TraceHostConfigOp>();
  if (Configs.empty())
    return Sequence.emitOpError(
        "runtime_sequence with traces requires aie.trace.host_config, which "
        "gives the size of the host's trace buffer");
  Config = *Configs.begin();
  if (Config.getBufferSize() % 4 != 0)
    return Config.emitOpError("buffer_size is ")
           << Config.getBufferSize()
           << " bytes, but must be a multiple of 4: traces are 32-bit words";
  std::set<std::pair<hw::TileId, TracePacketType>> Units;
  for (Trace &T : Traces) {
    if (!T.Start)
      return T.Op.emitOpError("trace is missing 'aie.trace.start'");
    if (!T.Stop)
      return T.Op.emitOpError("trace is missing 'aie.trace.stop'");
    if (!Units.insert({tileId(T.Unit.Tile), T.Unit.Type}).second)
      return T.Op.emitOpError("tile ")
             << tileName(T.Unit.Tile)
             << " is traced more than once on the same trace unit ("
             << stringifyTracePacketType(T.Unit.Type)
             << "); join the events in one aie.trace";
  }
  return success();
}

/// \p Name says in messages where \p Column comes from.
LogicalResult InsertTraceFlows::checkShim(int Column, StringRef Name) {
  const hw::Device &D = *getOperation().getTargetModel();
  if (Column >= 0 && D.contains(unsigned(Column), 0) &&
      D.kind(unsigned(Column), 0) == hw::TileKind::ShimNoC)
    return success();
  return getOperation().emitOpError(Name)
         << " " << Column << " is not a valid shim NOC tile (device has "
         << D.Columns << " columns)";
}

LogicalResult InsertTraceFlows::checkOptions() {
  const hw::Device &D = *getOperation().getTargetModel();
  unsigned Channels =
      hw::tileInfo(hw::TileKind::ShimNoC).channels(hw::Direction::S2MM);
  if (ShimChannel >= Channels)
    return getOperation().emitOpError("shim-channel is ")
           << ShimChannel.getValue()
           << ", but shim tiles have S2MM channels 0 to " << Channels - 1;
  unsigned Bds = hw::bdLayout(hw::TileKind::ShimNoC).Count;
  if (DefaultBdId >= Bds || (DistributeChannels && DefaultBdId == 0))
    return getOperation().emitOpError("default-bd-id is ")
           << DefaultBdId.getValue() << ", but must be "
           << (DistributeChannels ? 1 : 0) << " to " << Bds - 1;
  if (!hw::shimBurstCode(D.Gen, BurstLength))
    return getOperation().emitOpError("burst-length is ")
           << BurstLength.getValue() << " bytes, which " << D.Name
           << " does not have";
  if (LateralTargetCol >= 0)
    return checkShim(LateralTargetCol, "lateral-target-col");
  return success();
}

//===----------------------------------------------------------------------===//
// Packets
//===----------------------------------------------------------------------===//

void InsertTraceFlows::setPacket(Trace &T, unsigned Id) {
  if (TracePacketOp Packet = packetOf(T.Op)) {
    Packet.setId(Id);
    return;
  }
  OpBuilder Builder = OpBuilder::atBlockBegin(&T.Op.getBody().front());
  TracePacketOp::create(Builder, T.Op.getLoc(), Builder.getI32IntegerAttr(Id),
                        T.Unit.Type);
}

/// The traces without an id get, by column and row, the lowest that nothing
/// in the design uses.
LogicalResult InsertTraceFlows::giveIds(std::set<unsigned> &Used,
                                        unsigned Reserved) {
  SmallVector<Trace *> Open;
  for (Trace &T : Traces)
    if (!packetOf(T.Op) || !packetOf(T.Op).getId())
      Open.push_back(&T);
  // Those of one tile stay as they are.
  llvm::sort(Open, [](const Trace *A, const Trace *B) {
    return std::pair(tileId(A->Unit.Tile), A) <
           std::pair(tileId(B->Unit.Tile), B);
  });
  unsigned Next = PacketIdStart;
  for (Trace *T : Open) {
    while (Used.count(Next))
      ++Next;
    if (Next > hw::maxPacketId())
      return getOperation().emitOpError("no packet id is left for the trace @")
             << T->Op.getSymName() << ": ids run from "
             << PacketIdStart.getValue() << " (packet-id-start) to "
             << hw::maxPacketId() << ", with " << Reserved
             << " id(s) reserved by explicit aie.trace.packet ops and packet "
                "flows; lower packet-id-start or trace fewer tiles";
    Used.insert(Next);
    setPacket(*T, Next);
  }
  return success();
}

LogicalResult InsertTraceFlows::assignIds() {
  std::map<unsigned, TracePacketOp> Given;
  for (const Trace &T : Traces) {
    TracePacketOp Packet = packetOf(T.Op);
    if (!Packet || !Packet.getId())
      continue;
    auto [It, New] = Given.try_emplace(*Packet.getId(), Packet);
    if (New)
      continue;
    auto Error = Packet.emitOpError("trace packet id ")
                 << *Packet.getId() << " is already used by another trace";
    Error.attachNote(It->second.getLoc())
        << "previous use of packet id " << *Packet.getId();
    return Error;
  }
  std::set<unsigned> Used;
  for (auto &[Id, Packet] : Given)
    Used.insert(Id);
  for (auto Flow : getOperation().getOps<PacketFlowOp>())
    Used.insert(unsigned(Flow.IDInt()));
  unsigned Reserved = unsigned(std::distance(
      Used.lower_bound(PacketIdStart), Used.upper_bound(hw::maxPacketId())));
  return giveIds(Used, Reserved);
}

//===----------------------------------------------------------------------===//
// The shim
//===----------------------------------------------------------------------===//

/// Object FIFOs that end in this shim take channels when they are lowered: the
/// one that they name, or the lowest.
std::set<unsigned> InsertTraceFlows::usedChannels(unsigned Column) {
  std::set<unsigned> Used;
  auto Here = [&](Value Tile) {
    TileOp Op = tileOf(Tile);
    return Op && tileId(Op) == hw::TileId{Column, 0};
  };
  unsigned AnyChannel = 0;
  getOperation().walk([&](Operation *Op) {
    if (auto Flow = dyn_cast<FlowOp>(Op)) {
      if (Here(Flow.getDest()) && Flow.getDestBundle() == WireBundle::DMA)
        Used.insert(Flow.getDestChannel());
    } else if (auto Dest = dyn_cast<PacketDestOp>(Op)) {
      if (Here(Dest.getTile()) && Dest.getBundle() == WireBundle::DMA)
        Used.insert(Dest.getChannel());
    } else if (auto Alloc = dyn_cast<ShimDMAAllocationOp>(Op)) {
      if (Here(Alloc.getTile()) && Alloc.getChannelDir() == DMAChannelDir::S2MM)
        Used.insert(unsigned(Alloc.getChannelIndex()));
    } else if (auto Fifo = dyn_cast<ObjectFifoCreateOp>(Op)) {
      ArrayRef<int32_t> Pins =
          Fifo.getConsDmaChannels().value_or(ArrayRef<int32_t>());
      for (auto [Index, Tile] : llvm::enumerate(Fifo.getConsumerTiles())) {
        if (!Here(Tile))
          continue;
        if (Index < Pins.size() && Pins[Index] >= 0)
          Used.insert(unsigned(Pins[Index]));
        else
          ++AnyChannel;
      }
    }
  });
  for (unsigned Channel = 0; AnyChannel != 0; ++Channel)
    AnyChannel -= Used.insert(Channel).second;
  return Used;
}

/// The preferred one first.
SmallVector<unsigned, 2> InsertTraceFlows::freeChannels(unsigned Column) {
  std::set<unsigned> Used = usedChannels(Column);
  SmallVector<unsigned, 2> Free;
  if (!Used.count(ShimChannel))
    Free.push_back(ShimChannel);
  unsigned Count =
      hw::tileInfo(hw::TileKind::ShimNoC).channels(hw::Direction::S2MM);
  for (unsigned Channel = 0; Channel != Count; ++Channel)
    if (Channel != ShimChannel && !Used.count(Channel))
      Free.push_back(Channel);
  return Free;
}

/// The nearest column without cores whose shim can receive.
std::optional<unsigned> InsertTraceFlows::spareColumn(unsigned Column) {
  const hw::Device &D = *getOperation().getTargetModel();
  std::set<unsigned> Busy;
  for (auto Core : getOperation().getOps<CoreOp>())
    if (TileOp Tile = tileOf(Core.getTile()))
      Busy.insert(tileId(Tile).Column);
  for (unsigned Distance = 1; Distance < D.Columns; ++Distance)
    for (unsigned Other : {Column - Distance, Column + Distance})
      if (Other < D.Columns && !Busy.count(Other) &&
          D.kind(Other, 0) == hw::TileKind::ShimNoC &&
          !freeChannels(Other).empty())
        return Other;
  return std::nullopt;
}

LogicalResult InsertTraceFlows::chooseEgress() {
  unsigned Column = Config.getEgressShimCol();
  if (failed(checkShim(int(Column), "egress_shim_col")))
    return failure();
  auto HasCores = llvm::any_of(getOperation().getOps<CoreOp>(), [&](CoreOp C) {
    TileOp Tile = tileOf(C.getTile());
    return Tile && tileId(Tile).Column == Column;
  });
  if (LateralRouting && HasCores)
    Column = LateralTargetCol >= 0 ? unsigned(LateralTargetCol)
                                   : spareColumn(Column).value_or(Column);
  SmallVector<unsigned, 2> Free = freeChannels(Column);
  if (Free.empty() && LateralRouting)
    if (std::optional<unsigned> Other = spareColumn(Column)) {
      Column = *Other;
      Free = freeChannels(Column);
    }
  if (Free.empty())
    return getOperation().emitOpError(
               "no S2MM channels available on shim tile at column ")
           << Column
           << ": the design's flows, allocations and object FIFOs use all; "
              "give another column as egress_shim_col or use lateral-routing";
  if (!DistributeChannels || Traces.size() == 1)
    Free.truncate(1);
  Out = {Column, Free, DefaultBdId, BurstLength};
  return success();
}

TileOp InsertTraceFlows::shimTile() {
  DeviceOp Device = getOperation();
  TileOp Shim = Device.findTile(int(Out.Column), 0);
  if (!Shim) {
    OpBuilder Builder = OpBuilder::atBlockBegin(Device.getBody());
    Shim = TileOp::create(Builder, Device.getLoc(), Builder.getIndexType(),
                          Out.Column, 0, StringAttr());
  }
  if (!Shim->hasAttr("controller_id"))
    Shim->setAttr("controller_id",
                  PacketInfoAttr::get(&getContext(), /*pkt_type=*/0,
                                      hw::defaultControllerId(0)));
  return Shim;
}

void InsertTraceFlows::addFlow(Trace &T, TileOp Shim, unsigned Channel) {
  OpBuilder Builder(getOperation().getBody()->getTerminator());
  Location Loc = T.Op.getLoc();
  auto Flow = PacketFlowOp::create(
      Builder, Loc, static_cast<uint8_t>(*packetOf(T.Op).getId()),
      Builder.getBoolAttr(true), BoolAttr());
  Builder.createBlock(&Flow.getPorts());
  PacketSourceOp::create(Builder, Loc, T.Unit.Tile, WireBundle::Trace,
                         T.port());
  PacketDestOp::create(Builder, Loc, Shim, WireBundle::DMA, Channel);
  EndOp::create(Builder, Loc);
}

LogicalResult InsertTraceFlows::run() {
  if (failed(collect()))
    return failure();
  bool Asked = llvm::any_of(
      getOperation().getOps<RuntimeSequenceOp>(), [](RuntimeSequenceOp S) {
        return !S.getBody().getOps<TraceHostConfigOp>().empty();
      });
  if (Traces.empty() || (!Asked && llvm::all_of(Traces, [&](const Trace &T) {
        return isRouted(T);
      })))
    return success();
  if (!hardwareOf(getOperation()) || failed(findHostConfig()) ||
      failed(checkOptions()) || failed(assignIds()) || failed(chooseEgress()))
    return failure();
  TraceSequence Steps(Sequence, Config, Traces, Out);
  if (failed(Steps.findBuffer()))
    return failure();
  TileOp Shim = shimTile();
  for (auto [Index, T] : llvm::enumerate(Traces))
    addFlow(T, Shim, Out.Channels[Index % Out.Channels.size()]);
  return Steps.write(Shim);
}
