//===- SequenceTasks.cpp - DMA tasks of a runtime sequence ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A task's BDs are written where it is configured; starting it pushes the
// first one to the channel's queue.
//
//===----------------------------------------------------------------------===//

#include "Sequence.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace aieforge;
using namespace mlir;

static aie::DMABDOp bdOf(Block &B) {
  auto Bds = B.getOps<aie::DMABDOp>();
  return Bds.empty() ? aie::DMABDOp() : *Bds.begin();
}

LogicalResult aieforge::setRunTimeDims(BdDescription &Desc,
                                       ArrayRef<int64_t> Sizes,
                                       ArrayRef<int64_t> Strides, unsigned Bits,
                                       Operation *O) {
  // The stride of a dimension of one element has no effect.
  SmallVector<int64_t> UsedStrides(Strides);
  for (auto [Rank, Pair] : llvm::enumerate(llvm::zip(Sizes, UsedStrides))) {
    auto &&[Size, Stride] = Pair;
    bool Innermost = Rank + 1 == Sizes.size();
    if (Size == 1 && !Innermost)
      Stride = 0;
    if (Size > 1 && Stride < 1)
      return O->emitOpError("stride of dimension ")
             << Sizes.size() - 1 - Rank << " (0 is the innermost) is " << Stride
             << "; with a size of " << Size << " it must be positive";
  }
  if (failed(setDims(Desc, Sizes, UsedStrides, Bits, O)))
    return failure();
  Desc.Length = 1;
  bool OnlyInner = true;
  for (auto [I, Dim] : llvm::enumerate(Desc.Dims)) {
    if (Desc.Length > UINT32_MAX || Dim.Wrap > UINT32_MAX)
      return O->emitOpError("moves more than a BD's length can count");
    Desc.Length *= Dim.Wrap;
    OnlyInner &= I == 0 || Dim.Wrap == 1;
  }
  // A row without gaps needs the length only.
  if (isContiguous(Desc.Dims) && (OnlyInner || hw::isShim(Desc.Kind)))
    Desc.Dims.clear();
  return success();
}

FailureOr<unsigned> Sequence::allocateBd(Operation *O,
                                         const ChannelPlace &Where) {
  unsigned Count = hw::tileInfo(Where.At.Kind).Bds;
  hw::TileId Tile{Where.At.Column, Where.At.Row};
  std::vector<bool> &Live = LiveBds[Tile];
  Live.resize(Count);
  const std::vector<bool> &Reserved = ReservedBds[Tile];
  for (unsigned Bd = 0; Bd < Count; ++Bd)
    if (!Live[Bd] && !(Bd < Reserved.size() && Reserved[Bd]) &&
        hw::bdReachable(Where.At.Kind, Where.Channel, Bd)) {
      Live[Bd] = true;
      return Bd;
    }
  return O->emitOpError("finds no free buffer descriptor on tile (")
         << Tile.Column << ", " << Tile.Row << "), which has " << Count
         << "; await or free an earlier task first";
}

LogicalResult Sequence::taskDims(aie::DMABDOp Bd, BdDescription &Desc) {
  unsigned Bits = elementBits(Bd.getBuffer());
  if (!Bits)
    return Bd.emitOpError("has elements of unknown width");
  std::optional<int64_t> Length;
  if (Value Operand = Bd.getLen())
    Length = evaluate(Operand);
  else
    Length = Bd.getConstantLen();
  if (!Length)
    return Bd.emitOpError("needs a length that is known now");
  if (*Length < 1 || *Length * Bits % 32)
    return Bd.emitOpError("moves ")
           << *Length << " elements of " << Bits
           << " bits, which is no whole number of 4-byte words";
  uint64_t Words = uint64_t(*Length) * Bits / 32;
  SmallVector<int64_t> Sizes, Strides;
  if (Bd.hasDims()) {
    auto MixedSizes =
        getMixedValues(*Bd.getStaticSizes(), Bd.getSizes(), Bd.getContext());
    auto MixedStrides = getMixedValues(*Bd.getStaticStrides(), Bd.getStrides(),
                                       Bd.getContext());
    auto S = constants(Bd, MixedSizes, "size");
    auto T = constants(Bd, MixedStrides, "stride");
    if (failed(S) || failed(T))
      return failure();
    Sizes = *S;
    Strides = *T;
  }
  Desc.Length = Words;
  if (Sizes.empty())
    return success();

  // Beyond the tile's own dimensions the outermost one is the iteration.
  unsigned Own = hw::tileInfo(Desc.Kind).Dma.Dims;
  uint64_t All = Bits;
  for (int64_t Size : Sizes)
    All *= uint64_t(std::max<int64_t>(Size, 0));
  bool Iterates = Sizes.size() == 4 && (Own == 3 || All / 32 != Words);
  if (Iterates) {
    int64_t Count = Sizes.front(), Stride = Strides.front();
    if (Count < 1 || (Count > 1 && Stride < 0))
      return Bd.emitOpError("iterates ")
             << Count << " times with a stride of " << Stride;
    if (Count > 1 && Stride > 0) {
      if (Stride * Bits % 32)
        return Bd.emitOpError("iterates with a stride of ")
               << Stride * Bits / 8 << " bytes, not a multiple of 4";
      Desc.Iter = {uint64_t(Count), uint64_t(Stride) * Bits / 32, 0};
    }
    Sizes.erase(Sizes.begin());
    Strides.erase(Strides.begin());
  }
  if (Sizes.size() > Own)
    return Bd.emitOpError("has ")
           << Sizes.size() << " dimensions; this tile's BDs have " << Own;
  if (failed(setRunTimeDims(Desc, Sizes, Strides, Bits, Bd)))
    return failure();
  uint64_t Padded = Desc.Length;
  if (Bd.getPadDimensionsAttr())
    Padded = Words; // The length counts the padding too.
  if (Padded != Words)
    return Bd.emitOpError("has a length of ")
           << Words * 4 << " bytes, but its sizes move " << Padded * 4
           << (Iterates ? " (the outermost size repeats the BD)" : "");
  Desc.Length = Words;
  return success();
}

