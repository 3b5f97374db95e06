//===- SequenceTransfers.cpp - shim transfers, queues, tokens -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sequence.h"

using namespace aieforge;
using namespace mlir;

FailureOr<ChannelPlace> Sequence::allocation(Operation *O, SymbolRefAttr Name) {
  Operation *Symbol = Device.lookupSymbol(Name.getRootReference());
  auto Alloc = dyn_cast_or_null<aie::ShimDMAAllocationOp>(Symbol);
  if (!Alloc) {
    InFlightDiagnostic Diag = O->emitOpError("names @")
                              << Name.getRootReference().getValue()
                              << ", which is no aie.shim_dma_allocation of "
                                 "this device";
    if (Symbol)
      Diag.attachNote(Symbol->getLoc())
          << "this; object FIFOs become allocations by "
             "aie-objectFifo-stateful-transform";
    return failure();
  }
  FailureOr<Place> At = placeOf(Alloc.getTile(), Alloc);
  if (failed(At))
    return failure();
  ChannelPlace Where{*At, directionOf(Alloc.getChannelDir()),
                     unsigned(Alloc.getChannelIndex()), std::nullopt};
  if (!hw::channel(At->Kind, Where.Dir, Where.Channel))
    return Alloc.emitOpError("names channel ")
           << hw::toString(Where.Dir) << " " << Where.Channel
           << ", which the tile does not have";
  if (aie::PacketInfoAttr Packet = Alloc.getPacketAttr())
    Where.Header = packetOf(Packet);
  return Where;
}

txn::Op Sequence::hostPatch(uint32_t Register, unsigned Argument,
                            uint64_t Offset) {
  // The firmware translates the first arguments' addresses to the shim DMA's
  // view; for the others that is up to us.
  if (Argument >= TranslatedArguments)
    Offset += hw::hostAddressOffset();
  return txn::DdrPatch{Register, Argument, Offset};
}

void Sequence::emitPatch(const Place &At, unsigned Bd,
                         const HostAddress &Host) {
  const hw::BdLayout &L = hw::bdLayout(At.Kind);
  T.Ops.push_back(hostPatch(At.address(L.offset(Bd) + L.PatchOffset),
                            Host.Argument, Host.Offset));
}

LogicalResult Sequence::emitBd(Operation *O, const Place &At, unsigned Bd,
                               const BdDescription &Desc) {
  Expected<BdWords> Words = encodeBd(Desc);
  if (!Words)
    return O->emitOpError("does not fit a buffer descriptor: ")
           << llvm::toString(Words.takeError());
  T.Ops.push_back(txn::BlockWrite{At.address(hw::bdLayout(At.Kind).offset(Bd)),
                                  {Words->begin(), Words->end()}});
  return success();
}