LogicalResult Sequence::taskBd(aie::DMABDOp Bd, const DmaTask &Task,
                               unsigned Id, std::optional<unsigned> Next) {
  const Place &At = Task.Where.At;
  BdDescription Desc;
  Desc.Kind = At.Kind;
  unsigned Bits = elementBits(Bd.getBuffer());
  if (failed(taskDims(Bd, Desc)) || failed(setLocks(Desc, *Bd->getBlock(), At)))
    return failure();
  if (Bd.getPadDimensionsAttr() &&
      (At.Kind != hw::TileKind::Mem || Task.Where.Dir != hw::Direction::MM2S ||
       !Bd.hasDims()))
    return Bd.emitOpError("has padding; that needs dimensions and an MM2S "
                          "channel of a memory tile");
  if (failed(setPads(Desc, Bd)))
    return failure();
  Desc.Header = packetOf(Bd);
  if (!Desc.Header)
    Desc.Header = Task.Where.Header;
  Desc.Next = Next;
  if (hw::isShim(At.Kind)) {
    std::optional<unsigned> Burst =
        hw::shimBurstCode(D.Gen, Bd.getBurstLength());
    if (!Burst)
      return Bd.emitOpError("asks for bursts of ")
             << Bd.getBurstLength() << " bytes, which " << D.Name
             << " does not have";
    Desc.Burst = *Burst;
    Desc.Cache = RunTimeAxCache;
  }
  std::optional<int64_t> Offset =
      Bd.getOffset() ? evaluate(Bd.getOffset()) : Bd.getConstantOffset();
  if (!Offset || *Offset < 0 || *Offset * Bits % 32)
    return Bd.emitOpError("needs a constant offset of whole 4-byte words");
  uint64_t OffsetBytes = uint64_t(*Offset) * Bits / 8;

  if (aie::BufferOp Buffer = Bd.getBufferOp()) {
    FailureOr<uint64_t> Address = dmaAddress(Buffer, OffsetBytes, At, Bd);
    if (failed(Address))
      return failure();
    Desc.Address = *Address;
    return emitBd(Bd, At, Id, Desc);
  }
  if (!hw::isShim(At.Kind))
    return Bd.emitOpError("moves host memory, which only shim DMAs reach");
  FailureOr<HostAddress> Host = hostAddress(Bd, Bd.getBuffer());
  if (failed(Host))
    return failure();
  Host->Offset += OffsetBytes;
  // Streams of other tools show the offset in the BD as well.
  Desc.Address = OffsetBytes;
  if (failed(emitBd(Bd, At, Id, Desc)))
    return failure();
  emitPatch(At, Id, *Host);
  if (std::optional<uint8_t> Index = Bd.getOffsetStateTableIdx()) {
    const hw::BdLayout &L = hw::bdLayout(At.Kind);
    T.Ops.push_back(txn::UpdateReg{*Index, 0, Bits / 8,
                                   At.address(L.offset(Id) + L.PatchOffset)});
  }
  return success();
}