LogicalResult Sequence::memcpyNd(aiex::NpuDmaMemcpyNdOp O) {
  FailureOr<ChannelPlace> Where = allocation(O, O.getMetadata());
  if (failed(Where))
    return failure();
  const Place &At = Where->At;
  if (O.getD0ZeroBefore() || O.getD1ZeroBefore() || O.getD2ZeroBefore() ||
      O.getD0ZeroAfter() || O.getD1ZeroAfter() || O.getD2ZeroAfter())
    return O.emitOpError(
        "asks for zero padding, which only memory tiles' MM2S channels have");
  const hw::BdLayout &L = hw::bdLayout(At.Kind);
  if (O.getId() >= L.Count)
    return O.emitOpError("BD id is ")
           << O.getId() << "; this tile's are 0 to " << L.Count - 1;

  unsigned Bits = O.getElementTypeBitwidth();
  if (Bits == 0 || Bits > 32)
    return O.emitOpError("element type of ")
           << Bits << " bits is wider than the DMA's 32-bit word";
  auto Offsets = constants(O, O.getMixedOffsets(), "offset");
  auto Sizes = constants(O, O.getMixedSizes(), "size");
  auto Strides = constants(O, O.getMixedStrides(), "stride");
  if (failed(Offsets) || failed(Sizes) || failed(Strides))
    return failure();

  // The first of the four dimensions repeats the whole BD.
  int64_t Runs = (*Sizes)[0], RunStride = (*Strides)[0];
  if (Runs < 1)
    return O.emitOpError("size of dimension 3 is ")
           << Runs << "; it must be positive";
  if (Runs > 1 && RunStride < 0)
    return O.emitOpError("stride of dimension 3 is ")
           << RunStride << "; it must not be negative";
  SmallVector<int64_t> InnerSizes(llvm::drop_begin(*Sizes));
  SmallVector<int64_t> InnerStrides(llvm::drop_begin(*Strides));
  BdDescription Desc;
  Desc.Kind = At.Kind;
  if (failed(setRunTimeDims(Desc, InnerSizes, InnerStrides, Bits, O)))
    return failure();
  Desc.Cache = RunTimeAxCache;
  if (Runs > 1 && RunStride > 0) {
    if (RunStride * Bits % 32)
      return O.emitOpError("stride of dimension 3 is ")
             << RunStride * Bits / 8 << " bytes, not a multiple of 4";
    Desc.Iter = {uint64_t(Runs), uint64_t(RunStride) * Bits / 32, 0};
  }
  std::optional<unsigned> Burst = hw::shimBurstCode(D.Gen, O.getBurstLength());
  if (!Burst)
    return O.emitOpError("asks for bursts of ")
           << O.getBurstLength() << " bytes, which " << D.Name
           << " does not have";
  Desc.Burst = *Burst;
  Desc.Header = Where->Header;
  if (aie::PacketInfoAttr Packet = O.getPacketAttr())
    Desc.Header = packetOf(Packet);

  FailureOr<HostAddress> Host = hostAddress(O, O.getMemref());
  if (failed(Host))
    return failure();
  int64_t Start = 0;
  for (auto [Offset, Stride] : llvm::zip(*Offsets, *Strides))
    Start += Offset * Stride;
  if (Start < 0 || Start * Bits % 32)
    return O.emitOpError("starts ")
           << Start * int64_t(Bits) / 8
           << " bytes into its memory, which is no multiple of 4";
  Host->Offset += uint64_t(Start) * Bits / 8;

  if (failed(emitBd(O, At, O.getId(), Desc)))
    return failure();
  emitPatch(At, O.getId(), *Host);
  if (std::optional<uint8_t> Index = O.getOffsetStateTableIdx())
    T.Ops.push_back(txn::UpdateReg{
        *Index, 0, Bits / 8, At.address(L.offset(O.getId()) + L.PatchOffset)});
  bool Token = O.getIssueToken() || Where->Dir == hw::Direction::S2MM;
  return push(O, *Where, O.getId(), Runs - 1, Token);
}

LogicalResult Sequence::pushQueue(aiex::NpuPushQueueOp O) {
  FailureOr<Place> At = placeAt(O, O.getColumn(), O.getRow());
  FailureOr<int64_t> Bd = constant(O, O.getBdId(), "bd_id");
  FailureOr<int64_t> Repeat = constant(O, O.getRepeatCount(), "repeat");
  if (failed(At) || failed(Bd) || failed(Repeat))
    return failure();
  ChannelPlace Where{*At, directionOf(O.getDirection()),
                     unsigned(O.getChannel()), std::nullopt};
  if (*Bd < 0 || *Repeat < 0)
    return O.emitOpError("has a negative BD number or repeat count");
  return push(O, Where, unsigned(*Bd), uint64_t(*Repeat), O.getIssueToken());
}

/// Sets the packet id of the channel's tokens.
txn::Op Sequence::controllerId(const ChannelPlace &Where) {
  const hw::ChannelRegisters *C =
      hw::channel(Where.At.Kind, Where.Dir, Where.Channel);
  unsigned Id = hw::defaultControllerId(Where.At.Row);
  if (aie::TileOp Tile = Device.findTile(Where.At.Column, Where.At.Row))
    if (auto Packet = Tile->getAttrOfType<aie::PacketInfoAttr>("controller_id"))
      Id = Packet.getPktId();
  // Only the bits that are the packet id.
  const hw::Field &F = hw::controllerIdField(Where.At.Kind, Where.Dir);
  return txn::MaskWrite{Where.At.address(C->Control), F.make(Id),
                        F.make(hw::maxPacketId())};
}