LogicalResult Sequence::configure(Operation *O, Region &Body,
                                  ChannelPlace Where, uint64_t Repeat,
                                  bool Token) {
  if (!hw::channel(Where.At.Kind, Where.Dir, Where.Channel))
    return O->emitOpError("names channel ")
           << hw::toString(Where.Dir) << " " << Where.Channel
           << ", which the tile does not have";
  DmaTask Task;
  Task.Where = Where;
  Task.Op = O;
  Task.Token = Token;
  Task.Repeat = Repeat;
  unsigned Count = hw::tileInfo(Where.At.Kind).Bds;
  std::vector<bool> &Live = LiveBds[{Where.At.Column, Where.At.Row}];
  Live.resize(Count);

  // Given numbers first, so that the others keep clear of them.
  llvm::DenseMap<Block *, unsigned> Ids;
  for (Block &B : Body)
    if (aie::DMABDOp Bd = bdOf(B); Bd && Bd.getBdId()) {
      unsigned Id = *Bd.getBdId();
      if (!hw::bdReachable(Where.At.Kind, Where.Channel, Id))
        return Bd.emitOpError("has BD number ")
               << Id << ", which this channel cannot use";
      if (Live[Id])
        return Bd.emitOpError("has BD number ")
               << Id << ", which a task that was not awaited still uses";
      Live[Id] = true;
      Ids[&B] = Id;
    }
  for (Block &B : Body)
    if (aie::DMABDOp Bd = bdOf(B); Bd && !Bd.getBdId()) {
      FailureOr<unsigned> Id = allocateBd(Bd, Where);
      if (failed(Id))
        return failure();
      Ids[&B] = *Id;
    }

  bool First = true;
  for (Block &B : Body) {
    aie::DMABDOp Bd = bdOf(B);
    auto Link =
        B.empty() ? aie::NextBDOp() : dyn_cast<aie::NextBDOp>(&B.back());
    if (!Bd) {
      // A first block without a BD only tells where the chain begins.
      if (&B == &Body.front() && Link && Ids.count(Link.getDest())) {
        Task.FirstBd = Ids[Link.getDest()];
        First = false;
        continue;
      }
      return O->emitOpError("has a block without a BD");
    }
    if (First)
      Task.FirstBd = Ids[&B];
    First = false;
    std::optional<unsigned> Next;
    if (Link) {
      if (!Ids.count(Link.getDest()))
        return Link.emitOpError("leads to a block without a BD");
      Next = Ids[Link.getDest()];
    } else if (Bd.getNextBdId()) {
      Next = *Bd.getNextBdId();
    }
    if (failed(taskBd(Bd, Task, Ids[&B], Next)))
      return failure();
    Task.Bds.push_back(Ids[&B]);
  }
  if (Task.Bds.empty())
    return O->emitOpError("has no BD");
  TaskValues[O->getResult(0)] = Tasks.size();
  Tasks.push_back(std::move(Task));
  return success();
}

LogicalResult Sequence::configureTask(aiex::DMAConfigureTaskOp O) {
  FailureOr<Place> At = placeOf(O.getTile(), O);
  if (failed(At))
    return failure();
  if (O.getDynBdId())
    return O.emitOpError("takes its BD number at run time, which an "
                         "instruction stream cannot");
  ChannelPlace Where{*At, directionOf(O.getDirection()),
                     unsigned(O.getChannel()), std::nullopt};
  if (aie::PacketInfoAttr Packet = O.getPacketAttr())
    Where.Header = packetOf(Packet);
  int64_t Repeat = O.getRepeatCount();
  if (Value Operand = O.getDynRepeatCount()) {
    FailureOr<int64_t> Value = constant(O, Operand, "repeat count");
    if (failed(Value))
      return failure();
    Repeat = *Value;
  }
  if (Repeat < 0)
    return O.emitOpError("repeat count is ") << Repeat;
  return configure(O, O.getBody(), Where, Repeat, O.getIssueToken());
}

LogicalResult Sequence::configureTaskFor(aiex::DMAConfigureTaskForOp O) {
  FailureOr<ChannelPlace> Where = allocation(O, O.getAlloc());
  if (failed(Where))
    return failure();
  int64_t Repeat = O.getRepeatCount();
  if (Value Operand = O.getDynRepeatCount()) {
    FailureOr<int64_t> Value = constant(O, Operand, "repeat count");
    if (failed(Value))
      return failure();
    Repeat = *Value;
  }
  if (Repeat < 0)
    return O.emitOpError("repeat count is ") << Repeat;
  return configure(O, O.getBody(), *Where, Repeat, O.getIssueToken());
}

DmaTask *Sequence::taskOf(Operation *O, Value V) {
  auto It = TaskValues.find(V);
  if (It == TaskValues.end()) {
    O->emitOpError("needs a task that aiex.dma_configure_task made");
    return nullptr;
  }
  return &Tasks[It->second];
}

LogicalResult Sequence::startTask(aiex::DMAStartTaskOp O) {
  DmaTask *Task = taskOf(O, O.getTask());
  if (!Task)
    return failure();
  if (!Task->Live)
    return O.emitOpError("starts a task whose buffer descriptors were freed");
  return push(O, Task->Where, Task->FirstBd, Task->Repeat, Task->Token);
}

void Sequence::release(DmaTask &Task) {
  std::vector<bool> &Live = LiveBds[{Task.Where.At.Column, Task.Where.At.Row}];
  for (unsigned Bd : Task.Bds)
    Live[Bd] = false;
  Task.Live = false;
}

LogicalResult Sequence::awaitTask(aiex::DMAAwaitTaskOp O) {
  DmaTask *Task = taskOf(O, O.getTask());
  if (!Task)
    return failure();
  if (!Task->Token) {
    O.emitOpError("waits for a task that issues no token; set issue_token = "
                  "true on it")
            .attachNote(Task->Op->getLoc())
        << "the task";
    return failure();
  }
  if (failed(wait(O, Task->Where)))
    return failure();
  if (Task->Live)
    release(*Task);
  return success();
}

LogicalResult Sequence::freeTask(aiex::DMAFreeTaskOp O) {
  DmaTask *Task = taskOf(O, O.getTask());
  if (!Task)
    return failure();
  // After an await the BDs are free already.
  if (Task->Live)
    release(*Task);
  return success();
}