LogicalResult Sequence::push(Operation *O, const ChannelPlace &Where,
                             unsigned Bd, uint64_t Repeat, bool Token) {
  const hw::ChannelRegisters *C =
      hw::channel(Where.At.Kind, Where.Dir, Where.Channel);
  if (!C)
    return O->emitOpError("names channel ")
           << hw::toString(Where.Dir) << " " << Where.Channel
           << ", which the tile does not have";
  if (!hw::bdReachable(Where.At.Kind, Where.Channel, Bd))
    return O->emitOpError("starts BD ")
           << Bd << ", which channel " << Where.Channel
           << " of this tile cannot use";
  const hw::DmaLimits &Limits = hw::tileInfo(Where.At.Kind).Dma;
  if (Repeat >= Limits.MaxRepeat)
    return O->emitOpError("asks for ")
           << Repeat + 1 << " runs; a task has at most " << Limits.MaxRepeat;

  ChannelState &State = Channels[Where.key()];
  if (++State.Queued > Limits.QueueDepth && !State.Warned) {
    O->emitWarning("more than ")
        << Limits.QueueDepth
        << " tasks are queued on this channel without a wait; a task that "
           "finds its queue full is lost";
    State.Warned = true;
  }
  if (Token) {
    T.Ops.push_back(controllerId(Where));
    ++State.Tokens;
  } else {
    State.Quiet.push_back({T.Ops.size(), O});
  }
  T.Ops.push_back(txn::Write{
      Where.At.address(C->Queue),
      hw::encodeQueueEntry(Where.At.Kind, {Bd, unsigned(Repeat), Token})});
  return success();
}

LogicalResult Sequence::dmaWait(aiex::NpuDmaWaitOp O) {
  FailureOr<ChannelPlace> Where = allocation(O, O.getSymbol());
  if (failed(Where))
    return failure();
  return wait(O, *Where);
}

LogicalResult Sequence::wait(Operation *O, const ChannelPlace &Where) {
  ChannelState &State = Channels[Where.key()];
  if (State.Tokens) {
    --State.Tokens;
  } else if (!State.Quiet.empty()) {
    // Without a token this wait would never end.
    QuietPush Last = State.Quiet.back();
    State.Quiet.pop_back();
    Last.Op->emitWarning("this transfer is waited for but asks for no "
                         "completion token; one is added (issue_token = true)")
            .attachNote(O->getLoc())
        << "the wait";
    auto &Queue = std::get<txn::Write>(T.Ops[Last.Index]);
    hw::QueueEntry E = hw::decodeQueueEntry(Where.At.Kind, Queue.Value);
    E.IssueToken = true;
    Queue.Value = hw::encodeQueueEntry(Where.At.Kind, E);
    Insertions.push_back({Last.Index, controllerId(Where)});
  } else {
    return O->emitOpError("would never return: no transfer of ")
           << hw::toString(Where.Dir) << " channel " << Where.Channel
           << " on tile (" << Where.At.Column << ", " << Where.At.Row
           << ") has a completion token outstanding";
  }
  State.Queued = 0;
  txn::Tct Token;
  Token.Dir = Where.Dir;
  Token.Channel = Where.Channel;
  Token.Column = Where.At.Column;
  Token.Row = Where.At.Row;
  T.Ops.push_back(Token);
  return success();
}

void Sequence::insertTokens() {
  if (Insertions.empty())
    return;
  llvm::sort(Insertions,
             [](const auto &A, const auto &B) { return A.first < B.first; });
  std::vector<txn::Op> Ops;
  Ops.reserve(T.Ops.size() + Insertions.size());
  auto Next = Insertions.begin();
  for (auto [I, O] : llvm::enumerate(T.Ops)) {
    for (; Next != Insertions.end() && Next->first == I; ++Next)
      Ops.push_back(Next->second);
    Ops.push_back(std::move(O));
  }
  T.Ops = std::move(Ops);
}
